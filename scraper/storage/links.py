"""Puts found addresses into the frontier, each once; who fetches them when is not its business."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, case, func, insert, or_, select, update

from scraper.storage.database import CHUNK
from scraper.storage.schema import ALIASES, FRONTIER
from scraper.storage.values import NewLink

MAX_URL_BYTES = 2_000  # an index of PostgreSQL takes 2,700; a longer one is no article's address

IDLE = ("done", "failed", "gone", "blocked")
WAITING = ("new",)

Key = tuple[str, str]  # site and normalised URL
F = FRONTIER.c


def insert_links(connection: Connection, links: Iterable[NewLink], now: datetime) -> int:
    """Adds the addresses that are not known yet, in the order of their URLs; returns their number.

    The caller holds the writers' turn, so nobody adds the same address in between.
    """
    wanted: dict[Key, NewLink] = {}
    for link in links:
        if fits_index(link.url):
            wanted.setdefault((link.site, link.url), link)
    known = _known(connection, wanted)
    for key in sorted(wanted.keys() & known):
        if known[key] in (IDLE if wanted[key].kind == "source" else WAITING):
            _remind(connection, wanted[key], now)
    fresh = [make_row(wanted[key], now) for key in sorted(wanted.keys() - known.keys())]
    for start in range(0, len(fresh), CHUNK):
        connection.execute(insert(FRONTIER), fresh[start : start + CHUNK])
    return len(fresh)


def fits_index(url: str) -> bool:
    """Whether an address is short enough to be kept as a key."""
    return len(url) <= MAX_URL_BYTES and len(url.encode()) <= MAX_URL_BYTES


def _known(connection: Connection, wanted: Iterable[Key]) -> dict[Key, str | None]:
    """The addresses that are rows of the frontier, with their state, or spellings of an article."""
    known: dict[Key, str | None] = {}
    keys = sorted(wanted)
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        sites, urls = {site for site, _ in some}, [url for _, url in some]
        spellings = select(ALIASES.c.site, ALIASES.c.url)
        spellings = spellings.where(ALIASES.c.url.in_(urls), ALIASES.c.site.in_(sites))
        rows = select(F.site, F.url, F.state).where(F.site.in_(sites), F.url.in_(urls))
        known.update(dict.fromkeys(connection.execute(spellings)))
        known.update({(site, url): state for site, url, state in connection.execute(rows)})
    return known


def _remind(connection: Connection, link: NewLink, now: datetime) -> None:
    """Makes a known source due again; gives an article that waits a hint or priority it lacks."""
    row = update(FRONTIER).where(F.site == link.site, F.url == link.url)
    if link.kind == "source":
        over = or_(F.next_fetch_at.is_(None), F.next_fetch_at <= now)
        connection.execute(row.where(F.kind == "source", over).values(state="new"))
        return
    connection.execute(
        row.values(
            priority=case((F.priority < link.priority, link.priority), else_=F.priority),
            published_at=func.coalesce(F.published_at, link.published_at),
        )
    )


def make_row(link: NewLink, now: datetime) -> dict[str, object]:
    """The frontier's row of an address that nobody has fetched."""
    return {
        "site": link.site,
        "url": link.url,
        "kind": link.kind,
        "edition": link.edition,
        "state": "new",
        "tries": 0,
        "visits": 0,
        "priority": link.priority,
        "found_on": link.found_on,
        "found_at": now,
        "published_at": link.published_at,
    }
