"""An encoder's vectors are kept for one state of an article and one encoder."""

from __future__ import annotations

import pytest

from scraper.storage import Store

ONE, TWO = ("demo:uk:1", 1), ("demo:uk:2", 1)


def test_vectors_come_back_in_single_precision(store: Store) -> None:
    store.save_vectors("first", {ONE: (0.6, -0.8, 0.0), TWO: (0.0, 1.0, 0.0)})
    kept = store.vectors("first", [ONE, TWO, ("demo:uk:3", 1)])
    assert kept.keys() == {ONE, TWO}
    assert kept[ONE] == pytest.approx([0.6, -0.8, 0.0], abs=1e-7)
    assert kept[TWO] == [0.0, 1.0, 0.0]


def test_only_what_was_asked_for_comes(store: Store) -> None:
    store.save_vectors("first", {ONE: (1.0,), TWO: (1.0,)})
    assert store.vectors("first", [TWO]).keys() == {TWO}
    assert store.vectors("first", []) == {}
    assert store.vectors("first", [(ONE[0], 2)]) == {}, "another state of the article"
    assert store.vectors("second", [ONE]) == {}, "another encoder"


def test_a_later_state_takes_the_place_of_the_earlier(store: Store) -> None:
    later = (ONE[0], 2)
    store.save_vectors("first", {ONE: (1.0,), TWO: (1.0,)})
    store.save_vectors("first", {later: (0.5,)})
    assert store.vectors("first", [ONE, later, TWO]) == {later: [0.5], TWO: [1.0]}


def test_another_encoders_vectors_are_forgotten(store: Store) -> None:
    store.save_vectors("first", {ONE: (1.0,)})
    store.save_vectors("second", {})
    assert store.vectors("first", [ONE]) == {ONE: [1.0]}, "nothing was kept in their place"
    store.save_vectors("second", {TWO: (1.0,)})
    assert store.vectors("first", [ONE]) == {}


def test_many_articles_are_kept_at_once(store: Store) -> None:
    many = {(f"demo:uk:{number}", 1): (float(number),) for number in range(2000)}
    store.save_vectors("first", many)
    assert store.vectors("first", many) == {key: [*value] for key, value in many.items()}
