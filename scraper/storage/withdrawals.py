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
        Nothing known under the name gives an empty answer; asking twice does no harm. An address
        that waits in the frontier without an article yet is never fetched.
        """
        with self.writing("change") as connection:
            article_id = find_ids(connection, (what,)).get(what, what)
            stories = _stories(connection, what, article_id)
            members = _members(connection, stories) if record else ()
            wanted = dict.fromkeys((article_id, *members))
            articles = tuple(id for id in wanted if _known(connection, id))
            _block(connection, F.url == what)
            for id in articles:
                _withdraw_article(connection, id, now)
            records = _published(connection, stories)
            if record:
                _withdraw_records(connection, records, now)
            return Withdrawn(articles=articles, records=records)


def _stories(connection: Connection, what: str, article_id: str) -> tuple[str, ...]:
    """The story of that id and the story that holds the article."""
    named = select(STORIES.c.id).where(STORIES.c.id == what)
    holding = select(M.story_id).where(M.article_id == article_id)
    found = connection.execute(named.union(holding)).scalars()
    return tuple(sorted(found))


def _members(connection: Connection, stories: Iterable[str]) -> tuple[str, ...]:
    query = select(M.article_id).where(M.story_id.in_(stories)).order_by(M.article_id)
    return tuple(connection.execute(query).scalars())


def _known(connection: Connection, id: str) -> bool:
    return connection.execute(select(A.id).where(A.id == id)).one_or_none() is not None


def _withdraw_article(connection: Connection, id: str, now: datetime) -> None:
    standing = select(A.id).where(A.id == id, A.withdrawn_at.is_(None))
    if connection.execute(standing).one_or_none():
        touch(connection, id, now, withdrawn_at=now)
    spellings = select(ALIASES.c.url).where(ALIASES.c.article_id == id)
    _block(connection, or_(F.article_id == id, F.url.in_(spellings)))


def _block(connection: Connection, which: ColumnElement[bool]) -> None:
    """Keeps addresses from being fetched; what is in flight is refused when it is committed."""
    blocked = update(FRONTIER).where(which)
    connection.execute(
        blocked.values(
            state="blocked",
            reason=WITHDRAWN,
            next_fetch_at=None,
            leased_by=None,
            leased_until=None,
            state_before=None,
        )
    )


def _published(connection: Connection, stories: Iterable[str]) -> tuple[str, ...]:
    query = select(RECORDS.c.id).where(RECORDS.c.id.in_(stories)).order_by(RECORDS.c.id)
    return tuple(connection.execute(query).scalars())


def _withdraw_records(connection: Connection, ids: Iterable[str], now: datetime) -> None:
    fresh = update(RECORDS).where(RECORDS.c.id.in_(ids), RECORDS.c.withdrawn_at.is_(None))
    connection.execute(fresh.values(withdrawn_at=now))
