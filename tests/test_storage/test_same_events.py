"""Which articles of different sites tell the same event is kept by pair, asked from both sides."""

from __future__ import annotations

from scraper.storage import Store

PAIRS = {("a:uk:1", "b:uk:1"): 0.9, ("a:uk:1", "c:uk:1"): 0.75, ("b:uk:1", "c:uk:1"): 0.8}


def test_a_pair_is_told_from_both_sides(store: Store) -> None:
    store.save_same_events(["a:uk:1"], PAIRS)
    assert store.same_events("b:uk:1") == {"a:uk:1": 0.9, "c:uk:1": 0.8}
    assert store.same_events("c:uk:1") == {"a:uk:1": 0.75, "b:uk:1": 0.8}
    assert store.same_events("d:uk:1") == {}


def test_what_an_article_was_in_gives_way_and_other_pairs_stay(store: Store) -> None:
    store.save_same_events(["a:uk:1"], PAIRS)
    store.save_same_events(["a:uk:1"], {("a:uk:1", "b:uk:1"): 0.6})
    assert store.same_events("a:uk:1") == {"b:uk:1": 0.6}
    assert store.same_events("c:uk:1") == {"b:uk:1": 0.8}
    store.save_same_events(["b:uk:1"], {})
    assert store.same_events("c:uk:1") == {}
