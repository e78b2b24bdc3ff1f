"""What followers get: lines in sequence, and every record that ever had what they ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import delete

from scraper.items import Record
from scraper.storage import PublishChange, Store
from scraper.storage.changes import remember_stored_traits
from scraper.storage.schema import RECORD_TRAITS
from tests.test_storage.samples import NOW, SITE, make_record

ME = "host:1"


@pytest.fixture(autouse=True)
def lease(store: Store) -> None:
    """Publishing holds the lease."""
    assert store.acquire("publish", ME, NOW + timedelta(hours=1), NOW)


def make(number: int, *langs: str, complete: bool = False, site: str = SITE) -> Record:
    """A record that has these languages."""
    record = make_record(number, site=site)
    return replace(record, langs=langs, complete=complete)


def publish(store: Store, *records: Record) -> None:
    """Publishes records in this order."""
    store.publish([PublishChange(record=record) for record in records], NOW, holder=ME)


def numbers(store: Store, after: int = 0, limit: int = 100, **more: object) -> list[int]:
    """The sequence numbers that a follower gets."""
    return [line.sequence for line in store.record_lines(after, limit, **more)]  # type: ignore[arg-type]


def test_lines_are_the_latest_revisions_in_sequence(store: Store) -> None:
    publish(store, make(1, "uk"), make(2, "uk"), make(1, "uk", "en"))
    lines = store.record_lines(0, 100)
    assert [line.sequence for line in lines] == [2, 3]
    decoded = [msgspec.json.decode(line.json, type=Record) for line in lines]
    assert decoded == list(store.records())
    assert all("\n" not in line.json for line in lines)


def test_a_cursor_and_a_limit(store: Store) -> None:
    publish(store, *(make(number, "uk") for number in range(1, 6)))
    assert numbers(store, after=2) == [3, 4, 5]
    assert numbers(store, after=2, limit=2) == [3, 4]
    assert numbers(store, after=5) == []


def test_one_site(store: Store) -> None:
    publish(store, make(1, "uk"), make(2, "uk", site="inshyi"))
    assert numbers(store, site=SITE) == [1]


def test_records_that_have_all_the_languages(store: Store) -> None:
    publish(store, make(1, "uk"), make(2, "uk", "en"), make(3, "uk", "ru", "en", complete=True))
    assert numbers(store, langs=("en",)) == [2, 3]
    assert numbers(store, langs=("en", "ru")) == [3]
    assert numbers(store, langs=("e",)) == numbers(store, langs=("%",)) == []
    assert numbers(store, complete=True) == [3]
    assert numbers(store, complete=True, langs=("uk",), site=SITE) == [3]


def test_a_reader_learns_when_a_record_loses_what_it_asked_for(store: Store) -> None:
    publish(store, make(1, "uk", "en", complete=True), make(1, "uk"))
    assert numbers(store, langs=("en",)) == numbers(store, complete=True) == [2]
    store.publish([PublishChange(removed=f"{SITE}:uk:1")], NOW, holder=ME)
    assert numbers(store, langs=("en",)) == numbers(store, complete=True) == [3]


def test_what_records_had_before_the_table_was_there_is_read_from_their_revisions(
    store: Store,
) -> None:
    publish(store, make(1, "uk", "en"), make(2, "ru"), make(1, "uk"))
    with store.writing() as connection:
        connection.execute(delete(RECORD_TRAITS))
        remember_stored_traits(connection)
    assert numbers(store, langs=("en",)) == [3]
    assert numbers(store, langs=("ru",)) == [2]
