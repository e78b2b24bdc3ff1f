"""Pages of links, such as a section's front page or a day's archive: addresses and titles."""

from __future__ import annotations

import re

from scraper.extraction.addresses import join_address
from scraper.extraction.documents import parse_document
from scraper.extraction.readings import Found, Listing, Reason, Rejected
from scraper.extraction.selectors import text_of
from scraper.items import Page
from scraper.sites import Site
from scraper.text.normalisation import normalise

_TIME_BEFORE = re.compile(r"^(?:\d{1,2}:\d{2}|\d{1,2}\.\d{1,2}\.\d{2,4})(?:[\s,|·•-]+|$)")
_TIME_AFTER = re.compile(
    r"[\s,|·•-]+(?:[^\W\d]{2,3}[.,]?\s+)?(?:\d{1,2}\.\d{1,2}\.\d{2,4},?\s+)?\d{1,2}:\d{2}$"
)


def read_anchors(page: Page, site: Site) -> Listing:
    """The articles of the site that a page links to, in document order, titles without times."""
    document = parse_document(page)
    if document is None:
        return Listing(rejected=Rejected(Reason.NOT_HTML, "no markup"))
    titles: dict[str, str] = {}
    for anchor in document.root.iter("a"):
        address = join_address(document.base, anchor.get("href") or "")
        if address is None or site.match_article(address) is None:
            continue
        title = strip_times(normalise(text_of(anchor)))
        titles[address] = max(titles.get(address, ""), title, key=len)
    return Listing(
        found=tuple(Found(url=url, title=title or None) for url, title in titles.items())
    )


def strip_times(title: str) -> str:
    """A listing's title without the clock before it and the day and clock behind it."""
    before = None
    while before != title:
        before, title = title, _TIME_BEFORE.sub("", title)
    return _TIME_AFTER.sub("", title)
