"""A list that brings nothing new while others do is an alarm when it never did so for so long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scraper.crawling.monitors import Sights
from scraper.crawling.monitors.stuck import find_stuck
from scraper.extraction import Found, Listing
from scraper.storage import Run
from spiders.rbc_ukraine import RbcUkraine

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
SITE = replace(RbcUkraine.site, expects=replace(RbcUkraine.site.expects, at_least=10))
FEED, LIST = "/static/rss/all.ukr.rss.xml", "/rus/news/"
ARCHIVE = "/rus/archive/{:%Y/%m/%d}"


def _urls(count: int) -> list[str]:
    return [f"https://www.rbc.ua/rus/news/n-{1795000000 + n}.html" for n in range(count)]


def _sights(listed: int | None, new: int, path: str = FEED) -> Sights:
    """A run in which a list brings `new` articles and the source `listed` of them; None for 304."""
    sights = Sights(SITE)
    sights.last_seen = NOW
    sights.new["uk"].update(_urls(new))
    for each, urls in ((LIST, _urls(new)), (path, _urls(listed or 0) or ["https://www.rbc.ua/x"])):
        if each == path and listed is None:
            sights.see_no_list("uk", each, f"https://www.rbc.ua{each}", "unchanged")
        else:
            listing = Listing(found=tuple(Found(url=url) for url in urls))
            sights.see_list("uk", each, f"https://www.rbc.ua{each}", None, listing)
    return sights


def _run(hours: float, listed: int | None, new: int, **changes: object) -> Run:
    """A run so many hours ago."""
    arguments = changes.get("arguments", {})
    assert isinstance(arguments, Mapping)
    at = NOW - timedelta(hours=hours)
    return Run(
        id=1, site=SITE.name, host="here", pid=1, started_at=at, finished_at=at,
        outcome=str(changes.get("outcome", "finished")), arguments=arguments,
        stats=_sights(listed, new).stats(),
    )  # fmt: skip


def _says(sights: Sights, *earlier: Run) -> list[str]:
    return [alarm.says for alarm in find_stuck(sights, earlier)]


@pytest.mark.parametrize("listed", [0, None])
def test_a_feed_of_old_articles_is_named_with_counts_and_addresses(listed: int | None) -> None:
    (alarm,) = find_stuck(_sights(listed, new=15), [_run(24, 20, new=20)])
    assert alarm.what == f"source ua {FEED}"
    assert alarm.says.endswith(
        "lists none of the 15 articles that are new since 2026-11-19 10:00 UTC, usually 100%"
    )
    assert alarm.examples == (f"https://www.rbc.ua{FEED}", *_urls(2))


def test_what_it_lacks_is_added_up_over_runs() -> None:
    quiet = [_run(hours, None, new=3) for hours in (5, 10, 15)]
    assert _says(_sights(None, new=3), *quiet, _run(20, 20, new=20)) != []
    assert _says(_sights(None, new=3), *quiet[:1], _run(20, 20, new=20)) == []


def test_a_feed_that_brings_something_is_none() -> None:
    assert _says(_sights(1, new=15), _run(24, 20, new=20)) == []


def test_a_list_may_rest_for_a_night() -> None:
    assert _says(_sights(0, new=15), _run(11, 20, new=20)) == []


def test_a_list_that_rests_at_weekends_is_none() -> None:
    week = [_run(90, 20, new=20), _run(120, None, new=12), _run(150, 20, new=20)]
    assert _says(_sights(None, new=15), *week) == []
    assert _says(_sights(None, new=25), *week) != []


def test_a_list_that_seldom_brings_what_is_new_is_none() -> None:
    assert _says(_sights(0, new=15), _run(24, 2, new=40)) == []


def test_a_list_that_never_brought_anything_is_none() -> None:
    assert _says(_sights(0, new=15), _run(24, 0, new=20), _run(48, 0, new=20)) == []


def test_a_run_of_a_part_of_the_site_says_nothing() -> None:
    assert _says(_sights(0, new=15), _run(24, 20, new=20, arguments={"limit": 20})) == []


def test_archives_are_judged_by_their_days() -> None:
    earlier = _run(24, 20, new=20)
    as_archive = {f"uk {ARCHIVE}": {"pages": 20, "listed": 20}}
    earlier = replace(earlier, stats={**earlier.stats, "carried": as_archive})
    assert _says(_sights(0, new=15, path=ARCHIVE), earlier) == []


def test_a_run_without_a_page_says_nothing() -> None:
    sights = _sights(0, new=15)
    sights.last_seen = None
    assert _says(sights, _run(24, 20, new=20)) == []
