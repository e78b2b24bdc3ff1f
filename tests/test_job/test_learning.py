"""The snapshot of what the store has taught: when it is counted, and from what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.job import learning
from scraper.job.learning import is_due, learn, load_knowledge
from scraper.text.knowledge import Knowledge
from tests.test_job.test_run import NOON, SITE, TEXTS, _article, _Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[_Desk]:
    desk = _Desk(tmp_path)
    yield desk
    desk.store.close()


def test_an_empty_store_is_the_shipped_state(desk: _Desk) -> None:
    assert load_knowledge(desk.store) == Knowledge()


def test_a_snapshot_tells_how_many_declared_pairs_it_was_learned_from(desk: _Desk) -> None:
    desk.commit(*(_article(lang, number) for number in range(4) for lang in TEXTS))
    counted = learn(desk.store, {SITE.name: SITE}, NOON)
    assert counted.pairs_learned_from == 12
    assert counted.articles == 12
    assert load_knowledge(desk.store) == counted


def test_it_is_due_when_the_store_has_grown_by_half(
    desk: _Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "FIRST_AT", 4)
    desk.commit(*(_article("uk", number) for number in range(3)))
    assert not is_due(desk.store)
    desk.commit(_article("uk", 3))
    assert is_due(desk.store)
    learn(desk.store, {SITE.name: SITE}, NOON)
    desk.commit(_article("uk", 4))
    assert not is_due(desk.store)
    desk.commit(_article("uk", 5))
    assert is_due(desk.store)


def test_a_rebuild_from_the_articles_forgets_and_learns_anew(desk: _Desk) -> None:
    desk.commit(*(_article(lang, number) for number in range(4) for lang in TEXTS))
    assert desk.job(scope="article").learned_from is None
    assert desk.job(scope="article", relearn=True).learned_from == 12


def test_a_withdrawn_article_teaches_nothing(desk: _Desk) -> None:
    desk.commit(*(_article(lang) for lang in TEXTS))
    desk.store.withdraw(_article("en").id, NOON)
    assert learn(desk.store, {SITE.name: SITE}, NOON).pairs_learned_from == 1
