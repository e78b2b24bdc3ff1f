"""A site is crawled by one process at a time; what a dead one left behind is no obstacle."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scraper.crawling.frontier import HOST
from scraper.crawling.lease import SiteBusyError, hold_site
from scraper.storage import Store

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
NAME = "crawl/visnyk"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        yield opened


def test_a_site_that_is_being_crawled_is_not_crawled_twice(store: Store) -> None:
    with hold_site(store, "visnyk", lambda: NOW):
        told = rf"^visnyk is being crawled by process \d+ on {HOST}$"
        with pytest.raises(SiteBusyError, match=told), hold_site(store, "visnyk", lambda: LATER):
            pass
        with hold_site(store, "ranok", lambda: LATER):
            assert store.holder_of("crawl/ranok") is not None
    assert store.holder_of(NAME) is None


def test_what_a_killed_crawl_of_this_host_held_is_taken_over(store: Store) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    dead = f"{HOST}:{gone.pid}:0badcafe"
    assert store.acquire(NAME, dead, LATER, NOW)
    with hold_site(store, "visnyk", lambda: NOW):
        assert store.holder_of(NAME) not in (None, dead)


def test_another_host_is_waited_for_until_its_lease_has_run_out(store: Store) -> None:
    assert store.acquire(NAME, "far:1:0badcafe", LATER, NOW)
    told = "by process 1 on far"
    with pytest.raises(SiteBusyError, match=told), hold_site(store, "visnyk", lambda: NOW):
        pass
    with hold_site(store, "visnyk", lambda: LATER + timedelta(seconds=1)):
        assert store.holder_of(NAME) != "far:1:0badcafe"
