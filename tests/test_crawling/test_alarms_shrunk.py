"""A list that is short is an alarm only when it also lacks the new articles it usually has."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from scraper.crawling.monitors import Sights
from scraper.crawling.monitors.shrunk import find_shrunk
from scraper.extraction import Found, Listing
from scraper.storage import Run
from spiders.rbc_ukraine import RbcUkraine

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
SITE = replace(RbcUkraine.site, expects=replace(RbcUkraine.site.expects, at_least=10))
FEED, LIST = "/static/rss/all.ukr.rss.xml", "/rus/news/"
NAME = f"uk {LIST}"


def _urls(first: int, last: int) -> list[str]:
    return [f"https://www.rbc.ua/rus/news/n-{1795000000 + n}.html" for n in range(first, last)]


def _sights(listed: list[str], *, new: list[str]) -> Sights:
    """A run whose feed brings what is new and whose list brings `listed`."""
    sights = Sights(SITE)
    for path, urls in ((FEED, new), (LIST, listed)):
        listing = Listing(found=tuple(Found(url=url) for url in urls))
        sights.see_list("uk", path, f"https://www.rbc.ua{path}", None, listing)
    sights.new["uk"].update(new)
    return sights


def _run(sights: Sights, outcome: str = "finished", **arguments: object) -> Run:
    return Run(
        id=1, site=SITE.name, host="here", pid=1, started_at=NOW, finished_at=NOW,
        outcome=outcome, arguments=arguments, stats=sights.stats(),
    )  # fmt: skip


def _says(sights: Sights, *earlier: Run) -> list[str]:
    return [alarm.says for alarm in find_shrunk(sights, earlier)]


USUAL = _run(_sights(_urls(0, 40), new=_urls(0, 20)))
HOUSE = _urls(900, 904)
"""What the house advertises on a list that lost its news: old articles."""


def test_a_short_list_without_what_is_new_is_named_with_its_counts() -> None:
    alarms = list(find_shrunk(_sights(HOUSE, new=_urls(50, 65)), [USUAL]))
    assert [alarm.what for alarm in alarms] == [f"source ua {LIST}"]
    assert alarms[0].says.endswith(
        "lists 4 of usually 40 articles, with 0 of 15 that are new (usually 100%)"
    )
    assert alarms[0].examples == (f"https://www.rbc.ua{LIST}",)


def test_a_short_list_that_brings_what_is_new_has_only_begun_anew() -> None:
    assert _says(_sights(_urls(50, 65), new=_urls(50, 65)), USUAL) == []


def test_a_list_as_long_as_ever_is_none() -> None:
    assert _says(_sights(_urls(900, 940), new=_urls(50, 65)), USUAL) == []


def test_a_short_list_that_never_had_what_is_new_is_none() -> None:
    of_a_section = _run(_sights(_urls(900, 940), new=_urls(0, 20)))
    assert _says(_sights(HOUSE, new=_urls(50, 65)), of_a_section) == []


def test_few_new_articles_prove_nothing() -> None:
    assert _says(_sights(HOUSE, new=_urls(50, 53)), USUAL) == []


def test_few_new_articles_of_several_runs_are_added_up() -> None:
    quiet = [_run(_sights(HOUSE, new=_urls(n, n + 3))) for n in (60, 70, 80, 90)]
    usual = [USUAL] * 5
    assert _says(_sights(HOUSE, new=_urls(50, 53)), *quiet, *usual) != []


def test_a_list_that_was_not_sent_again_says_nothing() -> None:
    sights = _sights([], new=_urls(50, 65))
    del sights.lists["uk", LIST]
    sights.see_no_list("uk", LIST, f"https://www.rbc.ua{LIST}", "unchanged")
    assert NAME not in sights.carried()
    assert _says(sights, USUAL) == []


def test_a_run_of_a_part_of_the_site_teaches_nothing() -> None:
    part = _run(_sights(_urls(0, 40), new=_urls(0, 20)), limit=20)
    assert _says(_sights(HOUSE, new=_urls(50, 65)), part) == []


def test_what_a_list_brings_counts_only_what_some_list_has() -> None:
    sights = _sights(_urls(0, 5), new=_urls(0, 10))
    sights.new["uk"].update(_urls(500, 600))  # met as translations, older than any list
    assert sights.carried()[NAME] == {"pages": 10, "listed": 5}
