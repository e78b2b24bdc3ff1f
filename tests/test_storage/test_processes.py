"""Several threads and processes on one store: nothing is given out twice, nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from scraper.storage import Store
from tests.test_storage.samples import LEASE, NOW, SITE, address, make_link

ROOT = Path(__file__).parents[2]


def start(job: str, url: str, number: int) -> subprocess.Popen[str]:
    """A process that works on the store."""
    command = [sys.executable, "-m", "tests.test_storage.worker", job, url, str(number)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def work(job: str, url: str, number: int, processes: int = 2) -> list[list[str]]:
    """What each of some processes printed, all running at once."""
    running = [start(job, url, number) for _ in range(processes)]
    outputs = [process.communicate(timeout=60)[0] for process in running]
    assert [process.returncode for process in running] == [0] * processes
    return [output.split() for output in outputs]


def test_two_processes_never_claim_the_same_row(store: Store, url: str) -> None:
    urls = [address(number) for number in range(150)]
    store.add_links([make_link(url) for url in urls], NOW)
    first, second = work("claim", url, 2)
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


def test_two_publishers_share_one_sequence_without_gaps(store: Store, url: str) -> None:
    first, second = work("publish", url, 15)
    numbers = sorted(int(number) for number in first + second)
    assert numbers == list(range(1, 31))
    assert [record.sequence for record in store.records()] == numbers
    assert store.last_sequence() == 30


def test_a_reader_of_changes_never_misses_one(store: Store, url: str) -> None:
    """A change is visible no later than any with a higher number: one counter, in commit order."""
    running = [start("commit", url, 15) for _ in range(2)]
    seen = []
    while any(process.poll() is None for process in running):
        last = store.last_change()
        if store.changed_articles(last - 1 if last else 0):
            seen.append(last)
        elif last:
            assert store.last_change() > last
    for process in running:
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert store.last_change() == 30
    assert [one.revision for one in store.revisions(f"{SITE}:uk:1")] == list(range(1, 31))
    assert seen == sorted(seen)


def test_a_killed_process_loses_only_its_open_write(store: Store, url: str) -> None:
    store.add_links([make_link(address(number)) for number in range(3)], NOW)
    process = start("die", url, 2)
    process.communicate(timeout=60)
    assert process.returncode == 9
    assert store.last_change() == 0
    assert store.counts(SITE) == {"leased": 2, "new": 1}
    assert store.release_dead(SITE, "host", lambda pid: pid != process.pid) == 2
    assert store.counts(SITE) == {"new": 3}
