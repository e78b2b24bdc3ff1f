"""Remembers the runs: who crawls which site since when, and how it ended."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

import msgspec
from sqlalchemy import insert, select, update

from scraper.storage.database import AnyRow, Database
from scraper.storage.frontier import release_rows
from scraper.storage.schema import RUNS
from scraper.storage.values import Run

R = RUNS.c


class Runs(Database):
    """The part of the store that keeps a log of runs."""

    def start_run(
        self,
        site: str,
        host: str,
        pid: int,
        now: datetime,
        arguments: Mapping[str, object] | None = None,
    ) -> int:
        """Notes that a process begins to crawl a site; returns the run's number."""
        row = {
            "site": site,
            "host": host,
            "pid": pid,
            "started_at": now,
            "arguments": _encode(arguments),
        }
        with self.writing("change") as connection:
            return int(connection.execute(insert(RUNS).values(row).returning(R.id)).scalar_one())

    def finish_run(
        self, run_id: int, outcome: str, stats: Mapping[str, object], now: datetime
    ) -> int:
        """Notes how a run ended; returns how many rows it held and gave back unfetched."""
        values = {"finished_at": now, "outcome": outcome, "stats": _encode(stats)}
        with self.writing("change") as connection:
            connection.execute(update(RUNS).where(R.id == run_id).values(values))
            return release_rows(connection, run_id)

    def runs(self, site: str | None = None, limit: int = 20) -> tuple[Run, ...]:
        """The last runs, of one site or of all, newest first."""
        query = select(RUNS).order_by(R.id.desc()).limit(limit)
        if site is not None:
            query = query.where(R.site == site)
        with self.reading() as connection:
            return tuple(_read(row) for row in connection.execute(query))

    def runs_that_saw(
        self, site: str, outcomes: Collection[str], limit: int = 20
    ) -> tuple[Run, ...]:
        """The last runs of a site that ended so and looked at article pages, newest first."""
        query = select(RUNS).where(R.site == site, R.outcome.in_(outcomes))
        query = query.where(R.stats.contains('"seen":{"', autoescape=True))
        with self.reading() as connection:
            newest = connection.execute(query.order_by(R.id.desc()).limit(limit))
            return tuple(_read(row) for row in newest)


def _encode(values: Mapping[str, object] | None) -> str:
    """The values as JSON; what JSON does not know (a date, a set) as text."""
    return msgspec.json.encode(dict(values or {}), enc_hook=str).decode()


def _read(row: AnyRow) -> Run:
    return Run(
        id=row.id,
        site=row.site,
        host=row.host,
        pid=row.pid,
        started_at=row.started_at,
        finished_at=row.finished_at,
        outcome=row.outcome,
        arguments=msgspec.json.decode(row.arguments),
        stats=msgspec.json.decode(row.stats or "{}"),
    )
