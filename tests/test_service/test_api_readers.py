"""Readers that exist follow the feeds over HTTP: feedparser, the library `reader`, a validator."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from reader import Reader, make_reader

from scraper.feed import write_output
from scraper.items import Record
from scraper.service.app import create_app
from scraper.storage import Store
from tests.test_feed.jsonfeed import chain_faults
from tests.test_feed.records import SITE, make_record, make_removed
from tests.test_service.serving import Client, serve


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    """A service over an empty folder."""
    with Store.open(f"sqlite:///{tmp_path}/store.db") as store:
        app = create_app(store, tmp_path, sites={}, title="Вісник", public_url="http://127.0.0.1/")
        with serve(app) as client:
            yield client


def write(client: Client, folder: Path, *records: Record) -> None:
    """Publishes these records as files under the service's address."""
    write_output(
        records,
        folder,
        title="Вісник",
        public_url=client.address,
        langs=("uk", "en", "ru"),
        sites={"visnyk": SITE},
    )


def edit(record: Record, headline: str) -> Record:
    """The record with another Ukrainian headline, half an hour later."""
    version = replace(
        record.versions["uk"],
        headline=headline,
        modified_at=record.updated_at + timedelta(minutes=30),
    )
    return replace(
        record,
        revision=2,
        sequence=1000,
        updated_at=record.updated_at + timedelta(minutes=30),
        versions={**record.versions, "uk": version},
    )


def test_the_pages_of_every_feed_follow_the_specification(client: Client, tmp_path: Path) -> None:
    write(client, tmp_path, *(make_record(number) for number in range(150)))
    for stem in ("feed", "feed.uk", "sites/visnyk/feed", "sites/visnyk/feed.en"):
        pages = {}
        address: str | None = f"{client.address}/{stem}.json"
        while address:
            page = client.get(address.removeprefix(client.address)).json()
            pages[address] = page
            address = page.get("next_url")
        assert chain_faults(pages, f"{client.address}/{stem}.json") == []
        assert sum(len(page["items"]) for page in pages.values()) == 150
        assert len(pages) > 1 or "en" in stem


def test_feedparser_follows_the_pages_of_atom(client: Client, tmp_path: Path) -> None:
    write(client, tmp_path, *(make_record(number) for number in range(150)))
    ids: list[str] = []
    address: str | None = f"{client.address}/feed.xml"
    while address:
        parsed = feedparser.parse(address)
        assert not parsed.bozo
        assert parsed.version == "atom10"
        assert parsed.headers["content-type"] == "application/atom+xml"
        ids += [entry.id for entry in parsed.entries]
        address = next((link.href for link in parsed.feed.links if link.rel == "next"), None)
    assert ids == [f"urn:tlumach:visnyk:uk:{number}" for number in range(149, -1, -1)]


def test_feedparser_asks_with_validators(client: Client, tmp_path: Path) -> None:
    write(client, tmp_path, make_record(1))
    first = feedparser.parse(f"{client.address}/feed.xml")
    again = feedparser.parse(f"{client.address}/feed.xml", etag=first.etag)
    assert (again.status, again.entries) == (304, [])
    by_date = feedparser.parse(f"{client.address}/feed.xml", modified=first.modified)
    assert by_date.status == 304


@pytest.fixture
def reader() -> Iterator[Reader]:
    """The library in its usual shape, with a store in memory."""
    with closing(make_reader(":memory:")) as reader:
        yield reader


@pytest.mark.parametrize("name", ["feed.xml", "feed.json", "sites/visnyk/feed.json"])
def test_a_reader_library_follows(
    client: Client, tmp_path: Path, reader: Reader, name: str
) -> None:
    """New stories come once, an edit changes its entry, unchanged feeds cost nothing."""
    records = [make_record(1), make_record(2), make_record(3, ("en",))]
    write(client, tmp_path, *records)
    reader.add_feed(f"{client.address}/{name}")
    assert update(reader) == (3, 0)
    titles = {entry.id.rpartition(":")[2]: entry.title for entry in reader.get_entries()}
    assert titles["3"] == records[2].versions["en"].headline
    assert {entry.link for entry in reader.get_entries()} == {
        "https://visnyk.example/uk/news/1",
        "https://visnyk.example/uk/news/2",
        "https://visnyk.example/en/news/3",
    }
    assert update(reader) == (0, 0)
    assert_last_answer_was_304(client)
    write(client, tmp_path, edit(records[0], "Правка"), *records[1:], make_record(4))
    assert update(reader) == (1, 1)
    titles = {entry.id.rpartition(":")[2]: entry.title for entry in reader.get_entries()}
    assert (len(titles), titles["1"]) == (4, "Правка")
    write(client, tmp_path, make_removed(1), *records[1:], make_record(4))
    assert update(reader) == (0, 0)


def update(reader: Reader) -> tuple[int, int]:
    """How many entries of the one feed were new and how many had changed."""
    (result,) = reader.update_feeds_iter(scheduled=False)
    assert not isinstance(result.value, Exception), result.value
    return (result.value.new, result.value.modified) if result.value else (0, 0)


def assert_last_answer_was_304(client: Client) -> None:
    figures = client.get("/metrics").body.decode()
    assert 'tlumach_http_requests_total{endpoint="outputfiles",status="304"} 1.0' in figures


def test_a_reader_of_one_language(client: Client, tmp_path: Path, reader: Reader) -> None:
    write(client, tmp_path, make_record(1), make_record(2, ("uk", "ru")))
    reader.add_feed(f"{client.address}/feed.en.json")
    assert update(reader) == (1, 0)
    (entry,) = reader.get_entries()
    assert entry.link == "https://visnyk.example/en/news/1"
    assert entry.feed.title == "Вісник: en"
