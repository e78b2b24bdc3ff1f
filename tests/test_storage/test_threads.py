"""A crawl and a job at work on one store at the same time: both finish, and nothing is mixed up."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from scraper.items import Story
from scraper.storage import PublishChange, Store
from tests.test_storage.samples import (
    LEASE,
    NOW,
    SITE,
    address,
    make_article,
    make_link,
    make_outcome,
    make_record,
)

COUNT = 24


def together(*jobs: Callable[[], object]) -> list[object]:
    """Runs jobs at the same time; their answers, or the error of one."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        return [one.result(60) for one in [pool.submit(job) for job in jobs]]


def test_a_crawl_and_a_job_do_not_block_each_other(store: Store) -> None:
    store.add_links([make_link(address(number)) for number in range(COUNT)], NOW)
    store.acquire("publish", "job", NOW + timedelta(hours=1), NOW)

    def crawl() -> int:
        run = store.start_run(SITE, "host", 1, NOW)
        done = 0
        while rows := store.claim(SITE, run, 4, NOW, LEASE):
            numbers = [int(row.url.rpartition("-")[2].removesuffix(".html")) for row in rows]
            visits = [make_outcome(make_article(number), page=b"x") for number in numbers]
            store.commit([replace(visit, run_id=run) for visit in visits], NOW)
            done += len(rows)
        return done

    def job() -> int:
        mark = 0
        while mark < COUNT:
            last = store.last_change()
            ids = store.changed_articles(mark)
            stories = [Story(id=id, site=SITE, articles={"uk": id}) for id in ids]
            store.save_stories(stories, NOW)
            changes = [PublishChange(record=replace(make_record(), id=id)) for id in ids]
            store.publish(changes, NOW, holder="job", mark=("job", last))
            mark = last
        return mark

    def watch() -> int:
        while (known := len(list(store.records()))) < COUNT:
            assert sum(store.counts(SITE).values()) == COUNT
        return known

    assert together(crawl, job, watch) == [COUNT, COUNT, COUNT]
    assert store.counts(SITE) == {"done": COUNT}
    assert store.last_sequence() == COUNT


def test_commits_that_share_addresses_do_not_lock_each_other_out(store: Store) -> None:
    """They touch the same rows in opposite orders, which deadlocks without a turn."""
    visits = [
        replace(
            make_outcome(make_article(number)),
            links=tuple(make_link(address(other)) for other in range(100, 110)),
        )
        for number in range(6)
    ]

    def commit(order: int) -> None:
        for _ in range(4):
            store.commit(visits[::order], NOW)
            store.add_links([make_link(address(one)) for one in range(110)][::order], NOW)

    together(lambda: commit(1), lambda: commit(-1))
    assert store.counts(SITE) == {"done": 6, "new": 104}
    assert store.last_change() == 6


def test_two_threads_may_open_the_same_story(store: Store) -> None:
    """The second job to save finds it saved."""
    story = Story(id=f"{SITE}:uk:1", site=SITE, articles={"uk": f"{SITE}:uk:1"})
    changed = together(*[lambda: store.save_stories([story], NOW)] * 3)
    assert sorted(len(one) for one in changed) == [0, 0, 1]  # type: ignore[arg-type]
