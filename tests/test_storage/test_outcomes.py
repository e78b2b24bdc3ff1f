"""Committing outcomes: what becomes of the row, the page, the article and the links together."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from scraper.items import Article
from scraper.storage import Outcome, Store, Stored
from scraper.storage.schema import FRONTIER
from tests.test_storage.samples import (
    LEASE,
    MINUTE,
    NOW,
    SITE,
    address,
    make_article,
    make_link,
    make_outcome,
    make_page,
)

ID = f"{SITE}:uk:1"
URL = address(1)


def row_of(store: Store, url: str = URL) -> dict[str, object]:
    """The frontier's row of an address."""
    query = select(FRONTIER).where(FRONTIER.c.site == SITE, FRONTIER.c.url == url)
    with store.reading() as connection:
        return dict(connection.execute(query).mappings().one())


def commit(store: Store, outcome: Outcome) -> Stored:
    """Commits one outcome."""
    (stored,) = store.commit([outcome], NOW)
    return stored


def test_a_batch_is_answered_in_its_order(store: Store) -> None:
    outcomes = [make_outcome(make_article(number)) for number in (3, 1, 2)]
    stored = store.commit(outcomes, NOW)
    assert [one.article_id for one in stored] == [f"{SITE}:uk:{number}" for number in (3, 1, 2)]
    assert {one.kind for one in stored} == {"new"}


def test_an_empty_batch_does_nothing(store: Store) -> None:
    assert store.commit([], NOW) == ()


def test_page_article_row_and_links_come_together(store: Store) -> None:
    run = store.start_run(SITE, "host", 1, NOW)
    store.add_links([make_link(URL)], NOW)
    store.claim(SITE, run, 1, NOW, LEASE)
    outcome = Outcome(
        site=SITE,
        url=URL,
        state="done",
        run_id=run,
        page=make_page(URL),
        article=make_article(1),
        links=(make_link(address(2)), make_link(URL)),
        etag='"e"',
        last_modified="Tue, 24 Nov 2026 10:00:00 GMT",
        next_fetch_at=NOW + 15 * MINUTE,
    )
    expected = Stored(url=URL, kind="new", article_id=ID, revision=1, changed=True, new_links=1)
    assert commit(store, outcome) == expected
    row = row_of(store)
    assert (row["state"], row["leased_by"], row["leased_until"]) == ("done", None, None)
    assert (row["visits"], row["tries"], row["last_status"]) == (1, 0, 200)
    assert (row["etag"], row["last_modified"]) == ('"e"', "Tue, 24 Nov 2026 10:00:00 GMT")
    assert (row["article_id"], row["last_run"]) == (ID, run)
    assert row["next_fetch_at"] == NOW + 15 * MINUTE
    assert store.page_of(ID) == make_page(URL)
    assert store.counts(SITE) == {"done": 1, "new": 1}


def test_one_bad_outcome_leaves_nothing_of_the_batch(store: Store) -> None:
    """What a power cut in the middle would leave, too: nothing."""
    good = make_outcome(make_article(1), page=b"<html>")
    bad = replace(make_outcome(make_article(2)), next_fetch_at=NOW.replace(tzinfo=None))
    with pytest.raises(StatementError, match="aware datetimes only"):
        store.commit([good, bad], NOW)
    assert list(store.articles()) == []
    assert list(store.pages()) == []
    assert store.counts(SITE) == {}
    assert store.last_change() == 0


def test_an_address_nobody_had_added_gets_a_row(store: Store) -> None:
    commit(store, make_outcome(make_article(1)))
    assert row_of(store)["edition"] == "uk"
    assert store.counts(SITE) == {"done": 1}


def test_a_rejected_page_is_kept_with_its_reason(store: Store) -> None:
    outcome = Outcome(
        site=SITE, url=URL, state="done", page=make_page(URL, b"challenge"), rejected="challenge"
    )
    assert commit(store, outcome) == Stored(url=URL, kind="rejected")
    assert row_of(store)["reason"] == "challenge"
    assert [page.body for page in store.pages()] == [b"challenge"]


def test_a_page_that_becomes_unreadable_leaves_the_article(store: Store) -> None:
    commit(store, make_outcome(make_article(1)))
    stored = commit(store, Outcome(site=SITE, url=URL, state="done", rejected="empty"))
    assert (stored.kind, stored.article_id) == ("rejected", ID)
    assert store.get_article(ID) is not None


def test_not_modified_keeps_what_the_server_said_before(store: Store) -> None:
    commit(store, replace(make_outcome(make_article(1)), etag='"1"', last_modified="then"))
    outcome = Outcome(site=SITE, url=URL, state="done", not_modified=True, status=304)
    stored = commit(store, outcome)
    assert (stored.kind, stored.article_id, stored.changed) == ("unchanged", ID, False)
    row = row_of(store)
    assert (row["etag"], row["last_modified"]) == ('"1"', "then")
    assert (row["visits"], row["last_status"]) == (2, 304)
    commit(store, replace(outcome, etag='"2"'))
    assert row_of(store)["etag"] == '"2"'


def test_a_new_answer_without_etag_forgets_the_old_one(store: Store) -> None:
    commit(store, replace(make_outcome(make_article(1)), etag='"1"'))
    commit(store, make_outcome(make_article(1)))
    assert row_of(store)["etag"] is None


def test_a_failure_keeps_the_etag_and_the_article(store: Store) -> None:
    commit(store, replace(make_outcome(make_article(1)), etag='"1"'))
    failed = Outcome(site=SITE, url=URL, state="failed", status=500, reason="http-500")
    assert commit(store, failed) == Stored(url=URL, kind="none", article_id=ID)
    row = row_of(store)
    assert (row["etag"], row["article_id"], row["reason"]) == ('"1"', ID, "http-500")


def test_a_failure_of_a_run_that_lost_its_lease_changes_nothing(store: Store) -> None:
    first = store.start_run(SITE, "host", 1, NOW)
    second = store.start_run(SITE, "host", 2, NOW)
    store.add_links([make_link(URL)], NOW)
    store.claim(SITE, first, 1, NOW, LEASE)
    store.claim(SITE, second, 1, NOW + LEASE + MINUTE, LEASE)
    commit(store, Outcome(site=SITE, url=URL, state="failed", run_id=first))
    assert store.leased_by(second) == 1
    commit(store, Outcome(site=SITE, url=URL, state="failed", run_id=second))
    assert store.counts(SITE) == {"failed": 1}


def test_a_late_success_counts_although_the_lease_was_lost(store: Store) -> None:
    first = store.start_run(SITE, "host", 1, NOW)
    second = store.start_run(SITE, "host", 2, NOW)
    store.add_links([make_link(URL)], NOW)
    store.claim(SITE, first, 1, NOW, LEASE)
    store.claim(SITE, second, 1, NOW + LEASE + MINUTE, LEASE)
    assert commit(store, replace(make_outcome(make_article(1)), run_id=first)).kind == "new"
    assert commit(store, replace(make_outcome(make_article(1)), run_id=second)).revision == 1


def test_a_gone_page_marks_its_article_until_it_comes_back(store: Store) -> None:
    article = make_article(1)
    commit(store, make_outcome(article))
    gone = Outcome(site=SITE, url=URL, state="gone", status=410)
    assert commit(store, gone) == Stored(url=URL, kind="gone", article_id=ID, changed=True)
    stored = store.get_article(ID)
    assert stored is not None
    assert (stored.gone, stored.article, stored.revision, stored.change) == (True, article, 1, 2)
    assert commit(store, gone).changed is False
    assert commit(store, make_outcome(article)).changed is True
    back = store.get_article(ID)
    assert back is not None
    assert (back.gone, back.revision, back.change) == (False, 1, 3)


def test_a_page_that_is_back_unmodified_is_back(store: Store) -> None:
    commit(store, make_outcome(make_article(1)))
    commit(store, Outcome(site=SITE, url=URL, state="gone"))
    back = Outcome(site=SITE, url=URL, state="done", not_modified=True, status=304)
    assert [commit(store, back).changed for _ in range(2)] == [True, False]
    stored = store.get_article(ID)
    assert stored is not None
    assert not stored.gone


def test_an_article_read_from_another_of_its_addresses_is_no_change(store: Store) -> None:
    for url in (address(99), URL):
        commit(store, make_outcome(make_article(1), url=url, page=url.encode()))
    before = store.last_change()
    assert not commit(store, make_outcome(make_article(1), url=address(99))).changed
    assert store.last_change() == before
    page = store.page_of(ID)
    assert page is not None
    assert page.url == address(99)


def test_a_redirect_that_is_gone_does_not_mark_the_article(store: Store) -> None:
    """It was last read from another address, which is still there."""
    commit(store, make_outcome(make_article(1), url=address(99)))
    commit(store, make_outcome(make_article(1)))
    assert commit(store, Outcome(site=SITE, url=address(99), state="gone")).changed is False
    stored = store.get_article(ID)
    assert stored is not None
    assert not stored.gone


def test_a_gone_address_without_article_is_only_gone(store: Store) -> None:
    assert commit(store, Outcome(site=SITE, url=URL, state="gone")) == Stored(url=URL, kind="none")
    assert store.counts(SITE) == {"gone": 1}


def test_pages_read_again_by_other_rules_leave_the_schedule_alone(store: Store) -> None:
    first = replace(make_outcome(make_article(1)), etag='"1"', next_fetch_at=NOW + 15 * MINUTE)
    commit(store, first)
    before = row_of(store)
    again = replace(make_outcome(make_article(1, text="Міст відкрили.")), cause="rules")
    assert commit(store, again).kind == "edited"
    assert row_of(store) == before


def test_pages_read_again_leave_a_lease_alone(store: Store) -> None:
    run = store.start_run(SITE, "host", 1, NOW)
    commit(store, replace(make_outcome(make_article(1)), next_fetch_at=NOW))
    store.claim(SITE, run, 1, NOW, LEASE)
    commit(store, replace(make_outcome(make_article(1)), cause="rules"))
    assert store.leased_by(run) == 1


def test_text_that_databases_refuse_is_taken(store: Store) -> None:
    article: Article = replace(make_article(1), headline="Нуль \0 всередині", lead="рядок\u2028")
    commit(store, replace(make_outcome(article), etag="a\0b", reason="x\0y"))
    stored = store.get_article(ID)
    assert stored is not None
    assert stored.article == article
    assert (row_of(store)["etag"], row_of(store)["reason"]) == ("ab", "xy")


def test_a_whole_day_passes_between_visits(store: Store) -> None:
    """Times of the article are those of the commits that changed it."""
    day = timedelta(days=1)
    store.commit([make_outcome(make_article(1))], NOW)
    store.commit([make_outcome(make_article(1))], NOW + day)
    store.commit([make_outcome(make_article(1, text="Інакше."))], NOW + 2 * day)
    stored = store.get_article(ID)
    assert stored is not None
    assert (stored.first_seen_at, stored.changed_at) == (NOW, NOW + 2 * day)
