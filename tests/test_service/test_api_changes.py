"""`/changes`: cursor, filters, limits, waiting, and what the small client makes of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from scraper.items import Record
from scraper.service.app import create_app
from scraper.service.client import CursorError, RefusedError, follow, read_cursor
from scraper.storage import PublishChange, Store
from tests.test_feed.records import SITE as VISNYK
from tests.test_service.serving import Client, serve
from tests.test_storage.samples import NOW, SITE, make_record

ME = "host:1"


@pytest.fixture
def client(store: Store, tmp_path: Path) -> Iterator[Client]:
    """A service over an empty store."""
    assert store.acquire("publish", ME, NOW + timedelta(hours=1), NOW)
    sites = {SITE: VISNYK}
    app = create_app(store, tmp_path, sites=sites, title="Test", public_url="http://127.0.0.1/")
    with serve(app) as client:
        yield client


def make(number: int, *langs: str, text: str = "Міст.", site: str = SITE) -> Record:
    """A record that has these languages; three are all."""
    record = make_record(number, text, site=site)
    return replace(record, langs=langs or ("uk",), complete=len(langs) == 3)


def publish(store: Store, *records: Record) -> None:
    """Publishes records in this order."""
    store.publish([PublishChange(record=record) for record in records], NOW, holder=ME)


def remove(store: Store, number: int) -> None:
    """Takes a record out."""
    store.publish([PublishChange(removed=f"{SITE}:uk:{number}")], NOW, holder=ME)


def numbers(client: Client, query: str = "") -> list[int]:
    """The sequence numbers of an answer."""
    answer = client.get(f"/changes?{query}")
    assert answer.status == 200, answer.body
    return [record["sequence"] for record in answer.lines()]


def test_every_record_in_its_latest_revision_in_sequence(store: Store, client: Client) -> None:
    publish(store, make(1), make(2), make(1, text="Інший."), make(3))
    remove(store, 2)
    answer = client.get("/changes")
    records = [msgspec.json.decode(line, type=Record) for line in answer.body.splitlines()]
    assert records == list(store.records())
    assert [record.sequence for record in records] == [3, 4, 5]
    assert records[-1].removed
    assert answer.headers["content-type"] == "application/jsonl"
    assert answer.headers["tlumach-sequence"] == "5"
    assert answer.headers["cache-control"] == "no-store"


def test_more_than_one_batch(store: Store, client: Client) -> None:
    publish(store, *(make(number, text="Слово. " * 800) for number in range(1, 101)))
    assert numbers(client) == list(range(1, 101))
    assert numbers(client, "after=60") == list(range(61, 101))
    assert numbers(client, "after=5&limit=64") == list(range(6, 70))
    assert numbers(client, "after=5&limit=1") == [6]
    assert numbers(client, "after=100") == []


def test_filters(store: Store, client: Client) -> None:
    publish(store, make(1, "uk"), make(2, "uk", "en"), make(3, "uk", "en", "ru"))
    publish(store, make(4, "uk", "en", site="inshyi"))
    assert numbers(client, "langs=ua,en") == [2, 3, 4]
    assert numbers(client, "complete=true") == [3]
    assert numbers(client, f"site={SITE}&langs=en") == [2, 3]
    publish(store, make(3, "uk"))
    assert numbers(client, "complete=1&after=4") == [5]


@pytest.mark.parametrize(
    "query",
    [
        "after=-1", "after=x", "after=1.5", "after=9007199254740992", "after=" + "9" * 400,
        "after=",
        "limit=0", "limit=10001", "wait=61", "wait=-1", "wait=nan", "wait=inf", "complete=maybe",
        "site=a%20b", "site=" + "a" * 65, "langs=xx,", "langs=u%00k", "langs=uk,qqq9", "cursor=1",
        "after=1&after=2", "langs=" + "uk," * 9 + "uk", "site=%27--", "complete=",
    ],
)  # fmt: skip
def test_parameters_out_of_their_limits_are_told(client: Client, query: str) -> None:
    answer = client.get(f"/changes?{query}")
    assert answer.status == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_a_site_that_there_is_not_is_told(store: Store, client: Client) -> None:
    publish(store, make(1, site="inshyi"))
    answer = client.get("/changes?site=nema")
    assert (answer.status, answer.json()["detail"]) == (400, "site: there is no site 'nema'")
    assert client.get("/search?q=a&site=inshyi").status == 200, "it has a record, if no file"
    assert client.get(f"/changes?site={SITE}").status == 200, "it has a file, if no record"
    assert client.get("/search?q=a&site=nema").status == 400


def test_a_cursor_ahead_of_the_store_is_told(store: Store, client: Client) -> None:
    publish(store, make(1))
    answer = client.get("/changes?after=2")
    assert answer.status == 409
    assert "after 1" in answer.json()["detail"]


def test_the_head_alone(store: Store, client: Client) -> None:
    publish(store, make(1))
    answer = client.get("/changes", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["tlumach-sequence"] == "1"


def later(work: Callable[[], None], seconds: float = 0.4) -> threading.Timer:
    """Begins something in a moment, in another thread."""
    timer = threading.Timer(seconds, work)
    timer.start()
    return timer


def test_waiting_ends_with_the_next_publication(store: Store, client: Client) -> None:
    publish(store, make(1))
    timer = later(lambda: publish(store, make(2)))
    began = time.monotonic()
    answer = client.get("/changes?after=1&wait=20")
    assert [record["sequence"] for record in answer.lines()] == [2]
    assert answer.headers["tlumach-sequence"] == "2"
    assert 0.3 < time.monotonic() - began < 10
    timer.join()


def test_waiting_goes_on_when_another_site_publishes(store: Store, client: Client) -> None:
    timer = later(lambda: publish(store, make(1, site="inshyi")), 0.2)
    second = later(lambda: publish(store, make(2)), 0.9)
    assert numbers(client, f"site={SITE}&wait=20") == [2]
    timer.join()
    second.join()


def test_waiting_ends_in_time(client: Client) -> None:
    began = time.monotonic()
    assert numbers(client, "wait=0.5") == []
    assert 0.4 < time.monotonic() - began < 5


def test_many_wait_at_once_and_all_are_woken(store: Store, client: Client) -> None:
    got: list[list[int]] = []
    ask = [
        threading.Thread(target=lambda: got.append(numbers(client, "wait=20"))) for _ in range(30)
    ]
    for thread in ask:
        thread.start()
    time.sleep(0.5)
    publish(store, make(1))
    for thread in ask:
        thread.join(20)
    assert got == [[1]] * 30


def test_stopping_the_service_lets_readers_go(store: Store, tmp_path: Path) -> None:
    app = create_app(store, tmp_path, sites={}, title="Test", public_url="http://127.0.0.1/")
    got: list[list[int]] = []
    with serve(app) as client:
        waiting = threading.Thread(target=lambda: got.append(numbers(client, "wait=50")))
        waiting.start()
        time.sleep(0.5)
        began = time.monotonic()
    waiting.join(10)
    assert got == [[]]
    assert time.monotonic() - began < 5


# --- the client ----------------------------------------------------------------------------------


def test_the_client_follows_to_the_end_and_goes_on(
    store: Store, client: Client, tmp_path: Path
) -> None:
    publish(store, *(make(number) for number in range(1, 6)))
    cursor = tmp_path / "cursor"
    got: list[int] = []
    assert follow(client.address, cursor, lambda r: got.append(r["sequence"]), forever=False) == 5
    publish(store, make(2, text="Правка."))
    assert follow(client.address, cursor, lambda r: got.append(r["sequence"]), forever=False) == 6
    assert got == [1, 2, 3, 4, 5, 6]


def test_the_cursor_stays_before_a_record_that_failed(
    store: Store, client: Client, tmp_path: Path
) -> None:
    publish(store, make(1), make(2), make(3))
    cursor = tmp_path / "cursor"
    got: list[int] = []

    def handle(record: dict[str, object]) -> None:
        if record["sequence"] == 2 and not got.count(1) > 1:
            got.append(1)
            raise OSError("the disk is full")
        got.append(int(str(record["sequence"])))

    with pytest.raises(OSError, match="disk is full"):
        follow(client.address, cursor, handle, forever=False)
    assert read_cursor(cursor) == 1
    follow(client.address, cursor, handle, forever=False)
    assert got == [1, 1, 2, 3]


def test_a_filtered_client_passes_over_what_it_did_not_ask_for(
    store: Store, client: Client, tmp_path: Path
) -> None:
    publish(store, make(1), make(2, "uk", "en"), make(3), make(4))
    cursor = tmp_path / "cursor"
    got: list[int] = []
    end = follow(
        client.address, cursor, lambda r: got.append(r["sequence"]), langs=["en"], forever=False
    )
    assert (got, end, read_cursor(cursor)) == ([2], 4, 4)


def test_the_client_tells_what_the_server_refuses(
    store: Store, client: Client, tmp_path: Path
) -> None:
    (tmp_path / "late").write_text("99")
    with pytest.raises(CursorError, match="409"):
        follow(client.address, tmp_path / "late", lambda record: None)
    with pytest.raises(RefusedError, match="400"):
        follow(client.address, tmp_path / "cursor", lambda record: None, site="a b")
