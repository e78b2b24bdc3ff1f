"""What the monotone pass cannot see: segments that one version has in another place.

It only looks at segments that were left without an answer. First these are paired among themselves,
then one that is still alone may join a bead whose text already says it (a version that merged two
passages which the other keeps apart).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
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
    beads = _pair_free(list(beads), likeness, weights)
    beads = _join_contained(beads, likeness, weights)
    return sorted(beads, key=lambda bead: (not bead.left, bead.left, bead.right))


def _pair_free(beads: list[PairBead], likeness: Likeness, weights: Weights) -> list[PairBead]:
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


def _choose(moves: Sequence[_Move]) -> list[PairBead]:
    """The surest moves that do not share a segment, each against all its rivals."""
    chances = [(_chance(move, moves), move) for move in moves if move.gain > 0]
    taken: set[tuple[str, int]] = set()
    chosen = []
    for chance, move in sorted(chances, key=lambda one: (-one[0], one[1])):
        members = _members(move)
        if chance >= SURE and taken.isdisjoint(members):
            taken.update(members)
            chosen.append(PairBead(move.left, move.right, chance))
    return chosen


def _chance(move: _Move, moves: Sequence[_Move]) -> float:
    members = _members(move)
    rivals = (other.gain for other in moves if not members.isdisjoint(_members(other)))
    return 1 / (math.exp(-move.gain) + sum(math.exp(gain - move.gain) for gain in rivals))


def _members(move: _Move) -> set[tuple[str, int]]:
    return {("left", i) for i in move.left} | {("right", j) for j in move.right}


def _join_contained(beads: list[PairBead], likeness: Likeness, weights: Weights) -> list[PairBead]:
    at_left = {i: k for k, bead in enumerate(beads) for i in bead.left if bead.right}
    at_right = {j: k for k, bead in enumerate(beads) for j in bead.right if bead.left}
    joined: dict[int, PairBead] = {}
    gone: set[int] = set()
    for k, bead in enumerate(beads):
        if bead.left and bead.right:
            continue
        if bead.right:
            home, chance = _home(likeness.right_in_left(bead.right[0]), at_left, weights)
        else:
            home, chance = _home(likeness.left_in_right(bead.left[0]), at_right, weights)
        if home is not None:
            old = joined.get(home, beads[home])
            joined[home] = PairBead(
                tuple(sorted(old.left + bead.left)),
                tuple(sorted(old.right + bead.right)),
                min(old.score, chance),
            )
            gone.add(k)
    return [joined.get(k, bead) for k, bead in enumerate(beads) if k not in gone]


def _home(
    gains: Mapping[int, float], homes: Mapping[int, int], weights: Weights
) -> tuple[int | None, float]:
    """The bead that says what a segment says, if one stands out."""
    best = max(gains, key=lambda place: (gains[place], -place), default=None)
    if best is None or best not in homes:
        return None, 0.0
    gain = gains[best] + weights.contained
    rivals = sum(
        math.exp(value + weights.contained - gain) for p, value in gains.items() if p != best
    )
    chance = 1 / (1 + math.exp(-gain) + rivals)
    return (homes[best], chance) if chance >= SURE else (None, 0.0)
