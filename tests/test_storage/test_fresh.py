"""New articles that are stored together leave what they would leave one by one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Connection, Table, event, select

from scraper.storage import Outcome, Store, Stored, outcomes
from scraper.storage.schema import (
    ALIASES,
    ARTICLE_REVISIONS,
    ARTICLES,
    FRONTIER,
    PAGES,
    TRANSLATIONS,
)
from tests.test_storage.conftest import empty
from tests.test_storage.samples import (
    NOW,
    SITE,
    address,
    make_article,
    make_link,
    make_outcome,
    make_page,
)

TABLES = (FRONTIER, ARTICLES, ARTICLE_REVISIONS, ALIASES, TRANSLATIONS, PAGES)
NUMBERED = {"id"}
"""Columns that count rows, of tables whose ids say nothing."""


def rows_of(connection: Connection, table: Table) -> list[dict[str, object]]:
    """The rows of a table in a fixed order, without numbers that depend on the order of writing."""
    counts = table is not ARTICLES
    rows = [
        {
            name: value
            for name, value in row.items()
            if not (counts and name in NUMBERED) and name != "change"
        }
        for row in connection.execute(select(table)).mappings()
    ]
    return sorted(rows, key=str)


def content(store: Store) -> dict[str, list[dict[str, object]]]:
    """Everything that commits write."""
    with store.reading() as connection:
        return {table.name: rows_of(connection, table) for table in TABLES}


def new_outcome(number: int, *aliases: int, url: int | None = None) -> Outcome:
    """A first visit of an address that gives an article."""
    article = make_article(number, translations=(address(number, "en"),))
    place = address(number if url is None else url)
    outcome = make_outcome(article, page=f"<html>{number}</html>".encode(), url=place)
    return replace(outcome, etag=f'"{number}"', aliases=tuple(map(address, aliases)))


@contextmanager
def one_by_one() -> Iterator[None]:
    """As if nothing were fresh."""
    patch = pytest.MonkeyPatch()
    patch.setattr(outcomes, "store_fresh", lambda *_: {})
    yield
    patch.undo()


@contextmanager
def counting(store: Store) -> Iterator[list[str]]:
    """The statements that are executed meanwhile."""
    seen: list[str] = []

    def note(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    engine = store._writer
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def test_new_articles_are_stored_with_all_they_bring(store: Store) -> None:
    run = store.start_run(SITE, "host", 1, NOW)
    store.add_links([make_link(address(number)) for number in (1, 2)], NOW)
    batch = [replace(new_outcome(number, number + 50), run_id=run) for number in (1, 2)]
    assert store.commit(batch, NOW) == tuple(
        Stored(
            url=address(number),
            kind="new",
            article_id=f"{SITE}:uk:{number}",
            revision=1,
            changed=True,
        )
        for number in (1, 2)
    )
    assert store.counts(SITE) == {"done": 2}
    assert store.changed_articles(0) == (f"{SITE}:uk:1", f"{SITE}:uk:2")
    assert store.last_change() == 2
    assert store.article_ids_by_url([address(51)]) == {address(51): f"{SITE}:uk:1"}
    page = store.page_of(f"{SITE}:uk:2")
    assert page is not None
    assert page.body == b"<html>2</html>"


def test_a_batch_costs_few_statements(store: Store) -> None:
    store.add_links([make_link(address(number)) for number in range(16)], NOW)
    with counting(store) as statements:
        store.commit([new_outcome(number) for number in range(16)], NOW)
    assert len(statements) < 20, statements


def _random_outcome(chance: random.Random) -> Outcome:
    """A visit that may meet others of its batch, or of earlier ones, in any way."""
    number, place = chance.randrange(5), chance.randrange(7)
    kind = chance.choice(["new", "new", "new", "rejected", "gone", "304", "failed", "rules"])
    url = address(place)
    if kind == "new":
        outcome = new_outcome(number, *chance.sample(range(12), chance.randrange(3)), url=place)
        if chance.random() < 0.3:
            outcome = replace(outcome, article=make_article(number, text="Міст знову зачинили."))
        return outcome if chance.random() < 0.9 else replace(outcome, page=None)
    if kind == "rules":
        return replace(new_outcome(number, url=place), cause="rules")
    if kind == "rejected":
        page = make_page(url, b"<html>wall</html>")
        return Outcome(site=SITE, url=url, state="done", page=page, rejected="challenge")
    if kind == "304":
        return Outcome(site=SITE, url=url, state="done", not_modified=True, status=304)
    return Outcome(site=SITE, url=url, state="gone" if kind == "gone" else "failed")


def _batches(seed: int) -> list[list[Outcome]]:
    chance = random.Random(seed)
    return [
        [_random_outcome(chance) for _ in range(chance.randrange(1, 6))]
        for _ in range(chance.randrange(1, 4))
    ]


def _commit_all(
    store: Store, seed: int
) -> tuple[list[tuple[Stored, ...]], dict[str, list[dict[str, object]]]]:
    empty(store)
    known = [number for number in range(7) if (seed + number) % 3]
    store.add_links([make_link(address(number)) for number in known], NOW)
    if seed % 5 == 0:
        store.commit([new_outcome(4)], NOW)
        store.withdraw(f"{SITE}:uk:4", NOW)
    return [store.commit(batch, NOW) for batch in _batches(seed)], content(store)


@pytest.mark.parametrize("seed", range(40))
def test_together_is_the_same_as_one_by_one(store: Store, seed: int) -> None:
    with one_by_one():
        expected = _commit_all(store, seed)
    assert _commit_all(store, seed) == expected


def test_two_of_a_batch_that_share_a_name_go_one_by_one(store: Store) -> None:
    store.add_links([make_link(address(number)) for number in (1, 2, 3)], NOW)
    batch = [new_outcome(1), new_outcome(1, url=2), new_outcome(3)]
    kinds = [stored.kind for stored in store.commit(batch, NOW)]
    assert kinds == ["new", "unchanged", "new"]


def test_an_address_of_a_withdrawn_article_stays_refused(store: Store) -> None:
    store.add_links([make_link(address(1))], NOW)
    store.commit([new_outcome(1)], NOW)
    store.withdraw(address(1), NOW)
    (stored,) = store.commit([new_outcome(1)], NOW)
    assert stored.kind == "withdrawn"
    assert store.counts(SITE) == {"blocked": 1}


def test_addresses_of_another_site_are_other_addresses(store: Store) -> None:
    store.add_links([make_link(address(1)), make_link(address(1), site="ranok")], NOW)
    other = new_outcome(1)
    assert other.article is not None
    assert other.page is not None
    article = replace(other.article, site="ranok", id="ranok:uk:1")
    page = replace(other.page, site="ranok")
    other = replace(other, site="ranok", article=article, page=page)
    kinds = [stored.kind for stored in store.commit([new_outcome(1), other], NOW)]
    assert kinds == ["new", "new"]
