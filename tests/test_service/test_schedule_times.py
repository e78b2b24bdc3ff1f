"""When sites are due: cron times through the clock changes of Kyiv, intervals, waits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.service.schedule_times import BackOff, describe_rule, next_due, next_time
from scraper.sites import Site
from tests.test_service.scheduling import SITE

KYIV = ZoneInfo("Europe/Kyiv")
SPRING = datetime(2026, 3, 29, tzinfo=KYIV)  # 03:00 becomes 04:00
AUTUMN = datetime(2026, 10, 25, tzinfo=KYIV)  # 04:00 becomes 03:00
BACK_OFF = BackOff(first=timedelta(minutes=15), longest=timedelta(hours=6))
DAY = timedelta(days=1)


def at(schedule: str | timedelta) -> Site:
    return replace(SITE, schedule=schedule)


def due_times(schedule: str, after: datetime) -> Iterator[datetime]:
    """The times at which a site is due, each found from the one before, as the scheduler does."""
    moment = after.astimezone(UTC)
    while True:
        moment = next_time(at(schedule), moment)
        yield moment


@cache
def times_from(schedule: str, day: datetime) -> list[datetime]:
    """The times at which a site is due in the four days from a day on, and the next one."""
    found: list[datetime] = []
    for moment in due_times(schedule, day):
        found.append(moment)
        if moment > day + 4 * DAY:
            break
    return found


def on_day(schedule: str, day: datetime) -> list[str]:
    """The local times, with their offsets, at which a site is due on a day in Kyiv."""
    end = (day.replace(tzinfo=None) + DAY).replace(tzinfo=KYIV)
    begin = day.astimezone(UTC) - timedelta(seconds=1)
    found = takewhile(lambda moment: moment < end, due_times(schedule, begin))
    return [f"{moment.astimezone(KYIV):%H:%M%z}" for moment in found]


def test_a_daily_time_comes_once_when_clocks_skip_it() -> None:
    assert on_day("30 3 * * *", SPRING) == ["04:00+0300"]


def test_a_daily_time_comes_once_when_clocks_show_it_twice() -> None:
    assert on_day("30 3 * * *", AUTUMN) == ["03:30+0300"]


@pytest.mark.parametrize("day", [SPRING - DAY, SPRING + DAY, AUTUMN - DAY, AUTUMN + DAY])
def test_a_daily_time_comes_once_on_the_days_around(day: datetime) -> None:
    assert [time[:5] for time in on_day("30 3 * * *", day)] == ["03:30"]


def test_a_crawl_that_ends_in_the_doubled_hour_is_not_begun_again() -> None:
    began = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 03:30 summer time
    for minutes in range(0, 181, 5):  # 03:30 winter time is 60 minutes later
        due = next_due(at("30 3 * * *"), began, began + timedelta(minutes=minutes), 0, BACK_OFF)
        assert due == datetime(2026, 10, 26, 1, 30, tzinfo=UTC), minutes


def test_every_quarter_of_an_hour_runs_on_through_both_changes() -> None:
    assert len(on_day("*/15 * * * *", SPRING)) == 23 * 4
    assert len(on_day("*/15 * * * *", AUTUMN)) == 25 * 4


@settings(deadline=None)
@given(
    schedule=st.sampled_from(
        ["30 3 * * *", "*/15 * * * *", "0 * * * *", "0,30 2-4 * * *", "5 4 * * 0", "0 0 1 * *"]
    ),
    minutes=st.integers(0, 60 * 24 * 3),
    day=st.sampled_from([SPRING - DAY, AUTUMN - DAY]),
)
def test_the_next_time_does_not_depend_on_when_it_is_asked(
    schedule: str, minutes: int, day: datetime
) -> None:
    asked = day.astimezone(UTC) + timedelta(minutes=minutes)
    times = times_from(schedule, day)
    assert next_time(at(schedule), asked) == times[bisect_right(times, asked)]


@settings(deadline=None)
@given(st.integers(0, 60 * 24 * 4))
def test_times_grow(minutes: int) -> None:
    start = SPRING.astimezone(UTC) - DAY + timedelta(minutes=minutes)
    times = due_times("0,30 2-4 * * *", start)
    few = [next(times) for _ in range(12)]
    assert all(one < other for one, other in pairwise([start, *few]))


def test_missed_times_are_one() -> None:
    planned = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    now = planned + timedelta(days=3, minutes=7)
    assert next_due(at("*/15 * * * *"), planned, now, 0, BACK_OFF) == now + timedelta(minutes=8)
    hour = at(timedelta(hours=1))
    assert next_due(hour, planned, now, 0, BACK_OFF) == now + timedelta(minutes=53)


def test_an_interval_keeps_its_beat() -> None:
    planned = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    hour = at(timedelta(hours=1))
    for minutes in (0, 5, 59):
        now = planned + timedelta(minutes=minutes)
        assert next_due(hour, planned, now, 0, BACK_OFF) == planned + timedelta(hours=1)
    now = planned + timedelta(minutes=60)
    assert next_due(hour, planned, now, 0, BACK_OFF) == planned + timedelta(hours=2)


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 0), (1, 15), (2, 30), (3, 60), (6, 360), (99, 360)]
)
def test_waits_double_up_to_the_longest(failures: int, minutes: int) -> None:
    assert BACK_OFF.wait(failures) == timedelta(minutes=minutes)


def test_failures_put_the_next_time_off() -> None:
    planned = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    now = planned + timedelta(minutes=1)
    quarter = at("*/15 * * * *")
    assert next_due(quarter, planned, now, 0, BACK_OFF) == planned + timedelta(minutes=15)
    assert next_due(quarter, planned, now, 1, BACK_OFF) == planned + timedelta(minutes=30)
    assert next_due(quarter, planned, now, 3, BACK_OFF) == planned + timedelta(minutes=75)
    interval = at(timedelta(minutes=15))
    assert next_due(interval, planned, now, 3, BACK_OFF) == planned + timedelta(minutes=75)


def test_a_wait_that_ends_at_a_time_of_the_schedule_ends_there() -> None:
    planned = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    assert next_due(at("*/15 * * * *"), planned, planned, 1, BACK_OFF) == planned + timedelta(
        minutes=15
    )


def test_rules_differ_by_zone_and_time() -> None:
    rules = {describe_rule(at("30 3 * * *")), describe_rule(at("30 4 * * *"))}
    rules.add(describe_rule(replace(at("30 3 * * *"), timezone="Europe/Riga")))
    rules.add(describe_rule(at(timedelta(hours=1))))
    assert len(rules) == 4
