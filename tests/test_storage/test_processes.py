"""Several threads and processes on one store: nothing is given out twice, nothing is lost."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from scraper.storage import Store
from tests.test_storage.samples import LEASE, NOW, SITE, address, make_link
from tests.test_storage.worker import work


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPoolExecutor]:
    """Two processes that share nothing with this one but the store."""
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        yield pool


def work_twice(pool: ProcessPoolExecutor, job: str, url: str, number: int) -> list[list[str]]:
    """What two processes answered that worked at the same time."""
    return [one.result(60) for one in [pool.submit(work, job, url, number) for _ in range(2)]]


def test_two_processes_never_claim_the_same_row(
    pool: ProcessPoolExecutor, store: Store, url: str
) -> None:
    urls = [address(number) for number in range(150)]
    store.add_links([make_link(url) for url in urls], NOW)
    first, second = work_twice(pool, "claim", url, 2)
    assert Counter(first + second) == Counter(urls)


def test_threads_never_claim_the_same_row(store: Store) -> None:
    urls = [address(number) for number in range(120)]
    store.add_links([make_link(url) for url in urls], NOW)

    def claim(pid: int) -> list[str]:
        run = store.start_run(SITE, "host", pid, NOW)
        got: list[str] = []
        while rows := store.claim(SITE, run, 3, NOW, LEASE):
            got += [row.url for row in rows]
        return got

    with ThreadPoolExecutor(4) as pool:
        got = [url for urls in pool.map(claim, range(4)) for url in urls]
    assert Counter(got) == Counter(urls)


def test_two_publishers_share_one_sequence_without_gaps(
    pool: ProcessPoolExecutor, store: Store, url: str
) -> None:
    first, second = work_twice(pool, "publish", url, 15)
    numbers = sorted(int(number) for number in first + second)
    assert numbers == list(range(1, 31))
    assert [record.sequence for record in store.records()] == numbers
    assert store.last_sequence() == 30


def test_a_reader_of_changes_never_misses_one(
    pool: ProcessPoolExecutor, store: Store, url: str
) -> None:
    """As the job reads: first how far the changes go, then what changed since the last time."""
    writers = [pool.submit(work, "commit", url, 20) for _ in range(2)]
    seen: set[str] = set()
    mark = 0
    is_over = False
    while not is_over:
        is_over = all(one.done() for one in writers)  # asked before what they wrote is read
        last = store.last_change()
        seen.update(store.changed_articles(mark))
        assert len(seen) >= last  # every article changed once, so none up to `last` is missing
        mark = last
    assert [writer.result(60) for writer in writers] == [[], []]
    assert (mark, len(seen)) == (40, 40)


def test_a_killed_process_loses_only_its_open_write(store: Store, url: str) -> None:
    store.add_links([make_link(address(number)) for number in range(3)], NOW)
    process = get_context("spawn").Process(target=work, args=("die", url, 2))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert store.last_change() == 0
    assert store.counts(SITE) == {"leased": 2, "new": 1}
    assert store.release_dead(SITE, "host", lambda pid: pid != process.pid) == 2
    assert store.counts(SITE) == {"new": 3}
