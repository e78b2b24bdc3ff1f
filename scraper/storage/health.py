"""Answers how a site is doing: its runs, what was read when, what failed, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import ColumnElement, and_, case, func, select

from scraper.storage.database import Database
from scraper.storage.schema import ARTICLES, FACETS, FRONTIER, RUNS, STORY_ARTICLES

A = ARTICLES.c
F = FRONTIER.c
M = STORY_ARTICLES.c
R = RUNS.c
X = FACETS.c

RUNS_MAX = 5000  # runs that one answer looks at; a site crawled every 15 minutes has 2,880 a month


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """One run without its arguments and stats."""

    id: int
    started_at: datetime
    finished_at: datetime | None
    outcome: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleTimes:
    """When an article was published and first seen, and which story it is in."""

    lang: str
    published_at: datetime
    first_seen_at: datetime
    story: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedAddress:
    """An address that could not be read: why, and when it is tried again (None: never)."""

    url: str
    state: str
    reason: str | None
    status: int | None
    tries: int
    next_fetch_at: datetime | None


class Health(Database):
    """The part of the store that the operator looks at."""

    def run_lines(self, site: str, since: datetime) -> tuple[RunLine, ...]:
        """The runs of a site that began at or after a time, newest first."""
        newest = select(R.id, R.started_at, R.finished_at, R.outcome).where(R.site == site)
        few = newest.order_by(R.id.desc()).limit(RUNS_MAX).subquery()
        query = select(few).where(few.c.started_at >= since).order_by(few.c.id.desc())
        with self.reading() as connection:
            return tuple(RunLine(**row) for row in connection.execute(query).mappings())

    def article_times(self, site: str, since: datetime) -> tuple[ArticleTimes, ...]:
        """The articles of a site published at or after a time and not withdrawn, oldest first."""
        query = select(A.lang, A.published_at, A.first_seen_at, M.story_id.label("story"))
        query = query.outerjoin(STORY_ARTICLES, M.article_id == A.id)
        query = query.where(A.site == site, A.published_at >= since, A.withdrawn_at.is_(None))
        with self.reading() as connection:
            rows = connection.execute(query.order_by(A.published_at, A.id)).mappings()
            return tuple(ArticleTimes(**row) for row in rows)

    def completeness(self, site: str, since: datetime) -> tuple[tuple[datetime, bool], ...]:
        """First publication of every live record of a site since a time, and whether it is whole.

        Oldest first.
        """
        query = select(X.shown_at, X.complete).where(X.site == site, X.shown_at >= since)
        with self.reading() as connection:
            rows = connection.execute(query.order_by(X.shown_at, X.record_id))
            return tuple((row.shown_at, row.complete) for row in rows)

    def count_articles(self, site: str, borders: Sequence[datetime]) -> tuple[int, ...]:
        """How many articles of a site, not withdrawn, were published after each border.

        Each count goes up to the next border, that included; the borders rise.
        """
        query = select(*_count_spans(A.published_at, borders))
        query = query.where(A.site == site, A.withdrawn_at.is_(None), A.published_at > borders[0])
        with self.reading() as connection:
            return tuple(connection.execute(query).one())

    def count_complete(self, site: str, borders: Sequence[datetime]) -> tuple[int, ...]:
        """The same of the complete live records of a site, by first publication."""
        query = select(*_count_spans(X.shown_at, borders))
        query = query.where(X.site == site, X.complete, X.shown_at > borders[0])
        with self.reading() as connection:
            return tuple(connection.execute(query).one())

    def failures(self, site: str, limit: int = 10) -> tuple[FailedAddress, ...]:
        """Addresses of a site that failed and wait for another try, the latest due first."""
        query = select(
            F.url, F.state, F.reason, F.last_status.label("status"), F.tries, F.next_fetch_at
        )
        query = query.where(F.site == site, F.state == "failed")
        query = query.order_by(F.next_fetch_at.desc(), F.id).limit(limit)
        with self.reading() as connection:
            return tuple(FailedAddress(**row) for row in connection.execute(query).mappings())


def _count_spans(
    time: ColumnElement[datetime], borders: Sequence[datetime]
) -> list[ColumnElement[int]]:
    return [
        func.count(case((and_(time > since, time <= until), 1)))
        for since, until in pairwise(borders)
    ]
