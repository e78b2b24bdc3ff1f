"""Takes articles and records out of everything published, for good; it deletes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, or_, select, update

from scraper.storage.articles import find_ids
from scraper.storage.database import Database
from scraper.storage.revisions import touch
from scraper.storage.schema import (
    ALIASES,
    ARTICLES,
    FRONTIER,
    RECORDS,
    STORIES,
    STORY_ARTICLES,
    WITHDRAWN,
)
from scraper.storage.values import Withdrawn

A = ARTICLES.c
F = FRONTIER.c
M = STORY_ARTICLES.c


class Withdrawals(Database):
    """The part of the store that forgets on request."""

    def withdraw(self, what: str, now: datetime, *, record: bool = False) -> Withdrawn:
        """Withdraws an article, named by its id or any spelling of its address.

        With `record` the whole record of that id, or that shows the article, goes with all of its
        articles. A withdrawn article is never stored or fetched again; a withdrawn record is only
        ever published as removed. The next job announces it: the articles count as changed.
        Nothing known under the name gives an empty answer; what was withdrawn before is told apart.
        An address that waits in the frontier without an article yet is never fetched.
        """
        with self.writing("change") as connection:
            article_id = find_ids(connection, (what,)).get(what, what)
            stories = _stories(connection, what, article_id)
            members = _members(connection, stories) if record else ()
            standing = _standing(connection, (article_id, *members))
            shown, before = _published(connection, stories)
            blocked = _block(connection, F.url == what)
            for id, stands in standing.items():
                _withdraw_article(connection, id, stands, now)
            if record:
                _withdraw_records(connection, stories, now)
            gone = (*before, *(id for id, stands in standing.items() if not stands))
            articles = tuple(id for id, stands in standing.items() if stands)
            return Withdrawn(
                articles=articles,
                records=shown if articles or record else (),
                already=tuple(dict.fromkeys(gone)),
                address=what if blocked and not standing else None,
            )


def _stories(connection: Connection, what: str, article_id: str) -> tuple[str, ...]:
    """The story of that id and the story that holds the article."""
    named = select(STORIES.c.id).where(STORIES.c.id == what)
    holding = select(M.story_id).where(M.article_id == article_id)
    found = connection.execute(named.union(holding)).scalars()
    return tuple(sorted(found))


def _members(connection: Connection, stories: Iterable[str]) -> tuple[str, ...]:
    query = select(M.article_id).where(M.story_id.in_(stories)).order_by(M.article_id)
    return tuple(connection.execute(query).scalars())


def _standing(connection: Connection, ids: Iterable[str]) -> dict[str, bool]:
    """The known articles among some ids, in their order, and whether each was not withdrawn yet."""
    query = select(A.id, A.withdrawn_at)
    known = {id: connection.execute(query.where(A.id == id)).one_or_none() for id in ids}
    return {id: row.withdrawn_at is None for id, row in known.items() if row is not None}


def _withdraw_article(connection: Connection, id: str, stands: bool, now: datetime) -> None:
    if stands:
        touch(connection, id, now, withdrawn_at=now)
    spellings = select(ALIASES.c.url).where(ALIASES.c.article_id == id)
    _block(connection, or_(F.article_id == id, F.url.in_(spellings)))


def _block(connection: Connection, which: ColumnElement[bool]) -> int:
    """Keeps addresses from being fetched; what is in flight is refused when it is committed.

    Their number is returned.
    """
    blocked = update(FRONTIER).where(which)
    return connection.execute(
        blocked.values(
            state="blocked",
            reason=WITHDRAWN,
            next_fetch_at=None,
            leased_by=None,
            leased_until=None,
            state_before=None,
        )
    ).rowcount


def _published(
    connection: Connection, stories: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The records of stories that are published, and those that were withdrawn before."""
    query = select(RECORDS.c.id, RECORDS.c.removed, RECORDS.c.withdrawn_at)
    query = query.where(RECORDS.c.id.in_(stories)).order_by(RECORDS.c.id)
    rows = connection.execute(query).all()
    before = tuple(row.id for row in rows if row.withdrawn_at is not None)
    return tuple(row.id for row in rows if not row.removed and row.id not in before), before


def _withdraw_records(connection: Connection, ids: Iterable[str], now: datetime) -> None:
    fresh = update(RECORDS).where(RECORDS.c.id.in_(ids), RECORDS.c.withdrawn_at.is_(None))
    connection.execute(fresh.values(withdrawn_at=now))
