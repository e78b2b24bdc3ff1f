"""Answers where a site stands now: what waits, when it last went well, how fast news is out."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select

from scraper.storage.database import Database
from scraper.storage.schema import FACETS, FRONTIER, RECORD_REVISIONS, RUNS

F = FRONTIER.c
R = RUNS.c


class Standing(Database):
    """The part of the store that `scrapy status` asks, beside `Health`."""

    def sites_known(self) -> tuple[str, ...]:
        """Every site that was ever crawled, by name."""
        with self.reading() as connection:
            return tuple(connection.execute(select(R.site).distinct().order_by(R.site)).scalars())

    def waiting(self, site: str, now: datetime) -> int:
        """How many addresses of a site would be fetched now: new ones and those due again."""
        due = and_(F.state.in_(("done", "failed")), F.next_fetch_at <= now)
        lost = and_(F.state == "leased", F.leased_until < now)
        query = select(func.count()).where(F.site == site, or_(F.state == "new", due, lost))
        with self.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def last_end(self, site: str, outcomes: tuple[str, ...]) -> datetime | None:
        """When a run of a site last ended in one of these ways."""
        query = select(func.max(R.finished_at)).where(R.site == site, R.outcome.in_(outcomes))
        with self.reading() as connection:
            return connection.execute(query).scalar()

    def first_run(self, site: str) -> datetime | None:
        """When a site was crawled for the first time, as far as it is remembered."""
        with self.reading() as connection:
            return connection.execute(select(func.min(R.started_at)).where(R.site == site)).scalar()

    def feed_delays(self, site: str, since: datetime) -> tuple[timedelta, ...]:
        """For each live record first published since a time, how long until it was in the feed."""
        first = and_(
            RECORD_REVISIONS.c.record_id == FACETS.c.record_id, RECORD_REVISIONS.c.revision == 1
        )
        query = select(FACETS.c.shown_at, RECORD_REVISIONS.c.published_at)
        query = query.join(RECORD_REVISIONS, first)
        query = query.where(FACETS.c.site == site, FACETS.c.shown_at >= since)
        with self.reading() as connection:
            return tuple(out - shown for shown, out in connection.execute(query))
