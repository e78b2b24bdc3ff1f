"""The scheduled crawl on the replica, with the real commands in processes of their own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.demo.articles import FIRST_VISIT
from scraper.demo.check import SITE
from scraper.demo.server import DemoServer, start_server
from scraper.demo.visits import crawl_command
from scraper.storage import Store


@pytest.fixture
def server() -> Iterator[DemoServer]:
    """The replica at the time of the demo's first visit."""
    server = start_server(lambda: FIRST_VISIT)
    yield server
    server.close()


def schedule_command(server: DemoServer, folder: Path, **settings: object) -> list[str]:
    """`scrapy schedule --once SITE`, led to the replica."""
    url = f"sqlite:///{folder / 'store.db'}"
    command = crawl_command(server.connect_to, url, folder / "output", FIRST_VISIT, **settings)
    place = command.index("crawl")
    return [*command[:place], "schedule", "--once", *command[place + 1 :]]


def test_once_crawls_publishes_and_remembers(server: DemoServer, tmp_path: Path) -> None:
    command = schedule_command(server, tmp_path, ARCHIVE_DAYS=1)
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        assert any(record.complete for record in store.records())
        row = store.schedule()[SITE]
        (run,) = store.runs(SITE)
    assert (row.outcome, row.exit_code, row.leased_by) == ("finished", 0, None)
    assert row.started_at is not None
    assert (row.started_at - FIRST_VISIT).total_seconds() < 60, (
        "the schedule goes by the same clock"
    )
    assert 0 < (row.due_at - row.started_at).total_seconds() <= 900
    assert run.outcome == "finished"
    served = len(server.served)
    again = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (again.returncode, len(server.served)) == (0, served), "it was not due"


def test_sigterm_lets_the_crawl_finish_its_pages_and_its_job(
    server: DemoServer, tmp_path: Path
) -> None:
    command = schedule_command(
        server, tmp_path, DOWNLOAD_DELAY=0.2, CONCURRENT_REQUESTS_PER_DOMAIN=2
    )
    scheduler = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    _wait_for_articles(server, 6)
    scheduler.send_signal(signal.SIGTERM)
    out, _ = scheduler.communicate(timeout=60)
    assert scheduler.returncode == 3, out
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        counts = store.counts(SITE)
        row = store.schedule()[SITE]
        articles = {stored.article.id for stored in store.articles()}
        (run,) = store.runs(SITE)
        records = list(store.records())
    assert run.outcome == "partial"
    assert counts["leased"] == 0
    assert counts["new"] > 20, "it was stopped long before its end"
    assert articles
    assert {v.id for record in records for v in record.versions.values()} == articles
    manifest = json.loads((tmp_path / "output/manifest.json").read_text())
    assert manifest["records"] == len(records)
    assert (row.outcome, row.failures) == ("partial", 0)
    assert row.says is not None
    assert row.says.startswith("stopped by the operator")
    assert row.ended_at is not None
    assert row.due_at <= row.ended_at


def _wait_for_articles(server: DemoServer, count: int) -> None:
    until = time.monotonic() + 60
    while sum(one.path.endswith(".html") for one in server.served) < count:
        assert time.monotonic() < until, "the crawl does not begin"
        time.sleep(0.05)


def test_a_wrong_site_is_told_in_one_line(tmp_path: Path) -> None:
    command = ["schedule", "--once", "hazeta", "-s", f"STORE_URL=sqlite:///{tmp_path / 's.db'}"]
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", *command],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("scrapy schedule: no such site: hazeta; there are ")
    assert len(done.stderr.splitlines()) == 1
