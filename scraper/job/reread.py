"""Reads stored pages again, so that better rules reach old articles without the network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice

from scraper.extraction import read_page
from scraper.items import Page
from scraper.sites import Site
from scraper.storage import Outcome, Store, Stored

BATCH = 32


def reread_pages(
    store: Store, sites: Mapping[str, Site], now: Callable[[], datetime]
) -> Iterator[Stored]:
    """Read every stored article page again and store what changed as revisions marked `rules`."""
    for name, site in sites.items():
        pages = _addresses(store.pages(site=name), site)
        while batch := list(islice(pages, BATCH)):
            yield from store.commit([_read(page, site) for page in batch], now())


def _addresses(pages: Iterable[Page], site: Site) -> Iterator[Page]:
    return (page for page in pages if site.match_article(page.url) and page.status == 200)


def _read(page: Page, site: Site) -> Outcome:
    reading = read_page(page, site, now=page.fetched_at)
    return Outcome(
        site=site.name,
        url=page.url,
        state="done",
        article=reading.article,
        rejected=reading.rejected.reason.value if reading.rejected else None,
        aliases=reading.aliases,
        status=page.status,
        cause="rules",
    )
