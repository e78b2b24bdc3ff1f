"""What is forgotten by hand and once a day."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from scraper.service.retention import DailyForgetting, KeepLimits, forget
from scraper.storage import Forgotten, Store
from tests.test_storage.samples import NOW, SITE, make_article, make_outcome

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Four articles with pages and four ended runs, one a day."""
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        for number in range(4):
            at = NOW + number * DAY
            page = f"page {number}".encode()
            store.commit([make_outcome(make_article(number), page=page, at=at)], at)
            store.finish_run(store.start_run(SITE, "host", number, at), "finished", {}, at)
        yield store


def kept(store: Store) -> tuple[int, int, int]:
    """Pages, runs and articles that are there."""
    return len(list(store.pages())), len(store.runs()), len(list(store.articles()))


def test_no_limit_keeps_everything(store: Store) -> None:
    assert forget(store, KeepLimits(), NOW + 999 * DAY) == Forgotten()
    assert kept(store) == (4, 4, 4)


def test_each_limit_is_its_own(store: Store) -> None:
    forget(store, KeepLimits(pages_age=2 * DAY), NOW + 4 * DAY)
    assert kept(store) == (2, 4, 4)
    forget(store, KeepLimits(runs_age=DAY), NOW + 4 * DAY)
    assert kept(store) == (2, 1, 4)
    forget(store, KeepLimits(pages_bytes=1), NOW + 4 * DAY)
    assert kept(store) == (0, 1, 4)


def test_it_is_done_once_a_day_by_one_of_two(store: Store) -> None:
    moment = [NOW + 4 * DAY]
    limits = KeepLimits(pages_age=3 * DAY)
    first, second = (DailyForgetting(store, limits, lambda: moment[0]) for _ in range(2))
    pages = []
    for hours in (0, 1, 12, 25, 49):
        moment[0] = NOW + 4 * DAY + hours * HOUR
        for one in (first, second):
            one()
            one.wait()
        pages.append(kept(store)[0])
    assert pages == [3, 3, 3, 1, 0]


def test_the_command_tells_what_went(store: Store, tmp_path: Path) -> None:
    given = ["-s", f"STORE_URL={store._reader.url}", "-s", "PAGES_MAX_AGE=86400"]
    given += ["-s", f"CLOCK_START={(NOW + 3.5 * DAY).isoformat()}"]
    command = [sys.executable, "-m", "scrapy", "prune", "--shrink", *given]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("deleted 3 pages (0.0 MB compressed) and 0 runs")
    assert kept(store) == (1, 4, 4)
