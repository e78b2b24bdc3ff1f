"""Reads stored pages again, so that better rules reach old articles without the network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice

from scraper.extraction import LineMemory, read_page
from scraper.extraction.paging import gather_pages
from scraper.items import Page
from scraper.job.lines import affected_pages, learn_site, load_lines
from scraper.sites import Site
from scraper.storage import Outcome, Store, Stored

BATCH = 32


def reread_pages(
    store: Store, sites: Mapping[str, Site], now: Callable[[], datetime]
) -> Iterator[Stored]:
    """Read every stored article page again and store what changed as revisions marked `rules`."""
    for name, site in sites.items():
        pages = _addresses(store.pages(site=name), site)
        yield from _reread(store, site, pages, load_lines(store, name), now)


def reread_learned(
    store: Store, sites: Mapping[str, Site], now: Callable[[], datetime]
) -> Iterator[Stored]:
    """Learn the lines that a site's pages share, once enough of them are new, and read those pages
    again that hold such lines; what changed is stored as revisions marked `rules`."""
    for site in sites.values():
        memory = learn_site(store, site, now())
        if memory is not None:
            pages = list(affected_pages(store, site, memory))
            yield from _reread(store, site, _addresses(pages, site), memory, now)


def _reread(
    store: Store,
    site: Site,
    pages: Iterator[Page],
    memory: LineMemory,
    now: Callable[[], datetime],
) -> Iterator[Stored]:
    while batch := list(islice(pages, BATCH)):
        outcomes = (_read(page, site, memory, store) for page in batch)
        yield from store.commit([each for each in outcomes if each is not None], now())


def _addresses(pages: Iterable[Page], site: Site) -> Iterator[Page]:
    return (page for page in pages if site.match_article(page.url) and page.status == 200)


def _read(page: Page, site: Site, memory: LineMemory, store: Store) -> Outcome | None:
    """What a page gives now, with the stored pages that continue it; None when it is such a one."""
    reading = read_page(page, site, memory=memory, now=page.fetched_at)
    if reading.continues_from is not None:
        return None
    if reading.continues is not None:
        more = gather_pages(page, lambda url: store.page_at(site.name, url))
        reading = read_page(page, site, more=more, memory=memory, now=page.fetched_at)
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
