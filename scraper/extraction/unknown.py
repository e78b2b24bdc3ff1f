"""A page of a site that nobody stated facts about: read like any other, in whatever language."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from scraper.extraction.memory import NOTHING, LineMemory
from scraper.extraction.pages import read_page
from scraper.extraction.readings import Reading
from scraper.items import Page
from scraper.languages import UNDETERMINED
from scraper.sites import Edition, Expect, Listing, Site


def read_unknown(
    page: Page,
    *,
    zone: str = "UTC",
    memory: LineMemory = NOTHING,
    now: datetime | None = None,
) -> Reading:
    """The article of a page of which no more is known than its address.

    Nothing is rejected for its language: `lang` is what the page declares, `und` when it declares
    none, and what the text is in has not been looked at. `zone` is for times that name none.
    """
    return read_page(page, unknown_site(page.final_url, zone=zone), memory=memory, now=now)


def unknown_site(url: str, *, zone: str = "UTC") -> Site:
    """A site of which nothing is known but the address of one page; every address may be an
    article's."""
    parts = urlsplit(url)
    home = f"{parts.scheme or 'https'}://{parts.netloc or 'unknown.invalid'}/"
    return Site(
        name=re.sub(r"\W+", "_", (parts.hostname or "unknown").removeprefix("www.")),
        title="",
        timezone=zone,
        editions={UNDETERMINED: Edition(home, Listing("/"))},
        article_url=re.compile(""),
        expects=Expect(),
    )
