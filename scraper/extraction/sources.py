"""What a source lists: feeds, sitemaps and pages of links become addresses of articles.

It picks the reader for a source's kind, keeps article addresses of the site, each once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scraper.extraction.feeds import read_feed
from scraper.extraction.listings import read_anchors
from scraper.extraction.readings import Found, Listing, Reason, Rejected
from scraper.extraction.sitemaps import read_sitemap
from scraper.items import Page
from scraper.sites import Rss, Site, Sitemap, Source


def read_source(page: Page, source: Source, edition: str, site: Site) -> Listing:
    """The articles that a fetched source lists, in document order; it never raises for its content.

    `edition` is the edition that declares the source: it is said of links that say no language.
    """
    if not 200 <= page.status < 300:
        return Listing(rejected=Rejected(Reason.HTTP_STATUS, str(page.status)))
    if page.cut == "size":
        return Listing(rejected=Rejected(Reason.TOO_LARGE, "over the limit"))
    if not page.body.strip():
        return Listing(rejected=Rejected(Reason.EMPTY, "no body"))
    if isinstance(source, Rss):
        listing = read_feed(page, zone=site.timezone)
    elif isinstance(source, Sitemap):
        listing = read_sitemap(page, zone=site.timezone)
    else:
        listing = read_anchors(page, site)
    return replace(listing, found=_articles(listing.found, edition, site))


def _articles(found: Iterable[Found], edition: str, site: Site) -> tuple[Found, ...]:
    """The entries that are articles of the site, each once; the first one of an address wins."""
    kept: dict[str, Found] = {}
    for entry in found:
        if site.match_article(entry.url) is not None:
            alternates = {
                lang: url
                for lang, url in entry.alternates.items()
                if site.match_article(url) is not None and url != entry.url
            }
            lang = entry.lang or edition
            kept.setdefault(entry.url, replace(entry, lang=lang, alternates=alternates))
    return tuple(kept.values())
