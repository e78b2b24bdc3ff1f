"""Assignment is the partition with the greatest total, not the greedy one, in any order."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.matching import assignment
from scraper.matching.assignment import UNSEEN, assign, connect
from scraper.matching.pairs import Pair, pair_key

Odds = dict[tuple[str, str], float]


def solve(odds: Odds) -> set[frozenset[str]]:
    """Ids are language and number: `uk1`."""
    ids = {identity for pair in odds for identity in pair}
    pairs = [Pair(*pair_key(*pair), value) for pair, value in odds.items()]
    return {frozenset(group) for group in assign({one: one[:2] for one in ids}, pairs)}


def total(groups: set[frozenset[str]], odds: Odds) -> float:
    weights = {pair_key(*pair): value for pair, value in odds.items()}
    return sum(
        weights.get(pair_key(*pair), UNSEEN)
        for group in groups
        for pair in combinations(sorted(group), 2)
    )


def test_two_good_pairs_beat_the_best_one() -> None:
    odds = {("uk1", "en1"): 5.0, ("uk1", "en2"): 4.0, ("uk2", "en1"): 4.0, ("uk2", "en2"): -9.0}
    assert solve(odds) == {frozenset({"uk1", "en2"}), frozenset({"uk2", "en1"})}


def test_negative_pair_is_never_joined() -> None:
    assert solve({("uk1", "en1"): -0.1}) == {frozenset({"uk1"}), frozenset({"en1"})}


def test_third_version_carries_a_weak_pair() -> None:
    odds = {("uk1", "ru1"): 6.0, ("en1", "uk1"): 2.0, ("en1", "ru1"): -1.0}
    assert solve(odds) == {frozenset({"uk1", "ru1", "en1"})}


def test_contradicting_triangle_is_resolved_by_its_total() -> None:
    odds = {
        ("uk1", "ru1"): 6.0,
        ("en1", "uk1"): 3.0,
        ("en1", "ru2"): 4.0,
        ("uk1", "ru2"): -5.0,
        ("en1", "ru1"): 2.5,
    }
    assert solve(odds) == {frozenset({"uk1", "ru1", "en1"}), frozenset({"ru2"})}


def test_one_language_stands_once_in_a_group() -> None:
    odds = {("uk1", "en1"): 3.0, ("uk2", "en1"): 3.0}
    groups = solve(odds)
    assert groups == {frozenset({"uk1", "en1"}), frozenset({"uk2"})}  # equals: the ids decide


@st.composite
def networks(draw: st.DrawFn) -> Odds:
    ids = [f"{lang}{number}" for lang in ("uk", "en", "ru") for number in range(3)]
    couples = [pair for pair in combinations(sorted(ids), 2) if pair[0][:2] != pair[1][:2]]
    chosen = draw(st.lists(st.sampled_from(couples), min_size=1, max_size=12, unique=True))
    return {pair: draw(st.integers(-6, 9)) + 0.5 for pair in chosen}


@given(networks(), st.randoms(use_true_random=False))
def test_order_of_pairs_is_no_matter(odds: Odds, chance: random.Random) -> None:
    shuffled = list(odds.items())
    chance.shuffle(shuffled)
    assert solve(dict(shuffled)) == solve(odds)


@given(networks())
def test_no_single_move_would_be_better(odds: Odds) -> None:
    groups = solve(odds)
    reached = total(groups, odds)
    for identity in {one for group in groups for one in group}:
        home = next(group for group in groups if identity in group)
        for target in (*groups, frozenset[str]()):
            if target == home or any(one[:2] == identity[:2] for one in target):
                continue
            moved = (groups - {home, target}) | {home - {identity}, target | {identity}}
            assert total(moved, odds) <= reached + 1e-9


@given(networks())
def test_joining_and_moving_comes_close_to_the_search(odds: Odds) -> None:
    exact = total(solve(odds), odds)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment, "SEARCHED", 1)
        groups = solve(odds)
    assert all(len({one[:2] for one in group}) == len(group) for group in groups)
    assert 0 <= total(groups, odds) <= exact + 1e-9


def test_large_group_of_true_stories_is_found() -> None:
    odds: Odds = {}
    for number in range(30):
        trio = [f"{lang}{number:02}" for lang in ("en", "ru", "uk")]
        odds.update(dict.fromkeys(combinations(trio, 2), 5.0))
        odds[f"en{number:02}", f"uk{(number + 1) % 30:02}"] = 3.0  # chains them all together
    assert solve(odds) == {
        frozenset(f"{lang}{number:02}" for lang in ("uk", "en", "ru")) for number in range(30)
    }


def test_connected_groups() -> None:
    pairs = [Pair("a", "b", 1.0), Pair("c", "d", 1.0), Pair("b", "d", 1.0)]
    assert connect("abcde", pairs) == (("a", "b", "c", "d"), ("e",))
