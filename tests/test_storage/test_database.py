"""Opening a store: which URLs it takes, and how its tables come to be."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, select, text, update
from sqlalchemy.exc import StatementError

from scraper.storage import Store, StoreError
from scraper.storage.database import last_number, next_number, parse_url
from scraper.storage.migrations import find_version, make_config, newest_version
from scraper.storage.schema import ARTICLES, COUNTERS, METADATA
from tests.test_storage.samples import NOW, SITE, make_article, make_outcome


def test_the_folder_of_an_sqlite_file_is_made(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/data/deep/store.db"):
        assert (tmp_path / "data" / "deep" / "store.db").is_file()


def test_the_driver_of_postgresql_is_filled_in() -> None:
    assert parse_url("postgres://h/d").drivername == "postgresql+psycopg"
    assert parse_url("postgresql://h/d").drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("data/tlumach.db", "not a database URL"),
        ("mysql://host/name", "not in mysql"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
    ],
)
def test_a_url_that_cannot_be_is_named(url: str, says: str) -> None:
    with pytest.raises(StoreError, match=says):
        Store.open(url)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"psycopg: \.venv/bin/pip install .*postgres\.txt"):
        Store.open("postgresql://postgres@127.0.0.1/test")


def test_a_server_that_does_not_answer_is_named() -> None:
    with pytest.raises(StoreError, match=r"cannot open .*127\.0\.0\.1"):
        Store.open("postgresql://postgres:secret@127.0.0.1:9/test")


def test_a_password_is_not_shown() -> None:
    with pytest.raises(StoreError) as caught:
        Store.open("postgresql://postgres:secret@127.0.0.1:9/test")
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text("Це не база даних, а звичайний текст. " * 40)
    with pytest.raises(StoreError, match=r"cannot open .*store\.db"):
        Store.open(f"sqlite:///{tmp_path / 'store.db'}")


def test_an_empty_database_gets_every_table(store: Store) -> None:
    with store.reading() as connection:
        tables = set(inspect(connection).get_table_names())
    words = {name for name in tables if name.startswith("record_words")}
    assert "record_words" in words
    assert tables - words == {*METADATA.tables, "alembic_version"}


def test_the_migrations_make_what_the_schema_says(store: Store) -> None:
    with store.reading() as connection:
        options = {"compare_type": True, "include_name": _is_not_words}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []


def _is_not_words(name: str | None, kind: str, _parents: object) -> bool:
    """The full text's table differs by engine and is in no metadata."""
    return not (kind == "table" and name is not None and name.startswith("record_words"))


def test_the_newest_step_is_that_of_alembic(store: Store) -> None:
    with store.reading() as connection:
        script = ScriptDirectory.from_config(make_config(connection))
        assert newest_version() == script.get_current_head() == find_version(connection)


def test_an_open_store_of_today_needs_no_alembic(url: str) -> None:
    code = "import sys; from scraper.storage import Store\nwith Store.open(sys.argv[1]): pass"
    code += "\nassert 'alembic' not in sys.modules"
    subprocess.run([sys.executable, "-c", code, url], check=True, timeout=60)


def test_an_older_store_learns_where_its_articles_stand_in_time(url: str) -> None:
    later = NOW + timedelta(hours=1)
    undated, nowhere = (make_article(number, published_at=None) for number in (2, 3))
    articles = (make_article(1), replace(undated, fetched_at=later), nowhere)
    with Store.open(url) as store:
        store.commit([make_outcome(one) for one in articles], NOW)
        with store.writing() as connection:
            connection.execute(text("DROP INDEX ix_articles_site_placed_at"))
            connection.execute(text("ALTER TABLE articles DROP COLUMN placed_at"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0008'"))
    with Store.open(url) as store, store.reading() as connection:
        placed = select(ARTICLES.c.placed_at).order_by(ARTICLES.c.id)
        assert [*connection.execute(placed).scalars()] == [NOW, later, None]


def test_opening_again_keeps_everything(url: str) -> None:
    with Store.open(url) as store:
        run = store.start_run(SITE, "host", 1, NOW)
    with Store.open(url) as store:
        assert [known.id for known in store.runs()] == [run]


def test_a_database_of_a_newer_version_is_refused(url: str) -> None:
    with Store.open(url) as store, store.writing() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(StoreError, match="another version"):
            Store.open(url)
    finally:
        _set_version(url, version)


def _set_version(url: str, version: str) -> None:
    """Gives a shared schema its version back; an engine of its own, as no store would open."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    engine.dispose()


def test_many_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    with ThreadPoolExecutor(8) as pool:
        for store in pool.map(lambda _: Store.open(url), range(8)):
            assert store.last_change() == 0
            store.close()


def test_sqlite_writes_ahead_and_waits(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store, store.reading() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 60_000
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_write_that_fails_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.writing("change") as connection:
            assert next_number(connection, "change") == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.last_change() == 0


def test_a_reader_sees_the_state_before_an_open_write(store: Store) -> None:
    with store.writing("change") as connection:
        connection.execute(update(COUNTERS).where(COUNTERS.c.name == "change").values(value=7))
        assert store.last_change() == 0
    assert store.last_change() == 7


def test_a_reader_sees_one_state_until_it_ends(store: Store) -> None:
    with store.reading() as reader:
        assert last_number(reader, "change") == 0
        with store.writing("change") as connection:
            next_number(connection, "change")
        assert last_number(reader, "change") == 0
    assert store.last_change() == 1


def test_a_time_without_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="aware datetimes only"):
        store.start_run(SITE, "host", 1, datetime(2026, 11, 24))  # noqa: DTZ001


def test_a_time_comes_back_as_the_same_instant_in_utc(store: Store) -> None:
    kyiv = timezone(timedelta(hours=2))
    store.start_run(SITE, "host", 1, datetime(2026, 11, 24, 12, 0, 0, 123456, tzinfo=kyiv))
    started = store.runs()[0].started_at
    assert started == datetime(2026, 11, 24, 10, 0, 0, 123456, tzinfo=UTC)
    assert started.tzinfo is UTC
