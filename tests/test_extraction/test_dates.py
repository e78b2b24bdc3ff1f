"""Times as machines and newsrooms write them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extraction.dates import EARLIEST, SLACK, path_date, read_time

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ZONE = "Europe/Kyiv"


def at(text: str) -> str | None:
    stamp = read_time(text, zone=ZONE, now=NOW)
    return f"{stamp.at:%Y-%m-%d %H:%M}" if stamp else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-17T10:05:00+02:00", "2026-11-17 08:05"),
        ("2026-11-17T10:05:00.123Z", "2026-11-17 10:05"),
        ("2026-11-17T10:05", "2026-11-17 08:05"),
        ("2026-07-17T10:05", "2026-07-17 07:05"),
        ("2026-11-17 10:05:33 +0200", "2026-11-17 08:05"),
        ("2026-11-17T10:05:00-05", "2026-11-17 15:05"),
        ("2026-11-17", "2026-11-16 22:00"),
        ("Tue, 17 Nov 2026 10:05:00 +0200", "2026-11-17 08:05"),
        ("Tue, 17 Nov 2026 10:05:00 GMT", "2026-11-17 10:05"),
        ("1794902700", "2026-11-17 08:05"),
        ("1794902700123", "2026-11-17 08:05"),
        ("17.11.2026 10:05", "2026-11-17 08:05"),
        ("10:05, 17.11.2026", "2026-11-17 08:05"),
        ("17/11/2026", "2026-11-16 22:00"),
        ("17.11.26, 10:05", "2026-11-17 08:05"),
        ("Вт, 17 листопада 2026, 10:05", "2026-11-17 08:05"),
        ("17 листопада 2026 року о 10:05", "2026-11-17 08:05"),
        ("17 ноября, 10:05", "2026-11-17 08:05"),
        ("8 января, 17:46", "2026-01-08 15:46"),
        ("25 грудня, 09:00", "2025-12-25 07:00"),
        ("12 бер. 2026", "2026-03-11 22:00"),
        ("Mon, March 30, 2026 - 14:00", "2026-03-30 11:00"),
        ("November 17, 2026 10:05 am", "2026-11-17 08:05"),
        ("Nov. 16, 2026, 11:30 p.m.", "2026-11-16 21:30"),
        ("16th of November 2026, 12:15 AM", "2026-11-15 22:15"),
        ("Опубліковано: 1 травня 2026 14.20", "2026-05-01 11:20"),
        ("Оновлено 3 серп 2026 р., 08:00", "2026-08-03 05:00"),
    ],
)
def test_read(text: str, expected: str) -> None:
    assert at(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "вчора ввечері",
        "31.02.2026",
        "2026-13-01",
        "2027-01-01",
        "2026-11-20T18:00:00Z",
        "1990-01-01",
        "25:61",
        "9999999999",
        "0000-00-00T00:00:00",
        "0001-01-01T00:00:00",
        "01.01.0001 00:00",
        "9999-12-31 23:59",
        "31.12.9999 24:00",
        "Читати 3 хв",
    ],
)
def test_what_is_no_time_or_lies_ahead_gives_none(text: str) -> None:
    assert at(text) is None


def test_a_clock_a_little_ahead_is_taken_as_now() -> None:
    stamp = read_time("2026-11-20T12:30:00Z", zone=ZONE, now=NOW)
    assert stamp is not None
    assert stamp.at == NOW


def test_the_raw_text_is_kept() -> None:
    stamp = read_time("  8 января, 17:46 ", zone=ZONE, now=NOW)
    assert stamp is not None
    assert stamp.raw == "8 января, 17:46"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/news/2026/01/08/8015225/", "2026-01-08"),
        ("/news/2026/7/5/12/", "2026-07-05"),
        ("/2026-01-08-slug/", "2026-01-08"),
        ("/news/12345/", None),
        ("/news/2026/", None),
    ],
)
def test_days_in_addresses(path: str, expected: str | None) -> None:
    assert path_date(path) == expected


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("2026-11-17T10:05:00+02:00", True),
        ("2026-11-17", False),
        ("17.11.2026", False),
        ("17.11.2026 10:05", True),
        ("17 листопада 2026, 10.05", True),
        ("17 листопада 2026", False),
        ("1794902700", True),
    ],
)
def test_a_stamp_knows_whether_it_names_a_time_of_day(text: str, exact: bool) -> None:
    stamp = read_time(text, zone=ZONE, now=NOW)
    assert stamp is not None
    assert stamp.is_exact is exact


@given(st.text(max_size=40))
def test_any_text_gives_a_past_time_or_none(text: str) -> None:
    stamp = read_time(text, zone=ZONE, now=NOW)
    assert stamp is None or EARLIEST <= stamp.at <= NOW


@given(st.integers(min_value=820454400, max_value=1793491200))
def test_what_is_written_is_read_back(seconds: int) -> None:
    aware = datetime.fromtimestamp(seconds, UTC)
    stamp = read_time(aware.isoformat(), zone=ZONE, now=NOW)
    assert stamp is not None
    assert stamp.at == aware
    assert aware <= NOW + SLACK


def written_dates() -> list[tuple[str, str | None]]:
    """Written dates and the UTC times that they state, of the table beside this file."""
    lines = Path(__file__).with_name("written_dates.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(text, None if expected == "-" else expected) for text, expected in rows]


@pytest.mark.parametrize(("text", "expected"), written_dates())
def test_a_date_as_newsrooms_write_it(text: str, expected: str | None) -> None:
    assert at(text) == expected


def test_the_table_is_large() -> None:
    assert len({text for text, expected in written_dates() if expected}) >= 150


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("2 години тому", True),
        ("день і 2 години тому", True),
        ("3 дні тому", False),
        ("3 дні тому, 10:00", True),
        ("вчера в 09:10", True),
        ("вчера", False),
        ("Friday, 9am", True),
        ("17 November 2026, 10:05 IST", False),
        ("12 noon, 5 Sept 2026", True),
    ],
)
def test_what_is_seen_from_now_may_name_an_hour(text: str, exact: bool) -> None:
    stamp = read_time(text, zone=ZONE, now=NOW)
    assert stamp is not None
    assert stamp.is_exact is exact


def test_the_day_of_yesterday_is_the_sites() -> None:
    """An hour after midnight in Kyiv it is still the day before in London."""
    now = datetime(2026, 11, 19, 23, 0, tzinfo=UTC)
    stamps = [read_time("вчора", zone=zone, now=now) for zone in (ZONE, "Europe/London")]
    assert [str(stamp.at.date()) for stamp in stamps if stamp] == ["2026-11-18", "2026-11-18"]
    assert [stamp.at.hour for stamp in stamps if stamp] == [22, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24.11.2026, 24:00", "2026-11-24 22:00"),
        ("31 грудня 2026, 24:00", "2026-12-31 22:00"),
        ("29.03.2026 24:00", "2026-03-29 21:00"),
    ],
)
def test_the_hour_24_is_the_end_of_its_day(text: str, expected: str) -> None:
    stamp = read_time(text, zone=ZONE, now=datetime(2027, 1, 2, 12, 0, tzinfo=UTC))
    assert stamp is not None
    assert f"{stamp.at:%Y-%m-%d %H:%M}" == expected


def test_a_day_in_figures_is_not_an_hour_after_the_24th() -> None:
    assert at("24.10 о 09:30") == "2026-10-24 06:30"
