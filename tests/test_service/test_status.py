"""How a site is doing: figures from the store, sentences about what is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from scraper.commands.status import describe_span, encode_status, print_status
from scraper.items import Record
from scraper.service.status import Level, SiteStatus, read_status, sites_at_work
from scraper.sites import Site
from scraper.storage import CrawlEnd, NewLink, Outcome, PublishChange, Store
from tests.test_service.scheduling import NOW, SITE
from tests.test_storage.samples import make_article, make_record

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
CRON = replace(SITE, schedule="*/15 * * * *")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A fresh store."""
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        yield store


def status_of(store: Store, site: Site = CRON, now: datetime = NOW) -> SiteStatus:
    (status,) = read_status(store, [site], now)
    return status


def problems_of(store: Store, site: Site = CRON, now: datetime = NOW) -> tuple[str, ...]:
    return tuple(problem.says for problem in status_of(store, site, now).problems)


def add_run(store: Store, at: datetime, outcome: str = "finished", *because: str) -> None:
    run = store.start_run(SITE.name, "host", 1, at)
    store.finish_run(run, outcome, {"because": because}, at + MINUTE)


def add_articles(store: Store, counts: dict[int, int]) -> None:
    """Articles by how many days ago they were published."""
    number = 0
    for days, count in counts.items():
        for _ in range(count):
            number += 1
            at = NOW - days * DAY - HOUR
            article = replace(make_article(number, published_at=at), site=SITE.name)
            store.commit(
                [Outcome(site=SITE.name, url=article.url, state="done", article=article)], at
            )


def publish(store: Store, number: int, shown: datetime, out: datetime, complete: bool) -> None:
    """A record, published on the site at one time and in the feed at another."""
    record: Record = replace(
        make_record(number), site=SITE.name, published_at=shown, complete=complete
    )
    store.acquire("publish", "test", out + HOUR, out)
    store.publish([PublishChange(record=record)], out, holder="test")
    store.release("publish", "test")


def schedule(store: Store, due_at: datetime) -> None:
    store.schedule_site(SITE.name, "rule", due_at, first=due_at)


# --- figures -------------------------------------------------------------------------------------


def test_a_site_never_crawled_has_nothing_wrong(store: Store) -> None:
    status = status_of(store)
    assert (status.last_success, status.next_run, status.problems) == (None, None, ())
    assert (status.articles, status.complete) == (Level(day=0, usual=None),) * 2


def test_addresses_are_counted_by_what_they_wait_for(store: Store) -> None:
    urls = [f"https://ranok.example/{number}" for number in range(6)]
    link = NewLink(url="", site=SITE.name, kind="article", edition="uk")
    store.add_links([replace(link, url=url) for url in urls], NOW - HOUR)
    run = store.start_run(SITE.name, "host", 1, NOW - HOUR)
    store.claim(SITE.name, run, 4, NOW - HOUR, 2 * HOUR)
    outcome = Outcome(site=SITE.name, url=urls[0], state="done", run_id=run)
    due, later = NOW - MINUTE, NOW + HOUR
    store.commit(
        [
            replace(outcome, next_fetch_at=due),
            replace(outcome, url=urls[1], next_fetch_at=later),
            replace(outcome, url=urls[2], state="failed", next_fetch_at=later),
        ],
        NOW - HOUR,
    )
    status = status_of(store)
    assert (status.waiting, status.leased, status.failed) == (3, 1, 1)


def test_the_last_day_stands_beside_the_median_of_the_days_before(store: Store) -> None:
    add_run(store, NOW - 6 * DAY)
    add_articles(store, {0: 7, 1: 10, 2: 30, 3: 20, 4: 25, 5: 15, 6: 9})
    status = status_of(store)
    assert status.articles == Level(day=7, usual=20), "five whole days since the first crawl"


def test_a_new_site_has_nothing_usual(store: Store) -> None:
    add_run(store, NOW - 2 * DAY)
    add_articles(store, {0: 1, 1: 50, 2: 50, 3: 50})
    assert status_of(store).articles == Level(day=1, usual=None)


def test_complete_stories_and_delays_come_from_the_feed(store: Store) -> None:
    add_run(store, NOW - 5 * DAY)
    for number, minutes in enumerate((5, 10, 60)):
        shown = NOW - 2 * HOUR
        publish(store, number, shown, shown + minutes * MINUTE, complete=number > 0)
    publish(store, 9, NOW - 2 * DAY, NOW - DAY, complete=True)
    status = status_of(store)
    assert status.complete == Level(day=2, usual=0)
    assert status.delay == 10 * MINUTE


def test_the_last_crawl_is_told_with_its_reasons(store: Store) -> None:
    add_run(store, NOW - 2 * HOUR)
    add_run(store, NOW - HOUR, "partial", "2 addresses failed: timeout")
    status = status_of(store)
    assert (status.last_outcome, status.says) == ("partial", ("2 addresses failed: timeout",))
    assert status.last_success == NOW - 2 * HOUR + MINUTE
    assert status.problems == ()


def test_a_crash_that_no_run_knows_of_is_told_by_the_schedule(store: Store) -> None:
    add_run(store, NOW - 2 * HOUR)
    schedule(store, NOW - HOUR)
    store.begin_crawl(SITE.name, "me", NOW + HOUR, NOW - HOUR)
    end = CrawlEnd(
        outcome="crashed", exit_code=1, failures=2, says="no room\non the disk",
        due_at=NOW + HOUR,
    )  # fmt: skip
    store.end_crawl(SITE.name, "me", end, NOW - MINUTE)
    status = status_of(store)
    assert (status.last_outcome, status.failures) == ("crashed", 2)
    assert status.says == ("no room", "on the disk")
    assert problems_of(store) == ("the last crawl ended as crashed",)


# --- what is wrong -------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["blocked", "layout-changed", "killed"])
def test_a_bad_end_is_wrong(store: Store, outcome: str) -> None:
    add_run(store, NOW - HOUR, outcome)
    assert problems_of(store) == (f"the last crawl ended as {outcome}",)


def test_a_site_that_nobody_crawls_is_wrong(store: Store) -> None:
    schedule(store, NOW - 2 * HOUR)
    (problem,) = problems_of(store)
    assert problem == "due since 2026-11-24 07:00 UTC, but no scheduler has begun"
    store.begin_crawl(SITE.name, "me", NOW + HOUR, NOW - MINUTE)
    status = status_of(store)
    assert (status.running, status.problems) == (True, ())


def test_a_busy_scheduler_is_not_wrong(store: Store) -> None:
    schedule(store, NOW - 30 * MINUTE)
    assert status_of(store).problems == ()


def test_a_site_without_a_good_crawl_is_wrong(store: Store) -> None:
    for hours in range(0, 40, 10):
        add_run(store, NOW - hours * HOUR, "blocked")
    add_run(store, NOW - 50 * HOUR)
    assert "no crawl has finished since 2026-11-22 07:01 UTC" in problems_of(store)


def test_a_site_whose_crawls_are_all_partial_is_wrong(store: Store) -> None:
    add_run(store, NOW - HOUR, "partial", "host-not-found: 1")
    assert problems_of(store) == ("no crawl has finished yet",)


def test_a_partial_crawl_after_a_good_one_is_not_wrong_for_a_day(store: Store) -> None:
    add_run(store, NOW - 23 * HOUR)
    for hours in range(0, 20, 5):
        add_run(store, NOW - hours * HOUR, "partial")
    assert problems_of(store) == ()
    assert problems_of(store, now=NOW + 2 * HOUR) == (
        "no crawl has finished since 2026-11-23 10:01 UTC",
    )


@pytest.mark.parametrize(("failures", "told"), [(2, ()), (3, ("3 crawls in a row read no page",))])
def test_crawls_in_a_row_that_read_nothing_are_wrong(
    store: Store, failures: int, told: tuple[str, ...]
) -> None:
    add_run(store, NOW - HOUR)
    schedule(store, NOW - MINUTE)
    store.begin_crawl(SITE.name, "me", NOW + HOUR, NOW - MINUTE)
    end = CrawlEnd(
        outcome="partial", exit_code=3, failures=failures, says="timeout: 9", due_at=NOW + HOUR
    )
    store.end_crawl(SITE.name, "me", end, NOW - MINUTE)
    assert problems_of(store) == told


def test_a_crawl_begun_by_hand_is_running_until_nobody_heard_of_it_for_long(store: Store) -> None:
    add_run(store, NOW - 10 * HOUR)
    store.start_run(SITE.name, "host", 2, NOW - HOUR)
    status = status_of(store)
    assert (status.running, status.last_start, status.last_outcome) == (
        True,
        NOW - HOUR,
        "finished",
    )
    assert problems_of(store, now=NOW + 6 * HOUR) == ("the last crawl ended as broken-off",)


def test_a_rarely_crawled_site_has_longer(store: Store) -> None:
    add_run(store, NOW - 50 * HOUR)
    assert problems_of(store) == ("no crawl has finished since 2026-11-22 07:01 UTC",)
    assert status_of(store, replace(SITE, schedule=DAY)).problems == ()


def test_few_articles_are_wrong_where_many_are_usual(store: Store) -> None:
    add_run(store, NOW - 5 * DAY)
    add_run(store, NOW - HOUR)
    add_articles(store, {0: 5, 1: 20, 2: 20, 3: 20, 4: 20})
    assert problems_of(store) == ("5 articles in the last day, usually 20",)


@pytest.mark.parametrize(("day", "usual", "low"), [(5, 20, True), (6, 20, False), (0, 9, False)])
def test_a_level_is_low_below_a_share_of_no_small_one(day: int, usual: float, low: bool) -> None:
    assert Level(day=day, usual=usual).is_low(0.3) == low


# --- printed -------------------------------------------------------------------------------------


def test_sites_at_work_were_crawled_or_are_scheduled(store: Store) -> None:
    sites = {name: replace(SITE, name=name) for name in ("idle", "crawled", "scheduled")}
    store.start_run("crawled", "host", 1, NOW)
    store.start_run("unknown", "host", 1, NOW)
    store.schedule_site("scheduled", "rule", NOW, first=NOW)
    assert [site.name for site in sites_at_work(store, sites)] == ["crawled", "scheduled"]


def test_json_has_times_in_utc_and_spans_in_seconds(store: Store) -> None:
    add_run(store, NOW - 5 * DAY)
    publish(store, 1, NOW - 2 * HOUR, NOW - 2 * HOUR + 5 * MINUTE, complete=True)
    told = json.loads(encode_status([status_of(store)], NOW))
    assert told["at"] == "2026-11-24T09:00:00Z"
    assert told["fine"] is False
    (site,) = told["sites"]
    assert site["delay"] == 300
    assert site["last_success"] == "2026-11-19T09:01:00Z"
    assert site["articles"] == {"day": 0, "usual": 0}
    assert site["problems"] == ["no crawl has finished since 2026-11-19 09:01 UTC"]


@pytest.mark.parametrize(
    ("span", "told"),
    [(timedelta(seconds=-5), "0 s"), (timedelta(seconds=59), "59 s"), (MINUTE, "1 min"),
     (25 * HOUR, "1 d"), (90 * MINUTE, "2 h"), (10 * DAY, "10 d")],
)  # fmt: skip
def test_spans_are_told_in_their_largest_unit(span: timedelta, told: str) -> None:
    assert describe_span(span) == told


def run_status(store: Store, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", "status", *arguments]
    command += ["-s", f"STORE_URL={store._reader.url}"]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, env={"COLUMNS": "150", "PATH": ""}
    )


def test_the_command_tells_programs_by_its_exit_code(store: Store) -> None:
    name = "rbc_ukraine"
    now = datetime.now(UTC)
    run = store.start_run(name, "host", 1, now - HOUR)
    store.finish_run(run, "finished", {}, now - HOUR)
    fine = run_status(store)
    assert fine.returncode == 0, fine.stdout + fine.stderr
    assert name in fine.stdout
    store.schedule_site(name, "rule", now, first=now - 2 * HOUR)
    wrong = run_status(store, "--json", name)
    assert wrong.returncode == 1
    assert "no scheduler has begun" in json.loads(wrong.stdout)["sites"][0]["problems"][0]


def test_a_store_without_any_site_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    print_status((), NOW, Console(width=150))
    assert capsys.readouterr().out.startswith("No site was ever crawled or scheduled")


def test_the_table_names_problems_below_it(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    add_run(store, NOW - HOUR, "blocked", "ranok refuses us: 12 HTTP 403")
    print_status([status_of(store)], NOW, Console(width=150, highlight=False))
    out = capsys.readouterr().out
    assert "ranok: the last crawl ended as blocked\nranok:   ranok refuses us: 12 HTTP 403" in out
    assert "ranok*" in out
