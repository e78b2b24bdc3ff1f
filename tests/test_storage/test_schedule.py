"""When sites are due, and that of several schedulers one crawls a site."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from scraper.storage import CrawlEnd, Store
from tests.test_storage.samples import NOW, SITE

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def end(outcome: str = "finished", *, failures: int = 0, says: str = "") -> CrawlEnd:
    code = 0 if outcome == "finished" else 4
    due_at = NOW + HOUR
    return CrawlEnd(outcome=outcome, exit_code=code, failures=failures, says=says, due_at=due_at)


def test_a_new_site_is_due_at_first_and_a_changed_rule_moves_it(store: Store) -> None:
    store.schedule_site(SITE, "0 * * * *", NOW + HOUR, first=NOW)
    assert store.schedule()[SITE].due_at == NOW
    store.schedule_site(SITE, "0 * * * *", NOW + 2 * HOUR, first=NOW + HOUR)
    assert store.schedule()[SITE].due_at == NOW, "the same rule changes nothing"
    store.schedule_site(SITE, "30 3 * * *", NOW + 2 * HOUR, first=NOW + HOUR)
    assert store.schedule()[SITE].due_at == NOW + 2 * HOUR


def test_the_site_due_first_comes_first(store: Store) -> None:
    for name, hours in (("late", 3), ("soon", 1), ("middle", 2)):
        store.schedule_site(name, "x", NOW, first=NOW + hours * HOUR)
    assert list(store.schedule()) == ["soon", "middle", "late"]


def test_a_site_that_is_not_due_is_not_crawled(store: Store) -> None:
    store.schedule_site(SITE, "x", NOW, first=NOW + MINUTE)
    assert not store.begin_crawl(SITE, "a", NOW + HOUR, NOW)
    assert store.begin_crawl(SITE, "a", NOW + HOUR, NOW + MINUTE)


def test_a_site_is_crawled_by_one_until_its_lease_runs_out(store: Store) -> None:
    store.schedule_site(SITE, "x", NOW, first=NOW)
    assert store.begin_crawl(SITE, "a", NOW + 5 * MINUTE, NOW)
    assert not store.begin_crawl(SITE, "b", NOW + HOUR, NOW + MINUTE)
    assert store.renew_crawl(SITE, "a", NOW + 10 * MINUTE, NOW + 4 * MINUTE)
    assert not store.begin_crawl(SITE, "b", NOW + HOUR, NOW + 9 * MINUTE)
    assert store.begin_crawl(SITE, "b", NOW + HOUR, NOW + 10 * MINUTE)
    assert not store.renew_crawl(SITE, "a", NOW + 2 * HOUR, NOW + 11 * MINUTE)
    assert not store.end_crawl(SITE, "a", end(), NOW + 11 * MINUTE), "it lost the lease"
    assert store.schedule()[SITE].leased_by == "b"


def test_an_ended_crawl_is_remembered_and_not_due_before_its_time(store: Store) -> None:
    store.schedule_site(SITE, "x", NOW, first=NOW)
    store.begin_crawl(SITE, "a", NOW + HOUR, NOW)
    ended = end("blocked", failures=2, says="HTTP 403")
    assert store.end_crawl(SITE, "a", ended, NOW + MINUTE)
    row = store.schedule()[SITE]
    assert (row.outcome, row.exit_code, row.failures, row.says) == ("blocked", 4, 2, "HTTP 403")
    assert (row.started_at, row.ended_at, row.leased_by) == (NOW, NOW + MINUTE, None)
    assert not store.begin_crawl(SITE, "b", NOW + 2 * HOUR, NOW + 59 * MINUTE)
    assert store.begin_crawl(SITE, "b", NOW + 2 * HOUR, NOW + HOUR)


def test_of_many_that_begin_at_once_one_does(store: Store) -> None:
    store.schedule_site(SITE, "x", NOW, first=NOW)

    def begin(number: int) -> bool:
        return store.begin_crawl(SITE, f"scheduler {number}", NOW + HOUR, NOW)

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(begin, range(24))) == [False] * 23 + [True]
