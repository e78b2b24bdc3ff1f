"""A crawl that is killed and started again ends with what an undisturbed one has, each once."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.demo.articles import FIRST_VISIT
from scraper.demo.check import SITE
from scraper.demo.server import DemoServer, start_server
from scraper.demo.visits import crawl_command
from scraper.storage import Store

KILLS = 3


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    running = start_server(lambda: FIRST_VISIT)
    yield running
    running.close()


def _command(server: DemoServer, folder: Path, **settings: object) -> list[str]:
    url = f"sqlite:///{folder / 'store.db'}"
    return crawl_command(server.connect_to, url, folder / "output", FIRST_VISIT, **settings)


def _articles(folder: Path) -> dict[str, int]:
    """Every article in the store with its revision."""
    with Store.open(f"sqlite:///{folder / 'store.db'}") as store:
        return {stored.article.id: stored.revision for stored in store.articles(site=SITE)}


def _stored_pages(folder: Path) -> int:
    if not (folder / "store.db").exists():
        return 0
    with Store.open(f"sqlite:///{folder / 'store.db'}") as store:
        return sum(store.counts(SITE)[state] for state in ("done", "gone", "blocked"))


def _kill_after(command: list[str], folder: Path, pages: int) -> None:
    """Start a crawl and kill it with no warning once so many addresses are through."""
    before = _stored_pages(folder)
    crawl = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    give_up = time.monotonic() + 60
    while _stored_pages(folder) < before + pages and crawl.poll() is None:
        assert time.monotonic() < give_up, "the crawl got nowhere"
        time.sleep(0.02)
    assert crawl.poll() is None, "the crawl ended before it could be killed"
    crawl.send_signal(signal.SIGKILL)
    crawl.wait()


def test_killed_crawls_lose_and_repeat_nothing(server: DemoServer, tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    whole.mkdir()
    killed.mkdir()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    assert subprocess.run(_command(server, whole), **quiet).returncode == 0  # type: ignore[call-overload]
    points = random.sample(range(5, 45), KILLS)
    for pages in points:
        _kill_after(_command(server, killed, STORE_BATCH=2), killed, pages)
    with Store.open(f"sqlite:///{killed / 'store.db'}") as store:
        assert store.counts(SITE)["leased"] > 0, "the kills left nothing in flight"
    assert subprocess.run(_command(server, killed), **quiet).returncode == 0  # type: ignore[call-overload]
    assert _articles(killed) == _articles(whole), f"killed after {points} pages"
    with Store.open(f"sqlite:///{killed / 'store.db'}") as store:
        assert store.counts(SITE)["leased"] == 0
        assert {run.outcome for run in store.runs(SITE)} == {None, "finished"}
