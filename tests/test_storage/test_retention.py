"""Old pages and runs go, articles stay."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from scraper.storage import Store, retention
from tests.test_storage.samples import NOW, SITE, make_article, make_outcome

DAY = timedelta(days=1)


def commit(store: Store, number: int, days: int, body: bytes | None = None) -> None:
    """Store an article and its page, fetched some days after NOW."""
    at = NOW + days * DAY
    page = body or bytes(range(256)) * 4 + str(number).encode()
    store.commit([make_outcome(make_article(number), page=page, at=at)], at)


def numbers(store: Store) -> list[int]:
    """The articles whose page is there."""
    return [number for number in range(20) if store.page_of(f"{SITE}:uk:{number}")]


@pytest.fixture
def filled(store: Store) -> Store:
    """Ten articles with pages, one a day."""
    for number in range(10):
        commit(store, number, number)
    return store


def test_without_limits_nothing_goes(filled: Store) -> None:
    assert filled.forget_pages().pages == 0
    assert numbers(filled) == list(range(10))


def test_pages_older_than_a_time_go(filled: Store) -> None:
    gone = filled.forget_pages(before=NOW + 4 * DAY)
    assert gone.pages == 4
    assert gone.bytes > 0
    assert numbers(filled) == [4, 5, 6, 7, 8, 9]


def test_the_oldest_go_until_the_rest_fits(filled: Store) -> None:
    all_of_it = filled.forget_pages(before=NOW).bytes
    assert all_of_it == 0
    size = _size(filled)
    gone = filled.forget_pages(keep_bytes=size // 2)
    assert _size(filled) == size - gone.bytes <= size // 2
    assert numbers(filled) == [5, 6, 7, 8, 9]
    assert filled.forget_pages(keep_bytes=0).pages == 5


def test_both_limits_hold(filled: Store) -> None:
    filled.forget_pages(before=NOW + 8 * DAY, keep_bytes=10**9)
    assert numbers(filled) == [8, 9]


def test_articles_stay_and_can_be_fetched_again(filled: Store) -> None:
    filled.forget_pages(before=NOW + 100 * DAY)
    assert len(list(filled.articles())) == 10
    commit(filled, 3, 101)
    assert numbers(filled) == [3]
    assert filled.revisions(f"{SITE}:uk:3")[-1].revision == 1, "the same text is no edit"


def test_a_page_seen_again_is_young(filled: Store) -> None:
    commit(filled, 0, 20)
    filled.forget_pages(before=NOW + 10 * DAY)
    assert numbers(filled) == [0]


def test_many_pages_go_in_several_transactions(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "CHUNK", 4)
    articles = [make_article(number) for number in range(13)]
    outcomes = [make_outcome(one, page=one.id.encode()) for one in articles]
    store.commit(outcomes, NOW)
    assert store.forget_pages(before=NOW + DAY).pages == 13


def test_old_runs_go_open_ones_stay(store: Store) -> None:
    ended, open_one, fresh = (store.start_run(SITE, "host", pid, NOW) for pid in (1, 2, 3))
    store.finish_run(ended, "finished", {}, NOW)
    store.finish_run(fresh, "finished", {}, NOW + 2 * DAY)
    assert store.forget_runs(NOW + DAY).runs == 1
    assert {run.id for run in store.runs()} == {open_one, fresh}


def test_room_is_given_back(store: Store) -> None:
    for number in range(30):
        commit(store, number, 0, body=_noise(number))
    store.forget_pages(before=NOW + DAY)
    before = _free_pages(store)
    store.shrink()
    assert _free_pages(store) == 0 or before == -1
    commit(store, 1, 2)
    assert numbers(store) == [1], "the store works on"


def _noise(seed: int) -> bytes:
    return random.Random(seed).randbytes(60_000)


def _size(store: Store) -> int:
    with store.reading() as connection:
        return int(
            connection.exec_driver_sql("SELECT coalesce(sum(length(body)), 0) FROM pages").scalar()
            or 0
        )


def _free_pages(store: Store) -> int:
    """Unused pages of an SQLite file; -1 on another engine."""
    with store.reading() as connection:
        if connection.dialect.name != "sqlite":
            return -1
        return int(connection.exec_driver_sql("PRAGMA freelist_count").scalar() or 0)
