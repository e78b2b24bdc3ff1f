"""A store on each engine: SQLite in a file of its own, PostgreSQL in a schema of its own."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, delete, insert, text
from sqlalchemy.exc import OperationalError

from scraper.storage import Store
from scraper.storage.schema import COUNTERS, METADATA

SERVER = os.environ.get("TLUMACH_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1/test")


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


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store on one of the engines."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    url: str = request.getfixturevalue("postgres_url")
    _empty(url)
    return url


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store on one of the engines."""
    with Store.open(url) as store:
        yield store


def _empty(url: str) -> None:
    """Leaves the tables, if there are any, as an upgrade makes them."""
    with Store.open(url) as store, store.writing() as connection:
        for table in reversed(METADATA.sorted_tables):  # TRUNCATE is slower on a few rows
            connection.execute(delete(table))
        rows = [{"name": name, "value": 0} for name in ("change", "sequence")]
        connection.execute(insert(COUNTERS), rows)
