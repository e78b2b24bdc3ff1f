"""Keeps when each site is crawled next, who crawls it now and how the last time ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    String,
    Table,
    and_,
    insert,
    or_,
    select,
    update,
)

from scraper.storage.database import Database
from scraper.storage.schema import METADATA, UtcTime, Words

SCHEDULE = Table(
    "schedule",
    METADATA,
    Column("site", String, primary_key=True),
    Column("rule", String, nullable=False),  # what the site's file says, to notice a change
    Column("due_at", UtcTime, nullable=False),
    Column("leased_by", String),
    Column("leased_until", UtcTime),
    Column("started_at", UtcTime),
    Column("ended_at", UtcTime),
    Column("outcome", String),
    Column("exit_code", Integer),
    Column("failures", Integer, nullable=False),  # in a row, up to the last crawl
    Column("says", Words),  # the last crawl's errors in words, a line each
)
S = SCHEDULE.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """One site's place in the schedule; `leased_by` is whoever crawls it at the moment."""

    site: str
    rule: str
    due_at: datetime
    leased_by: str | None = None
    leased_until: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: str | None = None
    exit_code: int | None = None
    failures: int = 0
    says: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlEnd:
    """How a scheduled crawl ended, and when the site is due again."""

    outcome: str
    exit_code: int
    failures: int
    says: str
    due_at: datetime


class Schedule(Database):
    """The part of the store by which schedulers share the crawls."""

    def schedule_site(self, site: str, rule: str, due_at: datetime, *, first: datetime) -> None:
        """Enters a site, due at `first`, or gives it the time `due_at` when its rule changed."""
        with self.writing("sequence") as connection:
            known = connection.execute(select(S.rule).where(S.site == site)).scalar()
            if known is None:
                row = {"site": site, "rule": rule, "due_at": first, "failures": 0}
                connection.execute(insert(SCHEDULE).values(row))
            elif known != rule:
                changed = update(SCHEDULE).where(S.site == site)
                connection.execute(changed.values(rule=rule, due_at=due_at))

    def schedule(self) -> Mapping[str, Scheduled]:
        """Every scheduled site by name, the one that is due first in front."""
        query = select(SCHEDULE).order_by(S.due_at, S.site)
        with self.reading() as connection:
            rows = connection.execute(query).mappings()
            return {row["site"]: Scheduled(**row) for row in rows}

    def begin_crawl(self, site: str, holder: str, until: datetime, now: datetime) -> bool:
        """Takes the lease of a site that is due and that nobody crawls; False when it is not so.

        Both are asked in the statement that takes it, so that of two schedulers one begins.
        """
        free = or_(S.leased_by.is_(None), S.leased_until <= now)
        values: dict[str, Any] = {"leased_by": holder, "leased_until": until, "started_at": now}
        return self._change(and_(S.site == site, S.due_at <= now, free), values)

    def renew_crawl(self, site: str, holder: str, until: datetime, now: datetime) -> bool:
        """Moves the end of a site's lease; False when it ran out or another has it."""
        return self._change(
            and_(_held(site, holder), S.leased_until > now), {"leased_until": until}
        )

    def end_crawl(self, site: str, holder: str, end: CrawlEnd, now: datetime) -> bool:
        """Gives the lease back and notes how it went; False when another has the lease."""
        values = {
            "leased_by": None,
            "leased_until": None,
            "ended_at": now,
            "outcome": end.outcome,
            "exit_code": end.exit_code,
            "failures": end.failures,
            "says": end.says or None,
            "due_at": end.due_at,
        }
        return self._change(_held(site, holder), values)

    def _change(self, which: ColumnElement[bool], values: Mapping[str, Any]) -> bool:
        with self.writing("sequence") as connection:
            return connection.execute(update(SCHEDULE).where(which).values(values)).rowcount == 1


def _held(site: str, holder: str) -> ColumnElement[bool]:
    return and_(S.site == site, S.leased_by == holder)
