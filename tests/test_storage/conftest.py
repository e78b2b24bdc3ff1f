"""A store on each engine: SQLite in a file of its own, PostgreSQL in a schema of its own."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, delete, insert, text
from sqlalchemy.exc import OperationalError

from scraper.storage import Store
from scraper.storage.schema import COUNTERS, METADATA

SERVER = os.environ.get("TLUMACH_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1/test")

EMPTY_WORDS = {
    "sqlite": "INSERT INTO record_words (record_words) VALUES ('delete-all')",
    "postgresql": "DELETE FROM record_words",
}  # the one table that no metadata knows


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of an empty schema that lives as long as the session."""
    pytest.importorskip("psycopg")
    engine = create_engine(SERVER, connect_args={"connect_timeout": 2})
    schema = f"tlumach_test_{uuid.uuid4().hex[:12]}"
    try:
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
    except OperationalError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("no PostgreSQL server answers")
    yield f"{SERVER}?options=-csearch_path%3D{schema}%20-csynchronous_commit%3Doff"
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL client_min_messages = warning"))
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a file that lives as long as the session."""
    return f"sqlite:///{tmp_path_factory.mktemp('store') / 'store.db'}"


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest) -> Iterator[tuple[str, Store]]:
    """A store on one of the engines with its URL; opened once, so that statements stay compiled."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    with Store.open(url) as store:
        yield url, store


@pytest.fixture
def store(opened: tuple[str, Store]) -> Store:
    """An empty store on one of the engines."""
    empty(opened[1])
    return opened[1]


@pytest.fixture
def url(opened: tuple[str, Store], store: Store) -> str:
    """The URL of the same empty store, to open it again."""
    return opened[0]


def empty(store: Store) -> None:
    """Leaves the tables as an upgrade makes them."""
    with store.writing() as connection:
        for table in reversed(METADATA.sorted_tables):  # TRUNCATE is slower on a few rows
            connection.execute(delete(table))
        connection.execute(text(EMPTY_WORDS[connection.dialect.name]))
        rows = [{"name": name, "value": 0} for name in ("change", "sequence")]
        connection.execute(insert(COUNTERS), rows)
