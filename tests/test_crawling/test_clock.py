"""The run's clock."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from scraper.crawling.clock import Clock


def test_it_is_the_machines_without_a_start() -> None:
    assert abs(Clock().now() - datetime.now(UTC)) < timedelta(seconds=1)


def test_it_starts_where_it_is_told_and_moves_on() -> None:
    clock = Clock("2026-11-19T22:00:00+02:00")
    first = clock.now()
    time.sleep(0.01)
    assert timedelta() <= first - datetime(2026, 11, 19, 20, tzinfo=UTC) < timedelta(seconds=1)
    assert clock.now() > first


@pytest.mark.parametrize("start", ["noon", "2026-11-19T22:00:00"])
def test_a_wrong_start_is_named(start: str) -> None:
    with pytest.raises(ValueError, match="CLOCK_START"):
        Clock(start)
