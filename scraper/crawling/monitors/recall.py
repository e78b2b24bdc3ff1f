"""Remembers yesterday's archive when it was not sent again, to hold today's against it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from scraper.crawling.monitors.lists import is_archive
from scraper.crawling.monitors.sights import ListSight, Sights
from scraper.extraction import normalise_url, read_source
from scraper.items import Page
from scraper.sites import DayArchive

DAY = timedelta(days=1)


def recall_archives(sights: Sights, page_at: Callable[[str], Page | None]) -> None:
    """Note what the archives listed for the day before the newest, from the pages in the store.

    An archive that answered `not modified` still lists what it listed before.
    """
    for (lang, path), seen in list(sights.lists.items()):
        if is_archive(sights.site, lang, path) and seen.unchanged:
            _recall(sights, lang, path, seen, page_at)


def _recall(
    sights: Sights, lang: str, path: str, seen: ListSight, page_at: Callable[[str], Page | None]
) -> None:
    newest = max((day for day in seen.listed if day is not None), default=None)
    if newest is None or newest - DAY in seen.listed:
        return
    url = sights.site.editions[lang].url(path.format(newest - DAY))
    page = page_at(normalise_url(url))
    if page is not None:
        listing = read_source(page, DayArchive(path), lang, sights.site)
        sights.see_list(lang, path, url, newest - DAY, listing)
