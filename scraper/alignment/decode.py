"""From the probabilities of all beads to one series of beads: the one with most segments right.

This is maximum expected accuracy: a bead counts as many segments as it holds, times its
probability; where two series are close, the surest beads are kept rather than the likeliest whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from scraper.alignment.band import Band
from scraper.alignment.beads import PairBead
from scraper.alignment.lattice import Chance, Lattice

LEAST = 0.02
"""Beads less likely than this are not considered."""

_Cell = tuple[int, int]


def choose_beads(lattice: Lattice, band: Band) -> list[PairBead]:
    """The monotone series of beads that is expected to get most segments right."""
    ends: dict[_Cell, list[Chance]] = defaultdict(list)
    for chance in lattice.chances(LEAST):
        di, dj = chance.shape
        ends[chance.i + di, chance.j + dj].append(chance)
    left, right = lattice.left_alone(), lattice.right_alone()
    best: list[dict[int, tuple[float, PairBead | None]]] = []
    for i in range(lattice.n + 1):
        best.append({})
        for j in range(band[i][0], band[i][1] + 1):
            _fill(best, i, j, ends, left, right)
    return _trace(best, lattice.n, lattice.m)


def _fill(
    best: Sequence[dict[int, tuple[float, PairBead | None]]],
    i: int,
    j: int,
    ends: Mapping[_Cell, Sequence[Chance]],
    left: Sequence[float],
    right: Sequence[float],
) -> None:
    if i == j == 0:
        best[0][0] = (0.0, None)
        return
    value, bead = -1.0, None
    if i and j in best[i - 1]:
        value, bead = best[i - 1][j][0] + left[i - 1] / 2, PairBead((i - 1,), (), left[i - 1])
    if j - 1 in best[i] and best[i][j - 1][0] + right[j - 1] / 2 > value:
        value, bead = best[i][j - 1][0] + right[j - 1] / 2, PairBead((), (j - 1,), right[j - 1])
    for chance in ends.get((i, j), ()):
        before = best[chance.i].get(chance.j)
        gain = chance.probability * sum(chance.shape) / 2
        if before and before[0] + gain > value:
            value, bead = before[0] + gain, _bead(chance)
    if bead:
        best[i][j] = (value, bead)


def _bead(chance: Chance) -> PairBead:
    di, dj = chance.shape
    return PairBead(
        tuple(range(chance.i, chance.i + di)),
        tuple(range(chance.j, chance.j + dj)),
        min(1.0, chance.probability),
    )


def _trace(
    best: Sequence[Mapping[int, tuple[float, PairBead | None]]], n: int, m: int
) -> list[PairBead]:
    beads = []
    i, j = n, m
    while i or j:
        bead = best[i][j][1]
        assert bead is not None
        beads.append(bead)
        i, j = i - len(bead.left), j - len(bead.right)
    return beads[::-1]
