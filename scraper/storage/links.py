"""Puts found addresses into the frontier, each once; who fetches them when is not its business."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from scraper.storage.database import CHUNK, chunks
from scraper.storage.schema import ALIASES, FRONTIER
from scraper.storage.values import NewLink

MAX_URL_BYTES = 2_000  # an index of PostgreSQL takes 2,700; a longer one is no article's address

IDLE = ("done", "failed", "gone", "blocked")

Key = tuple[str, str]  # site and normalised URL
F = FRONTIER.c


@dataclass(frozen=True, slots=True)
class _Known:
    """What the frontier has of an address; `state` is None for a mere spelling of an article."""

    state: str | None = None
    priority: int = 0
    published_at: datetime | None = None


def insert_links(connection: Connection, links: Iterable[NewLink], now: datetime) -> frozenset[Key]:
    """Adds the addresses that are not known yet, in the order of their URLs; returns those.

    The caller holds the writers' turn, so nobody adds the same address in between.
    """
    wanted: dict[Key, NewLink] = {}
    for link in links:
        if fits_index(link.url):
            wanted.setdefault((link.site, link.url), link)
    known = _known(connection, wanted)
    _remind(connection, [(wanted[key], known[key]) for key in sorted(known)], now)
    fresh = frozenset(wanted.keys() - known.keys())
    rows = [make_row(wanted[key], now) for key in sorted(fresh)]
    for start in range(0, len(rows), CHUNK):
        connection.execute(insert(FRONTIER), rows[start : start + CHUNK])
    return fresh


def fits_index(url: str) -> bool:
    """Whether an address is short enough to be kept as a key."""
    return len(url) <= MAX_URL_BYTES and len(url.encode()) <= MAX_URL_BYTES


def _known(connection: Connection, wanted: Mapping[Key, NewLink]) -> dict[Key, _Known]:
    """Those of the addresses that are rows of the frontier or spellings of an article."""
    known: dict[Key, _Known] = {}
    for some in chunks(sorted({url for _, url in wanted})):
        # by address alone: with the site, PostgreSQL may read all rows of the site instead
        spellings = select(ALIASES.c.site, ALIASES.c.url).where(ALIASES.c.url.in_(some))
        rows = select(F.site, F.url, F.state, F.priority, F.published_at).where(F.url.in_(some))
        known.update({(site, url): _Known() for site, url in connection.execute(spellings)})
        known.update({(site, url): _Known(*rest) for site, url, *rest in connection.execute(rows)})
    return {key: row for key, row in known.items() if key in wanted}


def _remind(connection: Connection, links: Sequence[tuple[NewLink, _Known]], now: datetime) -> None:
    """Makes known sources due again; gives articles that wait a hint or priority they lack."""
    this = (F.site == bindparam("of_site"), F.url == bindparam("of_url"))
    due = [
        {"of_site": link.site, "of_url": link.url}
        for link, known in links
        if link.kind == "source" and known.state in IDLE
    ]
    if due:
        over = or_(F.next_fetch_at.is_(None), F.next_fetch_at <= now)
        again = update(FRONTIER).where(*this, F.kind == "source", over).values(state="new")
        connection.execute(again, due)
    better = [row for link, known in links if (row := _bettered(link, known))]
    if better:
        hints: dict[str, object] = {
            "priority": bindparam("more"),
            "published_at": bindparam("hint"),
        }
        connection.execute(update(FRONTIER).where(*this).values(hints), better)


def _bettered(link: NewLink, known: _Known) -> dict[str, object] | None:
    """The priority and the hint that an article which waits should have, when it has less."""
    if link.kind != "article" or known.state != "new":
        return None
    priority = max(known.priority, link.priority)
    published_at = known.published_at or link.published_at
    if (priority, published_at) == (known.priority, known.published_at):
        return None
    return {"of_site": link.site, "of_url": link.url, "more": priority, "hint": published_at}


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
