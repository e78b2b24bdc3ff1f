"""The reader: stories, divergences and sites as web pages for people; it changes nothing.

`routes(store, sites, watch, ...)` gives everything to be mounted at `/` of an application, after
its other routes: the last one answers what nobody else knows. The pages need no JavaScript to be
read, ask nothing of other hosts and have their own strict headers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from starlette.routing import BaseRoute, Route

from scraper.service.reader.pages import Reader
from scraper.service.reader.rendering import Pages
from scraper.service.watch import Watch
from scraper.sites import Site
from scraper.storage import Store

__all__ = ["routes"]


def routes(
    store: Store,
    sites: Mapping[str, Site],
    watch: Watch,
    *,
    title: str = "Tlumach",
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> list[BaseRoute]:
    """The pages as routes of an application; `title` names the whole, `now` tells the time."""
    return make_routes(Reader(store, sites, watch, Pages(title), now))


def make_routes(reader: Reader) -> list[BaseRoute]:
    """Where each page is; ids of stories may hold slashes."""
    return [
        Route("/", reader.stories, name="stories"),
        Route("/stories/{id:path}", reader.story, name="story"),
        Route("/revisions/{id:path}", reader.revisions, name="revisions"),
        Route("/downloads/{format:str}/{id:path}", reader.download, name="download"),
        Route("/divergences", reader.divergences, name="divergences"),
        Route("/divergences.csv", reader.divergences_csv, name="divergences_csv"),
        Route("/sites", reader.site_list, name="sites"),
        Route("/sites/{name}", reader.site, name="site"),
        Route("/static/{name}", reader.static, name="static"),
        Route("/{rest:path}", reader.unknown, name="unknown"),
    ]
