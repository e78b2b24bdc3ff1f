"""What matching read off an article is kept for one state of it and one set of rules."""

from __future__ import annotations

from scraper.storage import Store

ONE, TWO = ("demo:uk:1", 1), ("demo:uk:2", 1)


def test_features_come_back_as_they_were_kept(store: Store) -> None:
    store.save_features("rules", {ONE: b"\x00one", TWO: b""})
    assert store.features("rules", [ONE, TWO, ("demo:uk:3", 1)]) == {ONE: b"\x00one", TWO: b""}


def test_another_state_or_other_rules_have_none(store: Store) -> None:
    store.save_features("rules", {ONE: b"one"})
    assert store.features("rules", [(ONE[0], 2)]) == {}
    assert store.features("newer", [ONE]) == {}


def test_one_row_an_article_is_kept(store: Store) -> None:
    store.save_features("rules", {ONE: b"one", TWO: b"two"})
    store.save_features("newer", {(ONE[0], 2): b"later"})
    assert store.features("rules", [ONE, TWO]) == {TWO: b"two"}
    assert store.features("newer", [(ONE[0], 2)]) == {(ONE[0], 2): b"later"}


def test_nothing_to_keep_changes_nothing(store: Store) -> None:
    store.save_features("rules", {ONE: b"one"})
    store.save_features("newer", {})
    assert store.features("rules", [ONE]) == {ONE: b"one"}
