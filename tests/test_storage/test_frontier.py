"""The frontier: what is due, in which order, for how long it is somebody's."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from scraper.storage import Claimed, NewLink, Outcome, Store
from scraper.storage.links import MAX_URL_BYTES
from tests.test_storage.samples import (
    LEASE,
    MINUTE,
    NOW,
    SITE,
    address,
    make_article,
    make_link,
    make_outcome,
)

FEED = "https://visnyk.example/rss.xml"


@pytest.fixture
def run(store: Store) -> int:
    """A run that claims."""
    return store.start_run(SITE, "host", 100, NOW)


def claim(store: Store, run: int, now: datetime = NOW, limit: int = 10) -> list[str]:
    """The addresses that a run gets."""
    return [row.url for row in store.claim(SITE, run, limit, now, LEASE)]


def close(store: Store, url: str, **values: object) -> None:
    """Commits an outcome without content."""
    outcome = {"site": SITE, "url": url, "state": "done", **values}
    store.commit([Outcome(**outcome)], NOW)  # type: ignore[arg-type]


def test_a_link_is_new_once(store: Store) -> None:
    links = [make_link(address(1)), make_link(address(2)), make_link(address(1))]
    assert store.add_links(links, NOW) == 2
    assert store.add_links([*links, make_link(address(3))], NOW) == 1
    assert store.counts(SITE) == {"new": 3}


def test_an_address_of_two_sites_is_two_rows(store: Store) -> None:
    links = [make_link(address(1)), make_link(address(1), site="inshyi")]
    assert store.add_links(links, NOW) == 2
    assert store.counts("inshyi") == {"new": 1}


def test_more_links_than_one_statement_takes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.storage.links.CHUNK", 4)
    monkeypatch.setattr("scraper.storage.database.CHUNK", 4)
    links = [make_link(address(number)) for number in range(13)]
    assert store.add_links(links, NOW) == 13
    assert store.add_links(links, NOW) == 0


def test_an_address_too_long_for_an_index_is_not_taken(store: Store) -> None:
    short = "https://visnyk.example/".ljust(MAX_URL_BYTES, "x")
    links = [make_link(short), make_link(short + "x"), make_link("https://x/" + "ї" * 1_500)]
    assert store.add_links(links, NOW) == 1


def test_another_spelling_of_an_article_is_no_new_link(store: Store) -> None:
    amp = "https://visnyk.example/amp/novyna-1"
    outcome = make_outcome(make_article(1))
    store.commit([Outcome(**{**_fields(outcome), "aliases": (amp,)})], NOW)  # type: ignore[arg-type]
    assert store.add_links([make_link(amp)], NOW) == 0


def _fields(outcome: Outcome) -> dict[str, object]:
    return {name: getattr(outcome, name) for name in Outcome.__dataclass_fields__}


def test_a_claimed_row_tells_what_is_known(store: Store, run: int) -> None:
    published = NOW - timedelta(hours=1)
    store.add_links([make_link(address(1), published_at=published)], NOW)
    assert store.claim(SITE, run, 10, NOW, LEASE) == (
        Claimed(url=address(1), kind="article", edition="uk", published_at=published),
    )
    assert store.leased_by(run) == 1
    assert store.counts(SITE) == {"leased": 1}


def test_sources_come_first_then_priority_then_the_newest(store: Store, run: int) -> None:
    hour = timedelta(hours=1)
    links = [
        make_link(address(1), published_at=NOW - 3 * hour),
        make_link(address(2), published_at=NOW - 1 * hour),
        make_link(address(3)),  # no hint: as new as when it was found
        make_link(address(4), priority=5, published_at=NOW - 9 * hour),
        make_link(FEED, kind="source"),
    ]
    store.add_links(links, NOW)
    order = [FEED, address(4), address(3), address(2), address(1)]
    assert claim(store, run, limit=2) == order[:2]
    assert claim(store, run, limit=9) == order[2:]


def test_equal_rows_come_in_the_order_of_their_addresses(store: Store, run: int) -> None:
    urls = [address(number) for number in (7, 3, 9, 1)]
    store.add_links([make_link(url) for url in urls], NOW)
    assert claim(store, run) == sorted(urls)


def test_only_the_site_asked_for_is_claimed(store: Store, run: int) -> None:
    store.add_links([make_link(address(1), site="inshyi")], NOW)
    assert claim(store, run) == []


def test_a_leased_row_is_not_claimed_until_its_lease_is_over(store: Store, run: int) -> None:
    other = store.start_run(SITE, "host2", 100, NOW)
    store.add_links([make_link(address(1))], NOW)
    claim(store, run)
    assert claim(store, other, NOW + LEASE) == []
    assert claim(store, other, NOW + LEASE + MINUTE) == [address(1)]
    assert (store.leased_by(run), store.leased_by(other)) == (0, 1)


def test_a_lease_can_be_extended(store: Store, run: int) -> None:
    other = store.start_run(SITE, "host2", 100, NOW)
    store.add_links([make_link(address(1))], NOW)
    claim(store, run)
    assert store.extend_lease(run, NOW + 4 * MINUTE, LEASE) == 1
    assert claim(store, other, NOW + 8 * MINUTE) == []
    assert claim(store, other, NOW + 10 * MINUTE) == [address(1)]


def test_a_done_row_is_due_when_its_next_fetch_comes(store: Store, run: int) -> None:
    store.add_links([make_link(address(1)), make_link(address(2))], NOW)
    close(store, address(1), next_fetch_at=NOW + 15 * MINUTE)
    close(store, address(2))
    assert claim(store, run, NOW + 14 * MINUTE) == []
    assert claim(store, run, NOW + 15 * MINUTE) == [address(1)]


@pytest.mark.parametrize("state", ["gone", "blocked"])
def test_a_gone_or_blocked_row_is_not_due(store: Store, run: int, state: str) -> None:
    store.add_links([make_link(address(1))], NOW)
    close(store, address(1), state=state, next_fetch_at=NOW)
    assert claim(store, run, NOW + 15 * MINUTE) == []
    assert store.next_due(SITE) is None


def test_a_failed_row_counts_its_tries_until_a_success(store: Store, run: int) -> None:
    store.add_links([make_link(address(1))], NOW)
    counted = []
    for state in ("failed", "failed", "done", "failed"):
        claim(store, run)
        close(store, address(1), state=state, run_id=run, next_fetch_at=NOW)
        (row,) = store.claim(SITE, run, 1, NOW, LEASE)
        counted.append((row.tries, row.visits))
    assert counted == [(1, 0), (2, 0), (0, 1), (1, 1)]


def test_what_a_claim_may_be_narrowed_to(store: Store, run: int) -> None:
    links = [
        make_link(FEED, kind="source"),
        make_link(address(1)),
        make_link(address(2, "en"), edition="en"),
    ]
    store.add_links(links, NOW)
    english = store.claim(SITE, run, 9, NOW, LEASE, kinds=["article"], editions=["en", "ru"])
    assert [row.url for row in english] == [address(2, "en")]
    sources = store.claim(SITE, run, 9, NOW, LEASE, kinds=["source"])
    assert [row.url for row in sources] == [FEED]


def test_a_window_keeps_sources_and_rows_without_a_hint(store: Store, run: int) -> None:
    day = timedelta(days=1)
    links: list[NewLink] = [
        make_link(FEED, kind="source"),
        make_link(address(1)),
        make_link(address(2), published_at=NOW),
        make_link(address(3), published_at=NOW - day),
        make_link(address(4), published_at=NOW - 2 * day),
    ]
    store.add_links(links, NOW)
    rows = store.claim(SITE, run, 9, NOW, LEASE, since=NOW - day, until=NOW)
    assert [row.url for row in rows] == [FEED, address(1), address(3)]


def test_an_address_asked_for_by_name_need_not_be_due(store: Store, run: int) -> None:
    store.add_links([make_link(address(1)), make_link(address(2))], NOW)
    close(store, address(1), next_fetch_at=NOW + 60 * MINUTE)

    def ask() -> list[str]:
        return [row.url for row in store.claim(SITE, run, 9, NOW, LEASE, urls=[address(1)])]

    assert ask() == [address(1)]
    assert ask() == []  # it is leased now
    close(store, address(1), run_id=run)
    assert ask() == []  # this run has had it


def test_an_address_asked_for_may_be_another_spelling(store: Store, run: int) -> None:
    article = make_article(1, url="https://visnyk.example/kanonichna")
    store.add_links([make_link(address(1))], NOW)
    store.commit([make_outcome(article, url=address(1))], NOW)
    rows = store.claim(SITE, run, 9, NOW, LEASE, urls=["https://visnyk.example/kanonichna"])
    assert [row.url for row in rows] == [address(1)]


@pytest.mark.parametrize("state", ["done", "failed", "gone", "blocked"])
def test_a_source_added_again_is_due_unless_its_time_lies_ahead(
    store: Store, run: int, state: str
) -> None:
    urls = [FEED + "?ahead", FEED + "?never", FEED + "?over"]
    links = [make_link(url, kind="source") for url in urls]
    store.add_links(links, NOW)
    for url, at in zip(urls, (NOW + MINUTE, None, NOW), strict=True):
        close(store, url, state=state, next_fetch_at=at)
    assert store.add_links(links, NOW) == 0
    assert claim(store, run) == urls[1:]


def test_a_source_added_again_keeps_its_etag(store: Store, run: int) -> None:
    store.add_links([make_link(FEED, kind="source")], NOW)
    close(store, FEED, etag='"a1"', last_modified="Tue, 24 Nov 2026 10:00:00 GMT")
    store.add_links([make_link(FEED, kind="source")], NOW)
    (row,) = store.claim(SITE, run, 1, NOW, LEASE)
    assert (row.etag, row.last_modified) == ('"a1"', "Tue, 24 Nov 2026 10:00:00 GMT")


def test_an_article_that_waits_takes_a_better_hint(store: Store, run: int) -> None:
    store.add_links([make_link(address(1)), make_link(address(2), priority=1)], NOW)
    store.add_links([make_link(address(1), priority=3, published_at=NOW - MINUTE)], NOW)
    store.add_links([make_link(address(1), priority=2, published_at=NOW)], NOW)
    rows = store.claim(SITE, run, 9, NOW, LEASE)
    assert [row.url for row in rows] == [address(1), address(2)]
    assert rows[0].published_at == NOW - MINUTE


def test_an_article_added_again_is_not_due(store: Store, run: int) -> None:
    store.add_links([make_link(address(1))], NOW)
    close(store, address(1))
    store.add_links([make_link(address(1), priority=9)], NOW)
    assert claim(store, run) == []


def test_next_due(store: Store, run: int) -> None:
    assert store.next_due(SITE) is None
    store.add_links([make_link(address(1))], NOW)
    assert store.next_due(SITE) == NOW
    claim(store, run)
    assert store.next_due(SITE) == NOW + LEASE
    close(store, address(1), next_fetch_at=NOW + MINUTE)
    assert store.next_due(SITE) == NOW + MINUTE


def test_a_lease_of_a_dead_process_is_given_back_as_it_was(store: Store, run: int) -> None:
    store.add_links([make_link(address(1)), make_link(address(2))], NOW)
    close(store, address(2), next_fetch_at=NOW)
    assert len(claim(store, run)) == 2
    assert store.release_dead(SITE, "host", lambda _: True) == 0
    assert store.release_dead(SITE, "host", lambda pid: pid != 100) == 2
    assert store.counts(SITE) == {"new": 1, "done": 1}
    assert store.leased_by(run) == 0


def test_a_lease_of_another_machine_is_left_alone(store: Store, run: int) -> None:
    store.add_links([make_link(address(1))], NOW)
    claim(store, run)
    assert store.release_dead(SITE, "other", lambda _: False) == 0
    assert store.leased_by(run) == 1


def test_a_process_number_used_again_does_not_keep_a_lease(store: Store, run: int) -> None:
    """In a container every run may be process 7."""
    store.add_links([make_link(address(1))], NOW)
    claim(store, run)
    store.start_run(SITE, "host", 100, NOW + MINUTE)
    assert store.release_dead(SITE, "host", lambda _: True) == 1


def test_a_lease_taken_over_goes_back_to_the_first_state(store: Store, run: int) -> None:
    other = store.start_run(SITE, "host", 200, NOW)
    store.add_links([make_link(address(1))], NOW)
    claim(store, run)
    assert claim(store, other, NOW + LEASE + MINUTE) == [address(1)]
    store.release_dead(SITE, "host", lambda _: False)
    assert store.counts(SITE) == {"new": 1}


def test_a_run_that_ends_gives_back_what_it_holds(store: Store, run: int) -> None:
    store.add_links([make_link(address(1))], NOW)
    claim(store, run)
    assert store.finish_run(run, "finished", {"pages": 0}, NOW) == 1
    assert store.counts(SITE) == {"new": 1}
