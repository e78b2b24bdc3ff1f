"""What other processes do to a store in tests; each opens the store itself."""

from __future__ import annotations

import os
import signal
from datetime import timedelta

from scraper.storage import PublishChange, Store
from tests.test_storage.samples import LEASE, NOW, SITE, make_article, make_outcome, make_record


def claim(store: Store, size: int) -> list[str]:
    """Claims batches until nothing is due; the addresses that this process got."""
    run = store.start_run(SITE, "host", os.getpid(), NOW)
    got: list[str] = []
    while rows := store.claim(SITE, run, size, NOW, LEASE):
        got += [row.url for row in rows]
    return got


def publish(store: Store, count: int) -> list[str]:
    """Publishes new records one at a time, taking the lease for each."""
    name = str(os.getpid())
    done: list[str] = []
    while len(done) < count:
        if not store.acquire("publish", name, NOW + timedelta(minutes=1), NOW):
            continue
        record = make_record(len(done), site=name)
        (published,) = store.publish([PublishChange(record=record)], NOW, holder=name)
        store.release("publish", name)
        done.append(str(published.sequence))
    return done


def commit(store: Store, count: int) -> list[str]:
    """Commits new articles one at a time, each a change."""
    first = os.getpid() * 1_000
    for number in range(first, first + count):
        store.commit([make_outcome(make_article(number))], NOW)
    return []


def die(store: Store, size: int) -> list[str]:
    """Claims a batch, opens a write and is gone in the middle of it, as after `kill -9`."""
    run = store.start_run(SITE, "host", os.getpid(), NOW)
    store.claim(SITE, run, size, NOW, LEASE)
    with store.writing("change") as connection:
        connection.exec_driver_sql("UPDATE counters SET value = 99")
        os.kill(os.getpid(), signal.SIGKILL)
    return []


JOBS = {"claim": claim, "publish": publish, "commit": commit, "die": die}


def work(job: str, url: str, number: int) -> list[str]:
    """Does one of the jobs in the process that calls it."""
    with Store.open(url) as store:
        return JOBS[job](store, number)
