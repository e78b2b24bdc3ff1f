"""An edited article is due sooner, and whoever claims it learns how often it was edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from scraper.storage import Claimed, Store
from tests.test_storage.samples import LEASE, NOW, SITE, make_article, make_outcome, make_page

HOUR = timedelta(hours=1)
QUARTER = timedelta(minutes=15)


def visit(store: Store, text: str, at: datetime, cause: str = "newsroom") -> None:
    """One visit at a time, due again an hour later, or a quarter later when it was edited."""
    outcome = make_outcome(make_article(text=text), page=text.encode(), at=at)
    later = {"next_fetch_at": at + HOUR, "next_fetch_if_edited": at + QUARTER}
    store.commit([replace(outcome, cause=cause, **later)], at)  # type: ignore[arg-type]


def claim(store: Store) -> Claimed:
    run = store.start_run(SITE, "host", 1, NOW)
    (claimed,) = store.claim(SITE, run, 5, NOW + 30 * HOUR, LEASE)
    return claimed


def test_a_new_and_an_unchanged_article_wait_the_calm_time(store: Store) -> None:
    visit(store, "Міст відкрили.", NOW)
    assert store.next_due(SITE) == NOW + HOUR
    visit(store, "Міст відкрили.", NOW + HOUR)
    assert store.next_due(SITE) == NOW + 2 * HOUR
    assert claim(store).edits == 0


def test_an_edited_article_is_due_sooner(store: Store) -> None:
    visit(store, "Міст відкрили.", NOW)
    visit(store, "Міст відкрили вранці.", NOW + HOUR)
    assert store.next_due(SITE) == NOW + HOUR + QUARTER


def test_edits_are_counted_and_better_rules_are_none(store: Store) -> None:
    for number, text in enumerate(("Міст.", "Міст відкрили.", "Міст відкрили вранці.")):
        visit(store, text, NOW + number * HOUR)
    visit(store, "Міст відкрили вранці, о 9:00.", NOW + 3 * HOUR, cause="rules")
    assert store.next_due(SITE) == NOW + 2 * HOUR + QUARTER, "as the last real visit left it"
    claimed = claim(store)
    assert (claimed.visits, claimed.edits) == (3, 2)


def test_a_further_page_that_was_never_read_before_is_no_edit(store: Store) -> None:
    visit(store, "Міст відкрили.", NOW)
    first = "Міст відкрили.".encode()
    longer = make_outcome(make_article(text="Міст відкрили. Далі."), page=first, at=NOW + HOUR)
    part = make_page(f"{longer.url}?page=2", b"<p>more</p>")
    store.commit([replace(longer, more=(part,), next_fetch_at=NOW + 2 * HOUR)], NOW + HOUR)
    assert claim(store).edits == 0
