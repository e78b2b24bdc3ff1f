"""The arguments of a crawl: what they mean, and one clear line for each wrong one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from scraper.crawling.arguments import ArgumentError, parse_arguments
from scraper.sites import Site
from spiders.rbc_ukraine import RbcUkraine

SITE: Site = RbcUkraine.site


def test_without_arguments_every_edition_is_visited() -> None:
    assert parse_arguments(SITE, {}).langs == ("uk", "en", "ru")


def test_ua_is_understood() -> None:
    assert parse_arguments(SITE, {"langs": "ua,en"}).langs == ("uk", "en")


def test_days_of_the_archive_are_newest_first() -> None:
    arguments = parse_arguments(SITE, {"since": "2026-11-17", "until": "2026-11-19"})
    days = arguments.days(date(2026, 11, 24), back=2)
    assert days == (date(2026, 11, 19), date(2026, 11, 18), date(2026, 11, 17))


def test_without_since_the_last_days_are_looked_at() -> None:
    days = parse_arguments(SITE, {}).days(date(2026, 11, 24), back=2)
    assert days == (date(2026, 11, 24), date(2026, 11, 23))


def test_the_window_is_in_the_sites_own_time() -> None:
    arguments = parse_arguments(SITE, {"since": "2026-11-17", "until": "2026-11-17"})
    start, end = arguments.window(ZoneInfo("Europe/Kyiv"))
    assert start == datetime(2026, 11, 16, 22, tzinfo=UTC)
    assert end == datetime(2026, 11, 17, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"since": "yesterday"}, "since=yesterday: not a day; write it as 2026-11-23"),
        ({"until": "2026-13-01"}, "until=2026-13-01: not a day"),
        ({"since": "2026-11-20", "until": "2026-11-19"}, "since=2026-11-20 is after"),
        ({"langs": "ua,de"}, "langs=ua,de: rbc_ukraine has no edition de; it has ua,en,ru"),
        ({"langs": ""}, "langs="),
        ({"limit": "0"}, "limit=0: not a whole number above 0"),
        ({"limit": "ten"}, "limit=ten"),
        ({"url": "https://example.org/1"}, "not the address of an article of rbc_ukraine"),
        ({"url": "https://www.rbc.ua/rus/news/"}, "not the address of an article"),
        ({"lang": "uk"}, "lang: no such argument; there are since, until, langs, url, limit"),
    ],
)
def test_a_wrong_argument_is_told_in_one_line(given: dict[str, str], told: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        parse_arguments(SITE, given)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
