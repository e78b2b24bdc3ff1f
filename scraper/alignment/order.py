"""Which beads stand in another order than their neighbours."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import combinations


def find_moved_beads(beads: Sequence[Mapping[str, tuple[int, ...]]]) -> set[int]:
    """Which beads (places per language) are outside the longest series that rises in some pair."""
    langs = dict.fromkeys(lang for bead in beads for lang in bead)
    moved: set[int] = set()
    for left, right in combinations(langs, 2):
        both = [k for k, b in enumerate(beads) if left in b and right in b]
        both.sort(key=lambda k: beads[k][left])
        keep = longest_rise([beads[k][right][0] for k in both])
        moved.update(k for place, k in enumerate(both) if place not in keep)
    return moved


def longest_rise(values: Sequence[int]) -> set[int]:
    """Positions of a longest increasing subsequence (patience sorting)."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for k, value in enumerate(values):
        pile = bisect_left(tails, value)
        before.append(at[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [value]
        at[pile : pile + 1] = [k]
    kept: set[int] = set()
    k = at[-1] if at else -1
    while k >= 0:
        kept.add(k)
        k = before[k]
    return kept
