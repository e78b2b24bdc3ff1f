"""Forgets what is too old or too much: pages and finished runs; never articles or records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from scraper.storage.database import Database
from scraper.storage.schema import PAGES, RUNS

P = PAGES.c
CHUNK = 200  # pages deleted in one transaction, so that a crawl never waits long
STREAM = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """How many pages were deleted, the bytes their bodies took, and how many runs."""

    pages: int = 0
    bytes: int = 0
    runs: int = 0


class Retention(Database):
    """The part of the store that makes room."""

    def forget_pages(
        self, *, before: datetime | None = None, keep_bytes: int | None = None
    ) -> Forgotten:
        """Deletes pages last fetched before a time, then the oldest until the rest fits.

        `keep_bytes` counts compressed bodies. Articles stay, but cannot be read again by better
        rules once their page is gone.
        """
        with self.reading() as connection:
            surplus = 0 if keep_bytes is None else max(0, _size(connection) - keep_bytes)
            oldest = list(_oldest(connection, before, surplus))
        count = size = 0
        for first in range(0, len(oldest), CHUNK):
            chunk = oldest[first : first + CHUNK]
            with self.writing("change") as connection:
                gone = _delete(connection, [id for id, _, _ in chunk], chunk[-1][2])
            count += len(gone)
            size += sum(bytes for id, bytes, _ in chunk if id in gone)
        return Forgotten(pages=count, bytes=size)

    def forget_runs(self, before: datetime) -> Forgotten:
        """Deletes runs that ended before a time; those that are still open stay."""
        with self.writing("change") as connection:
            ended = delete(RUNS).where(RUNS.c.finished_at < before)
            return Forgotten(runs=connection.execute(ended).rowcount)

    def shrink(self) -> None:
        """Gives the room of what was deleted back to the file system; others wait meanwhile.

        SQLite writes the whole file anew; PostgreSQL only marks the room as free to use again.
        """
        raw = self._writer.raw_connection()
        try:
            if self._writer.dialect.name == "postgresql":
                raw.driver_connection.autocommit = True  # type: ignore[union-attr]
            cursor = raw.cursor()
            cursor.execute("VACUUM" if self._writer.dialect.name == "sqlite" else "VACUUM pages")
            cursor.close()
        finally:
            raw.invalidate()  # it is set up otherwise than the pool's


def _size(connection: Connection) -> int:
    return int(connection.execute(select(func.sum(func.length(P.body)))).scalar() or 0)


def _oldest(
    connection: Connection, before: datetime | None, surplus: int
) -> Iterator[tuple[int, int, datetime]]:
    """Number, size and time of the pages to delete, oldest first."""
    query = select(P.id, func.length(P.body), P.fetched_at).order_by(P.fetched_at, P.id)
    with connection.execution_options(yield_per=STREAM).execute(query) as rows:
        for id, size, fetched_at in rows:
            if surplus <= 0 and (before is None or fetched_at >= before):
                return
            surplus -= size
            yield id, size, fetched_at


def _delete(connection: Connection, ids: list[int], fetched_until: datetime) -> set[int]:
    """Deletes pages unless they were fetched again meanwhile; returns which."""
    old = delete(PAGES).where(P.id.in_(ids), P.fetched_at <= fetched_until)
    return set(connection.execute(old.returning(P.id)).scalars())
