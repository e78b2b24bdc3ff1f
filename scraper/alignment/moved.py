"""What the monotone pass cannot see: segments that one version has in another place.

It only looks at segments that were left without an answer, and pairs these among themselves.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scraper.alignment.beads import PairBead
from scraper.alignment.likeness import Likeness
from scraper.alignment.weights import Shape, Weights

SURE = 0.5
"""Least probability of a moved bead."""


class _Move(NamedTuple):
    left: tuple[int, ...]
    right: tuple[int, ...]
    gain: float


def find_moved(beads: Sequence[PairBead], likeness: Likeness, weights: Weights) -> list[PairBead]:
    """The beads with moved ones joined, in the left's order; likeness needs the whole table."""
    return sorted(
        _pair_free(beads, likeness, weights),
        key=lambda bead: (not bead.left, bead.left, bead.right),
    )


def _pair_free(beads: Sequence[PairBead], likeness: Likeness, weights: Weights) -> list[PairBead]:
    left = {i for bead in beads if not bead.right for i in bead.left}
    right = {j for bead in beads if not bead.left for j in bead.right}
    moves = [
        move
        for shape, prior in weights.shapes.items()
        for move in _moves(left, right, shape, prior + weights.moved, likeness)
    ]
    chosen = _choose(moves)
    used_left = {i for bead in chosen for i in bead.left}
    used_right = {j for bead in chosen for j in bead.right}
    kept = [b for b in beads if used_left.isdisjoint(b.left) and used_right.isdisjoint(b.right)]
    return kept + chosen


def _moves(
    left: set[int], right: set[int], shape: Shape, prior: float, likeness: Likeness
) -> Iterable[_Move]:
    di, dj = shape
    for i in left:
        lefts = tuple(range(i, i + di))
        if not left.issuperset(lefts):
            continue
        row = likeness.row(i, shape, 0, max(right, default=0))
        for j in right:
            rights = tuple(range(j, j + dj))
            if right.issuperset(rights):
                yield _Move(lefts, rights, prior + row[j])


def _choose(moves: Iterable[_Move]) -> list[PairBead]:
    """Moves that do not share a segment: the most telling first, each against rivals still open."""
    chosen = []
    left = sorted(
        (move for move in moves if move.gain > 0),
        key=lambda move: (-move.gain / (len(move.left) + len(move.right)), move),
    )
    while left:
        move, members = left[0], _members(left[0])
        chance = _chance(move, left)
        if chance >= SURE:
            chosen.append(PairBead(move.left, move.right, chance))
            left = [other for other in left if members.isdisjoint(_members(other))]
        else:
            left = left[1:]
    return chosen


def _chance(move: _Move, moves: Sequence[_Move]) -> float:
    members = _members(move)
    rivals = (other.gain for other in moves if not members.isdisjoint(_members(other)))
    return 1 / (math.exp(-move.gain) + sum(math.exp(gain - move.gain) for gain in rivals))


def _members(move: _Move) -> set[tuple[str, int]]:
    return {("left", i) for i in move.left} | {("right", j) for j in move.right}
