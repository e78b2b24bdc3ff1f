"""Opens a database by its URL and gives read and write transactions; it knows no noun.

Writers are ordered: SQLite by `BEGIN IMMEDIATE`, PostgreSQL by the lock on a counter's row, so that
numbers are given out in commit order and two writers cannot deadlock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any, Self

from sqlalchemy import Connection, Engine, Row, Select, create_engine, event, select, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from scraper.storage.migrations import upgrade
from scraper.storage.schema import COUNTERS
from scraper.storage.values import StoreError

AnyRow = Row[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]

BUSY_TIMEOUT_MS = 60_000  # a whole job may publish in one transaction while a crawl waits
CHUNK = 500  # values in one statement; SQLite takes at most 32,766
DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}


def parse_url(url: str) -> URL:
    """The database's URL, with the driver filled in; StoreError when it is none we support."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"not a database URL: {url!r}") from error
    parsed = parsed.set(drivername=DRIVERS.get(parsed.drivername, parsed.drivername))
    if parsed.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise StoreError(
            f"the store lives in sqlite:///PATH or postgresql+psycopg://HOST/DATABASE,"
            f" not in {parsed.drivername}"
        )
    if parsed.get_backend_name() == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise StoreError("the store needs a file: sqlite:///PATH (every thread opens it anew)")
    return parsed


def make_engine(url: str) -> Engine:
    """An engine for the URL; the folder of an SQLite file is made."""
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
        return _sqlite_engine(parsed)
    try:
        return create_engine(parsed, pool_pre_ping=True)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise StoreError(
            "PostgreSQL needs the package psycopg: "
            ".venv/bin/pip install --require-hashes -r requirements/postgres.txt"
        ) from error


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: SqliteConnection, _record: object) -> None:
    # the module must not open transactions of its own: `begin` below says which kind
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "synchronous = NORMAL",  # in WAL a killed process loses nothing, a power cut at most a tail
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def next_number(connection: Connection, counter: str, step: int = 1) -> int:
    """Takes the next number of a counter; its row stays locked until the transaction ends."""
    taken = (
        update(COUNTERS)
        .where(COUNTERS.c.name == counter)
        .values(value=COUNTERS.c.value + step)
        .returning(COUNTERS.c.value)
    )
    return int(connection.execute(taken).scalar_one())


def last_number(connection: Connection, counter: str) -> int:
    """The last number that a counter gave out; 0 before the first."""
    query = select(COUNTERS.c.value).where(COUNTERS.c.name == counter)
    return int(connection.execute(query).scalar_one())


def chunks(values: Iterable[str]) -> Iterator[Sequence[str]]:
    """The values in order, in lists short enough for one statement."""
    rest = iter(values)
    while some := list(islice(rest, CHUNK)):
        yield some


class Database:
    """An open database with its tables up to date; the parts of the store build on it."""

    def __init__(self, url: str) -> None:
        """Opens the database and brings its tables up to date; StoreError when it cannot."""
        engine = make_engine(url)
        self._writer = engine.execution_options(writes=True)
        self._reader = engine
        if engine.dialect.name == "postgresql":  # as SQLite does: one state for a whole transaction
            self._reader = engine.execution_options(isolation_level="REPEATABLE READ")
        try:
            with self._writer.begin() as connection:
                upgrade(connection)
        except DatabaseError as error:
            self.close()
            where = self._reader.url.render_as_string(hide_password=True)
            raise StoreError(f"cannot open {where}: {error.orig}") from error
        except StoreError:
            self.close()
            raise

    @classmethod
    def open(cls, url: str) -> Self:
        """The same as calling the class; reads well in a `with`."""
        return cls(url)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes every connection."""
        self._reader.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads; it sees the state of its first statement until it ends."""
        with self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self, turn: str | None = None) -> Iterator[Connection]:
        """A transaction that writes; writers that wait for the same `turn` go one by one.

        `turn` names a counter. It commits at the end of the block and is undone by an exception.
        """
        with self._writer.begin() as connection:
            if turn is not None:
                _wait_for_turn(connection, turn)
            yield connection


def _wait_for_turn(connection: Connection, turn: str) -> None:
    query = select(COUNTERS.c.value).where(COUNTERS.c.name == turn).with_for_update()
    connection.execute(query).scalar_one()
