"""What matching keeps for the next job: nodes by article, found by key and minute."""

from __future__ import annotations

from scraper.storage import KeptDays, KeptNode, Store

DAYS = KeptDays(reader="r", since=100, change=7)
BIG = 5 << 28  # terms are unsigned numbers of 32 bits
ONE = KeptNode("demo:uk:1", "uk", 110, b"\x00one", {3: 0.5, BIG: 0.25})
TWO = KeptNode("demo:en:2", "en", 130, b"two", {3: 1.0})


def test_nodes_and_days_come_back_as_they_were_kept(store: Store) -> None:
    assert store.kept_days("demo") is None
    store.replace_neighbours("demo", DAYS, [ONE, TWO])
    assert store.kept_days("demo") == DAYS
    found = store.neighbours([ONE.article_id, TWO.article_id, "demo:uk:9"])
    assert found == {ONE.article_id: b"\x00one", TWO.article_id: b"two"}


def test_holders_of_keys_are_found_within_minutes_by_term(store: Store) -> None:
    store.replace_neighbours("demo", DAYS, [ONE, TWO])
    first, second = (3, 110, "demo:uk:1", "uk", 0.5), (3, 130, "demo:en:2", "en", 1.0)
    assert store.key_holders("demo", [BIG, 3], 110, 130) == (
        first,
        second,
        (BIG, 110, "demo:uk:1", "uk", 0.25),
    )
    assert store.key_holders("demo", [3], 111, 130) == (second,)
    assert store.key_holders("demo", [3], 110, 129) == (first,)
    assert store.key_holders("other", [3], 0, 999) == ()


def test_another_site_is_left_alone(store: Store) -> None:
    store.replace_neighbours("demo", DAYS, [ONE])
    store.replace_neighbours("other", DAYS, [TWO])
    store.replace_neighbours("demo", DAYS, [])
    assert store.neighbours([ONE.article_id, TWO.article_id]) == {TWO.article_id: b"two"}
    assert store.key_holders("demo", [3], 0, 999) == ()


def test_changes_add_rewrite_and_drop(store: Store) -> None:
    store.replace_neighbours("demo", DAYS, [ONE])
    later = KeptDays(reader="r", since=100, change=8)
    store.keep_neighbours("demo", later, new=[TWO], gone=[ONE])
    store.keep_neighbours("demo", later, changed={TWO.article_id: b"other"})
    assert store.kept_days("demo") == later
    assert store.neighbours([ONE.article_id, TWO.article_id]) == {TWO.article_id: b"other"}
    assert [row[2] for row in store.key_holders("demo", [3, BIG], 0, 999)] == [TWO.article_id]


def test_an_article_that_comes_again_takes_the_place_of_the_old_one(store: Store) -> None:
    store.replace_neighbours("demo", DAYS, [ONE])
    moved = KeptNode(ONE.article_id, "uk", 115, b"again", {3: 0.75})
    store.keep_neighbours("demo", DAYS, new=[moved], gone=[ONE])
    assert store.neighbours([ONE.article_id]) == {ONE.article_id: b"again"}
    assert store.key_holders("demo", [3, BIG], 0, 999) == ((3, 115, ONE.article_id, "uk", 0.75),)


def test_days_that_begin_later_forget_what_lies_before(store: Store) -> None:
    store.replace_neighbours("demo", DAYS, [ONE, TWO])
    store.keep_neighbours("demo", KeptDays(reader="r", since=120, change=9))
    assert store.neighbours([ONE.article_id, TWO.article_id]) == {TWO.article_id: b"two"}
    assert [row[1] for row in store.key_holders("demo", [3, BIG], 0, 999)] == [130]
