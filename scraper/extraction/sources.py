"""What a source lists: feeds, sitemaps and pages of links become addresses of articles.

It picks the reader for a source's kind, keeps article addresses of the site, each once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scraper.extraction.documents import parse_document
from scraper.extraction.feeds import read_feed
from scraper.extraction.listings import read_anchors
from scraper.extraction.readings import Found, Listing, Rejected
from scraper.extraction.refusals import refuse_answer, refuse_document
from scraper.extraction.sitemaps import read_sitemap
from scraper.items import Page
from scraper.sites import Rss, Site, Sitemap, Source


def read_source(page: Page, source: Source, edition: str, site: Site) -> Listing:
    """The articles that a fetched source lists, in document order; it never raises for its content.

    Of an entry for which the source states no language, the edition that its address belongs to is
    said, else `edition`, which declares the source. A challenge or consent wall is named as such.
    """
    refused = refuse_answer(page)
    if refused is not None:
        return Listing(rejected=refused)
    if isinstance(source, Rss):
        listing = read_feed(page, zone=site.timezone)
    elif isinstance(source, Sitemap):
        listing = read_sitemap(page, zone=site.timezone)
    else:
        listing = read_anchors(page, site)
    if not listing.found and not listing.sources:
        return replace(listing, rejected=_wall(page) or listing.rejected)
    return replace(listing, found=_articles(listing.found, edition, site))


def _wall(page: Page) -> Rejected | None:
    """The challenge or consent wall that stands where a source should be."""
    document = parse_document(page) if b"<html" in page.body[:4096].lower() else None
    return refuse_document(document) if document is not None else None


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
            lang = entry.lang or site.edition_of(entry.url) or edition
            kept.setdefault(entry.url, replace(entry, lang=lang, alternates=alternates))
    return tuple(kept.values())
