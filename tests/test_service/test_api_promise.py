"""The promise of the cursor: readers that crash and go on end with exactly the store's state.

Several processes publish, edit, take out, withdraw and bring back the same stories while readers in
processes of their own follow `/changes` with the small client and are killed again and again.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import msgspec
import pytest

from scraper.service.app import create_app
from scraper.service.client import read_cursor
from scraper.storage import Store
from tests.test_feed.records import SITE as VISNYK
from tests.test_service.follower import name_of
from tests.test_service.publisher import write
from tests.test_service.serving import Client, serve

WRITERS, BATCHES = 2, 25
LEAST_DEATHS = 4  # also where writers are quick
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def writers() -> Iterator[ProcessPoolExecutor]:
    """Processes that share nothing with this one but the store."""
    with ProcessPoolExecutor(WRITERS, get_context("spawn")) as pool:
        yield pool


@pytest.fixture
def client(store: Store, tmp_path: Path) -> Iterator[Client]:
    """A service over an empty store."""
    app = create_app(
        store, tmp_path, sites={"visnyk": VISNYK}, title="Test", public_url="http://127.0.0.1/"
    )
    with serve(app) as client:
        yield client


@pytest.fixture
def followers(client: Client, tmp_path: Path) -> Iterator[list[Follower]]:
    """Three readers of everything and one of what has an English version."""
    with ExitStack() as stack:
        started: list[Follower] = []
        for name, *langs in (("first",), ("second",), ("steady",), ("english", "en")):
            started.append(Follower(client, tmp_path / name, *langs))
            stack.callback(started[-1].end)
        yield started


class Follower:
    """A reader whose process is killed and begins anew."""

    def __init__(self, client: Client, folder: Path, *langs: str) -> None:
        folder.mkdir()
        self.folder = folder
        self._command = [sys.executable, "-m", "tests.test_service.follower"]
        self._command += [client.address, str(folder), *langs]
        self._process = self._begin()
        self.deaths = 0

    def die_and_go_on(self) -> None:
        """Kill it where it stands; another goes on from its cursor."""
        self.end()
        self.deaths += 1
        self._process = self._begin()

    def end(self) -> None:
        """Kill it, unless it is dead; it never ends by itself."""
        self._process.kill()
        assert self._process.wait(10) == -signal.SIGKILL

    def cursor(self) -> int:
        """How far it says that it has come."""
        return read_cursor(self.folder / "cursor").after

    def state(self) -> dict[str, dict[str, Any]]:
        """What it holds, by the names of its files."""
        return {path.name: json.loads(path.read_text()) for path in self.folder.glob("*.json")}

    def lives(self) -> list[list[str]]:
        """The lines of its log, life by life; the first of each says where it began."""
        lives: list[list[str]] = []
        for line in (self.folder / "log").read_text().splitlines():
            if line.startswith("begin"):
                lives.append([])
            lives[-1].append(line)
        return lives

    def _begin(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, cwd=ROOT)


def _deaths(followers: list[Follower]) -> int:
    return sum(one.deaths for one in followers)


def follow_through(
    store: Store, followers: list[Follower], writing: list[Future[int]], chance: random.Random
) -> None:
    """Kill followers while the writers write, then let them come to the end."""
    while not all(one.done() for one in writing) or _deaths(followers) < LEAST_DEATHS:
        time.sleep(chance.uniform(0.1, 0.8))  # a life needs a moment to begin and to get anywhere
        chance.choice(followers[:2]).die_and_go_on()
    changed = sum(one.result(60) for one in writing)
    assert store.last_sequence() == changed > 50
    give_up = time.monotonic() + 60
    while min(one.cursor() for one in followers) < changed and time.monotonic() < give_up:
        time.sleep(0.05)


def published(store: Store) -> dict[str, dict[str, Any]]:
    """The state that a follower of everything must hold."""
    return {
        name_of(record.id): msgspec.json.decode(msgspec.json.encode(record))
        for record in store.records()
    }


def assert_nothing_skipped_or_sent_twice(follower: Follower) -> None:
    """In each life, every number after the cursor it began with comes once and in order."""
    for begin, *handled in follower.lives():
        numbers = [int(begin.split()[1]), *(int(line.split()[0]) for line in handled)]
        assert numbers == sorted(set(numbers))


def assert_revisions_grow(follower: Follower) -> None:
    """A record never goes back: the same revision may come again after a crash, no older one."""
    last: dict[str, int] = {}
    for life in follower.lives():
        for line in life[1:]:
            _, revision, id = line.split()
            assert int(revision) >= last.get(id, 0)
            last[id] = int(revision)


def test_readers_that_crash_end_with_exactly_the_stores_state(
    store: Store, url: str, writers: ProcessPoolExecutor, followers: list[Follower]
) -> None:
    chance = random.Random(11)
    writing = [writers.submit(write, url, seed, BATCHES) for seed in range(WRITERS)]
    follow_through(store, followers, writing, chance)

    expected = published(store)
    assert any(record["removed"] for record in expected.values())
    assert len(expected) > 15
    for follower in followers[:3]:
        assert follower.state() == expected
        assert_nothing_skipped_or_sent_twice(follower)
        assert_revisions_grow(follower)
    assert _deaths(followers) >= LEAST_DEATHS
    assert len(followers[2].lives()) == 1

    held = followers[3].state()
    ever_english = {
        name_of(record.id)
        for record in store.records()
        if any("en" in one.langs for one in store.record_revisions(record.id))
    }
    assert ever_english <= set(held)
    assert {name: expected[name] for name in ever_english} == {
        name: held[name] for name in ever_english
    }
    assert_nothing_skipped_or_sent_twice(followers[3])
