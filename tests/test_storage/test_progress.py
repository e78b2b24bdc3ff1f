"""Leases, marks, snapshots and the log of runs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

from scraper.storage import Run, Store
from tests.test_storage.samples import MINUTE, NOW, SITE

UNTIL = NOW + 5 * MINUTE


def test_a_lease_has_one_holder(store: Store) -> None:
    assert store.acquire("publish", "a", UNTIL, NOW)
    assert not store.acquire("publish", "b", UNTIL, NOW)
    assert store.acquire("site:visnyk", "b", UNTIL, NOW)


def test_ones_own_lease_can_be_taken_again(store: Store) -> None:
    assert store.acquire("publish", "a", UNTIL, NOW)
    assert store.acquire("publish", "a", UNTIL + MINUTE, NOW)
    assert not store.acquire("publish", "b", UNTIL + MINUTE, UNTIL)


def test_a_lease_that_ran_out_is_free(store: Store) -> None:
    store.acquire("publish", "a", UNTIL, NOW)
    assert not store.acquire("publish", "b", UNTIL + MINUTE, UNTIL - timedelta(microseconds=1))
    assert store.acquire("publish", "b", UNTIL + MINUTE, UNTIL)


def test_a_lease_is_renewed_by_its_holder_while_it_lasts(store: Store) -> None:
    store.acquire("publish", "a", UNTIL, NOW)
    assert store.renew("publish", "a", UNTIL + MINUTE, NOW + MINUTE)
    assert not store.renew("publish", "b", UNTIL + MINUTE, NOW + MINUTE)
    assert not store.renew("publish", "a", UNTIL + 9 * MINUTE, UNTIL + MINUTE)
    assert not store.renew("nothing", "a", UNTIL, NOW)


def test_only_the_holder_gives_a_lease_back(store: Store) -> None:
    store.acquire("publish", "a", UNTIL, NOW)
    assert not store.release("publish", "b")
    assert store.release("publish", "a")
    assert not store.release("publish", "a")
    assert store.acquire("publish", "b", UNTIL, NOW)


def test_of_many_at_once_one_gets_the_lease(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(lambda who: store.acquire("x", str(who), UNTIL, NOW), range(8)))
    assert got.count(True) == 1


def test_a_mark_is_zero_until_it_is_set(store: Store) -> None:
    assert store.mark("job") == 0
    store.set_mark("job", 3)
    store.set_mark("job", 7)
    store.set_mark("other", 1)
    assert (store.mark("job"), store.mark("other")) == (7, 1)


def test_snapshots_are_numbered_by_name(store: Store) -> None:
    assert store.snapshot("words") is None
    assert store.save_snapshot("words", b"one", NOW) == 1
    assert store.save_snapshot("words", b"two" * 10_000, NOW) == 2
    assert store.save_snapshot("lines", b"", NOW) == 1
    assert store.snapshot("words") == (2, b"two" * 10_000)
    assert store.snapshot("words", 1) == (1, b"one")
    assert store.snapshot("words", 3) is None
    assert store.snapshot("lines") == (1, b"")


def test_the_same_snapshot_again_keeps_its_number(store: Store) -> None:
    for payload, number in ((b"a", 1), (b"a", 1), (b"b", 2), (b"a", 3)):
        assert store.save_snapshot("words", payload, NOW) == number


def test_a_run_is_logged_from_start_to_end(store: Store) -> None:
    arguments = {"langs": ["uk", "en"], "since": date(2026, 11, 1), "limit": None}
    run = store.start_run(SITE, "host", 42, NOW, arguments)
    plain = {"langs": ["uk", "en"], "since": "2026-11-01", "limit": None}
    started = Run(id=run, site=SITE, host="host", pid=42, started_at=NOW, arguments=plain)
    assert store.runs() == (started,)
    store.finish_run(run, "partial", {"pages": 3, "share": 0.5}, UNTIL)
    (ended,) = store.runs(SITE)
    assert (ended.finished_at, ended.outcome) == (UNTIL, "partial")
    assert ended.stats == {"pages": 3, "share": 0.5}


def test_runs_come_newest_first(store: Store) -> None:
    numbers = [store.start_run(SITE, "host", pid, NOW) for pid in range(4)]
    store.start_run("inshyi", "host", 9, NOW)
    assert [run.id for run in store.runs(SITE, limit=3)] == numbers[:0:-1]
    assert store.runs(limit=1)[0].site == "inshyi"
