"""What is usual, from which pages, and how much a site brings in days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scraper.crawling.monitors import Sights, Verdict, judge
from scraper.crawling.monitors.features import is_watched
from scraper.crawling.monitors.sights import Sight
from scraper.crawling.monitors.usual import LOTS, make_lots, usual_of
from scraper.crawling.monitors.volume import Volume, find_scarce
from scraper.crawling.monitors.window import Window
from scraper.sites import Expect
from scraper.storage import Run
from spiders.rbc_ukraine import RbcUkraine

SITE = replace(RbcUkraine.site, expects=Expect(articles_per_day=30, lead=0.0, complete=0.2))
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
DAY = timedelta(days=1)


def _counts(lead: int, read: int) -> dict[str, int]:
    return {"pages": read, "read": read, "has/lead": lead, "has/date": read, "has/image": read,
            "has/language uk": read}  # fmt: skip


def _run(counts: dict[str, int], outcome: str = "finished", **arguments: object) -> Run:
    return Run(
        id=1, site=SITE.name, host="here", pid=1, started_at=NOW, finished_at=NOW,
        outcome=outcome, arguments=arguments, stats={"seen": {"uk": counts}},
    )  # fmt: skip


# --- bounds --------------------------------------------------------------------------------------


def test_a_share_that_holds_its_ground_is_within_bounds() -> None:
    usual = usual_of([_counts(36, 40)] * 10, "has/lead", 40)
    assert usual is not None
    assert usual.share == pytest.approx(0.9)
    assert usual.low < 0.8
    assert usual.low > 0.4


def test_a_share_that_varies_from_lot_to_lot_may_vary_more() -> None:
    steady = usual_of([_counts(28, 40)] * 9, "has/lead", 400)
    restless = usual_of([_counts(n, 40) for n in (18, 22, 25, 28, 28, 31, 34, 36, 38)],
                        "has/lead", 400)  # fmt: skip
    assert steady is not None
    assert restless is not None
    assert restless.low < steady.low - 0.15


def test_a_fall_of_less_than_a_tenth_is_none_whatever_chance_says() -> None:
    usual = usual_of([_counts(9000, 10000)] * 10, "has/lead", 10000)
    assert usual is not None
    assert usual.low == pytest.approx(0.8)
    assert usual.high == pytest.approx(1.0)


def test_nothing_is_usual_without_history() -> None:
    assert usual_of([], "has/lead", 40) is None
    assert usual_of([_counts(3, 4)], "markup/body div", 40) is None


def test_runs_are_added_up_into_lots() -> None:
    lots = make_lots([_counts(2, 3)] * 20, 20)
    assert [lot["read"] for lot in lots] == [21, 21]
    assert len(make_lots([_counts(20, 20)] * 99, 20)) == LOTS


# --- from which pages ----------------------------------------------------------------------------


def test_a_small_run_is_judged_with_the_runs_before_it() -> None:
    window = Window.of({"uk": _counts(0, 4)}, SITE, [_run(_counts(0, 9)), *_good(30)])
    assert window.now["uk"]["read"] == 4 + 9 + 10
    assert window.lots["uk"][0]["read"] == 20


def _good(count: int) -> list[Run]:
    return [_run(_counts(10, 10)) for _ in range(count)]


def test_only_good_runs_of_the_whole_site_teach() -> None:
    bad, good = _counts(0, 20), _counts(20, 20)
    runs = [_run(bad, "layout-changed"), _run(bad, limit="30"), _run(bad, "blocked")]
    runs += [_run(good), _run(good)]
    window = Window.of({"uk": _counts(5, 20)}, SITE, runs)
    assert [lot["has/lead"] for lot in window.lots["uk"]] == [20, 20]


def _judge(counts: dict[str, int], runs: list[Run], **values: Any) -> tuple[Verdict, str]:  # noqa: ANN401
    sights = Sights(SITE)
    sights.counts["uk"].update(counts)
    judgement = judge({}, SITE, blocked_share=0.5, sights=sights, earlier=runs, **values)
    return judgement.verdict, " ".join(judgement.because)


def test_a_slow_leak_is_an_alarm_once_enough_pages_tell() -> None:
    runs = _good(30)
    verdicts = []
    for _ in range(5):
        verdict, because = _judge(_counts(0, 5), runs)
        verdicts.append(verdict.value)
        runs = [_run(_counts(0, 5), verdict), *runs]
    assert verdicts[0] == "finished"
    assert verdicts[-1] == "layout-changed"
    assert "lead: 0 of 20 in ua, usually 100%" in because


def test_a_run_that_read_nothing_alarms_about_nothing() -> None:
    broken = [_run(_counts(0, 30), "layout-changed"), *_good(9)]
    assert _judge({}, broken) == (Verdict.FINISHED, "")


def test_rejects_by_reason_can_be_declared() -> None:
    site = replace(SITE, expects=replace(SITE.expects, reasons={"no-body": 0.1}))
    stats = {"lang/uk": 80, "field/date": 80, "field/image": 80, "article/rejected/no-body": 20}
    judgement = judge(stats, site, blocked_share=0.5)
    assert judgement.verdict is Verdict.LAYOUT_CHANGED
    assert judgement.because == (
        "20 of 100 article pages were rejected as no-body, expected 10% at most",
    )


def test_generic_reading_is_bounded_where_the_site_has_selectors() -> None:
    counts = {**_counts(40, 40), "too/text by generic rules": 30}
    assert _judge(counts, [])[1].startswith("text: 30 of 40 articles read by generic rules")
    without = replace(SITE, body=())
    sights = Sights(without)
    sights.counts["uk"].update(counts)
    assert judge({}, without, blocked_share=0.5, sights=sights).verdict is Verdict.FINISHED


def test_a_selector_that_is_no_fact_any_more_is_not_missed() -> None:
    assert is_watched("markup/body div.txt", SITE)
    assert not is_watched("markup/body div.old-text", SITE)
    assert is_watched("has/lead", SITE)


# --- volume --------------------------------------------------------------------------------------

EVERY_DAY = tuple(NOW - DAY * n - timedelta(hours=1) for n in range(6))


def _says(**values: Any) -> list[str]:  # noqa: ANN401
    return [alarm.says for alarm in find_scarce(Volume(now=NOW, **values), SITE)]


def test_three_days_with_less_than_one_days_articles_are_an_alarm() -> None:
    few = [NOW - timedelta(hours=3 * n) for n in range(20)]
    assert _says(articles=few, crawled=EVERY_DAY) == [
        "20 articles in 3 days, expected at least 30, one day's"
    ]


def _days(per_day: int, first: int, last: int) -> list[datetime]:
    """Articles of the days from `first` to `last` ago; at a weekend half as many come."""
    return [
        at - timedelta(minutes=15 * n)
        for day in range(first, last)
        if (at := NOW - DAY * day)
        for n in range(per_day if at.weekday() < 5 else per_day // 2)
    ]


def test_three_days_that_bring_a_third_of_what_is_usual_are_an_alarm() -> None:
    articles = [*_days(90, 3, 35), *_days(30, 0, 3)]
    assert _says(articles=articles, crawled=EVERY_DAY) == [
        "90 articles in 3 days, usually 270 on the same weekdays"
    ]


@pytest.mark.parametrize("days_ago", range(7))
def test_weekends_and_a_quiet_day_are_none(days_ago: int) -> None:
    now = NOW - DAY * days_ago
    articles = [*_days(90, days_ago + 1, 42), *_days(20, days_ago, days_ago + 1)]
    crawled = tuple(at - DAY * days_ago for at in EVERY_DAY)
    assert list(find_scarce(Volume(now=now, articles=articles, crawled=crawled), SITE)) == []


def test_too_few_articles_do_not_become_usual_by_lasting() -> None:
    articles = [*_days(90, 60, 100), *_days(30, 0, 60)]
    values: Any = {"articles": articles, "crawled": EVERY_DAY}
    assert _says(**values, good_until=NOW - 60 * DAY) == [
        "90 articles in 3 days, usually 270 on the same weekdays"
    ]
    assert _says(**values) == []


def test_incomplete_stories_do_not_become_usual_by_lasting() -> None:
    before = [story for days in range(31, 60, 3) for story in _stories(36, 40, days)]
    since = [story for days in range(1, 30, 3) for story in _stories(12, 40, days)]
    says = _says(stories=[*before, *since], good_until=NOW - 30 * DAY)
    assert says == ["complete: 12 of 40 stories have every edition, usually 90%"]


def test_a_few_articles_or_a_week_say_nothing_of_what_is_usual() -> None:
    values: Any = {"crawled": EVERY_DAY, "articles": [*_days(90, 3, 12), *_days(30, 0, 3)]}
    assert _says(**values) == []


def test_a_quiet_day_after_a_usual_one_is_none() -> None:
    articles = [NOW - DAY - timedelta(minutes=20 * n) for n in range(40)]
    assert _says(articles=articles, crawled=EVERY_DAY) == []


def test_a_site_that_was_left_alone_has_not_dried_up() -> None:
    assert _says(articles=[], crawled=EVERY_DAY[:2]) == []
    assert _says(articles=[], crawled=EVERY_DAY[3:]) == []


def _stories(whole: int, of: int, days_ago: float) -> list[tuple[datetime, bool]]:
    at = NOW - SITE.usual_delay - DAY * days_ago
    return [(at, n < whole) for n in range(of)]


def test_too_few_complete_stories_are_an_alarm() -> None:
    assert _says(stories=_stories(2, 40, 1)) == [
        "complete: 2 of 40 stories have every edition, expected 20%"
    ]
    before = [story for days in (4, 7, 10) for story in _stories(36, 40, days)]
    assert _says(stories=[*before, *_stories(12, 40, 1)]) == [
        "complete: 12 of 40 stories have every edition, usually 90%"
    ]
    assert _says(stories=[*before, *_stories(33, 40, 1)]) == []


def test_stories_whose_versions_may_still_come_do_not_count() -> None:
    assert _says(stories=_stories(0, 40, -0.5)) == []


def test_a_site_that_dried_up_is_told_with_the_lists_to_look_at() -> None:
    sights = Sights(SITE)
    urls = [f"https://www.rbc.ua/rus/{name}/" for name in ("news", "economic", "politics", "sport")]
    for url in urls:
        sights.see_no_list("uk", url, url, "unchanged")
    volume = Volume(now=NOW, articles=EVERY_DAY[:1], crawled=EVERY_DAY)
    judgement = judge({}, SITE, blocked_share=0.5, sights=sights, volume=volume)
    assert judgement.verdict is Verdict.LAYOUT_CHANGED
    alarms = {alarm.what: alarm for alarm in judgement.alarms}
    assert alarms["articles per day"].examples == tuple(urls[:3])


def test_incomplete_stories_are_told_with_pages_that_name_no_version() -> None:
    sights = Sights(SITE)
    for n in range(4):
        sights._note(
            "uk", Sight(f"https://www.rbc.ua/rus/news/x-{n}.html", frozenset(), True, False)
        )
    volume = Volume(now=NOW, stories=_stories(2, 40, 1))
    judgement = judge({}, SITE, blocked_share=0.5, sights=sights, volume=volume)
    (alarm,) = (alarm for alarm in judgement.alarms if alarm.what == "complete")
    assert len(alarm.examples) == 3
    assert all("/x-" in url for url in alarm.examples)


def test_a_crawl_that_was_stopped_says_nothing_about_the_whole() -> None:
    stats = {"finish_reason": "shutdown"}
    volume = Volume(now=NOW, articles=EVERY_DAY[:1], crawled=EVERY_DAY, stories=_stories(2, 40, 1))
    judgement = judge(stats, SITE, blocked_share=0.5, sights=Sights(SITE), volume=volume)
    assert (judgement.verdict, judgement.because) == (
        Verdict.PARTIAL,
        ("stopped early: shutdown",),
    )
