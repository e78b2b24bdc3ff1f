"""`/changes`: cursor, filters, limits, waiting, and what the small client makes of it."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
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


def publish(store: Store, *records: Record, now: datetime = NOW) -> None:
    """Publishes records in this order."""
    store.publish([PublishChange(record=record) for record in records], now, holder=ME)


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


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/changes?after=-1", "after: a whole number from 0 to 9007199254740991"),
        ("/changes?limit=many", "limit: a whole number from 1 to 10000"),
        ("/changes?wait=nan", "wait: a number from 0 to 60"),
        ("/changes?complete=maybe", "complete: true or false"),
        ("/changes?at=today", "at: a time with its zone, such as 2026-11-24T10:00:00Z"),
        ("/changes?site=a%20b", "site: name of a site; without it, all sites"),
        ("/changes?langs=,", "langs: languages parted by commas, such as `uk,en`; `ua` is"
         " understood"),
        ("/search", "q is needed"),
        ("/search?q=", "q: 1 to 200 characters"),
        ("/search?q=a&before=x", "before: a whole number from 0 to 9007199254740991"),
        ("/records", "url is needed"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_parameter_is_said_in_words(
    client: Client, path: str, says: str
) -> None:
    answer = client.get(path)
    assert (answer.status, answer.json()["detail"]) == (400, says)


def test_a_site_that_there_is_not_is_told(store: Store, client: Client) -> None:
    publish(store, make(1, site="inshyi"))
    answer = client.get("/changes?site=nema")
    assert answer.status == 400
    assert answer.json()["detail"] == "site: there is no site 'nema'; there are visnyk"
    assert client.get("/search?q=a&site=inshyi").status == 200, "it has a record, if no file"
    assert client.get(f"/changes?site={SITE}").status == 200, "it has a file, if no record"
    assert client.get("/search?q=a&site=nema").status == 400


def test_a_language_that_nothing_is_in_is_told(store: Store, client: Client) -> None:
    answer = client.get("/changes?langs=uk,xx")
    assert answer.status == 400
    assert answer.json()["detail"] == "langs: nothing is in 'xx'; there are en, ru, uk"
    publish(store, make(1, "uk", "xx"))
    publish(store, make(1, "uk"))
    assert numbers(client, "langs=uk,xx") == [2], "no site has it, but a record had"
    assert client.get("/changes?langs=x%25").status == 400


def test_a_cursor_ahead_of_the_store_is_told(store: Store, client: Client) -> None:
    publish(store, make(1))
    answer = client.get("/changes?after=2")
    assert answer.status == 409
    assert "after 1" in answer.json()["detail"]


def test_a_number_given_a_second_time_is_told(store: Store, client: Client) -> None:
    publish(store, make(1))
    publish(store, make(2), now=NOW + timedelta(minutes=1, microseconds=9))
    assert client.get("/changes").headers["tlumach-updated-at"] == "2026-11-24T10:01:00.000009Z"
    assert numbers(client, "after=1&at=2026-11-24T10:00:00Z") == [2]
    answer = client.get("/changes?after=2&at=2026-11-24T10:00:30Z")
    assert answer.status == 409
    assert "2 was published at another time" in answer.json()["detail"]
    assert numbers(client, "after=2&at=2026-11-24T10:01:00.000009Z") == []
    assert client.get("/changes?after=2&at=2026-11-24T10:01:00").status == 400  # no zone


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


def test_the_curl_line_of_the_readme_follows(store: Store, client: Client, tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^```\n(curl .*?)```", readme, re.DOTALL | re.MULTILINE)
    assert found is not None
    line = found[1].replace("http://127.0.0.1:8000", client.address).replace("&wait=50", "")
    line = line.replace("your-program new.jsonl", "cat new.jsonl >> got.jsonl")

    def run() -> int:
        return subprocess.run(["bash", "-c", line], cwd=tmp_path, timeout=30).returncode

    publish(store, make(1), make(2))
    assert run() == 0
    assert (tmp_path / "cursor").read_text() == "after=2&at=2026-11-24T10:00:00Z\n"
    publish(store, make(1, text="Правка."))
    assert run() == 0
    got = (tmp_path / "got.jsonl").read_text().splitlines()
    assert [msgspec.json.decode(one)["sequence"] for one in got] == [1, 2, 3]
    (tmp_path / "cursor").write_text("after=3&at=2026-11-23T10:00:00Z\n")
    assert run() == 22  # an answer of 409


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
    assert read_cursor(cursor).after == 1
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
    assert (got, end, read_cursor(cursor).after) == ([2], 4, 4)


def test_the_client_notices_a_restored_store(tmp_path: Path) -> None:
    """Two followers: one saw what the backup lacks, the other only what it holds."""
    url, backup = f"sqlite:///{tmp_path / 'store.db'}", tmp_path / "backup.db"
    early, late = tmp_path / "early", tmp_path / "late"

    def run(store: Store, cursor: Path) -> int:
        app = create_app(store, tmp_path, sites={}, title="Test", public_url="http://127.0.0.1/")
        with serve(app) as client:
            return follow(client.address, cursor, lambda _: None, langs=["uk"], forever=False)

    with Store.open(url) as store:
        assert store.acquire("publish", ME, NOW + timedelta(hours=1), NOW)
        publish(store, make(1))
        assert run(store, early) == 1
        with closing(sqlite3.connect(tmp_path / "store.db")) as connection:
            connection.execute(f"VACUUM INTO '{backup}'")
        publish(store, make(2), make(3, "en"), now=NOW + timedelta(minutes=1))
        assert run(store, late) == 3
    with Store.open(f"sqlite:///{backup}") as store:
        publish(store, *(make(n) for n in range(4, 9)), now=NOW + timedelta(minutes=2))
        with pytest.raises(CursorError, match="3 was published at another time"):
            run(store, late)
        assert run(store, early) == 6


def test_the_client_tells_what_the_server_refuses(
    store: Store, client: Client, tmp_path: Path
) -> None:
    (tmp_path / "late").write_text("99")
    with pytest.raises(CursorError, match="409"):
        follow(client.address, tmp_path / "late", lambda record: None)
    with pytest.raises(RefusedError, match="400"):
        follow(client.address, tmp_path / "cursor", lambda record: None, site="a b")
