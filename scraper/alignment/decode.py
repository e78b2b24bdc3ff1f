"""From the probabilities of all beads to one series of beads: the one with most segments right.

This is maximum expected accuracy: a bead counts as many segments as it holds, times its
probability; where two series are close, the surest beads are kept rather than the likeliest whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from scraper.alignment.band import Band
from scraper.alignment.beads import PairBead
from scraper.alignment.lattice import Chance, Lattice

LEAST = 0.02
"""Beads less likely than this are not considered."""

_NEVER = -1.0
_LEFT, _RIGHT = Chance(0, 0, (1, 0), 0.0), Chance(0, 0, (0, 1), 0.0)


class _Row:
    """Per column of the band, the best expectation so far and the last step towards it."""

    __slots__ = ("low", "steps", "values")

    def __init__(self, low: int, high: int) -> None:
        self.low = low
        self.values = [_NEVER] * (high - low + 1)
        self.steps: list[Chance] = [_LEFT] * (high - low + 1)

    def value(self, j: int) -> float:
        return self.values[j - self.low] if 0 <= j - self.low < len(self.values) else _NEVER


def choose_beads(lattice: Lattice, band: Band) -> list[PairBead]:
    """The monotone series of beads that is expected to get most segments right."""
    ends: list[list[tuple[int, Chance]]] = [[] for _ in range(lattice.n + 1)]
    for chance in lattice.chances(LEAST):
        ends[chance.i + chance.shape[0]].append((chance.j + chance.shape[1], chance))
    left, right = lattice.left_alone(), lattice.right_alone()
    rows: list[_Row] = []
    for i in range(lattice.n + 1):
        row = _Row(*band[i])
        _from_above(row, rows, ends[i], left[i - 1] / 2)
        _from_aside(row, right)
        rows.append(row)
    return _trace(rows, left, right)


def _from_above(
    row: _Row, rows: Sequence[_Row], ends: Sequence[tuple[int, Chance]], alone: float
) -> None:
    """Steps that come from earlier rows: a left segment alone, or a bead."""
    if not rows:
        row.values[0] = 0.0
        return
    above = rows[-1]
    for k in range(min(len(row.values), above.low + len(above.values) - row.low)):
        row.values[k] = above.values[row.low + k - above.low] + alone
    for j, chance in ends:
        before = rows[chance.i].value(chance.j)
        gain = before + chance.probability * sum(chance.shape) / 2
        if before >= 0 and gain > row.value(j):
            row.values[j - row.low], row.steps[j - row.low] = gain, chance


def _from_aside(row: _Row, right: Sequence[float]) -> None:
    """Steps inside the row: a right segment alone."""
    for k in range(1, len(row.values)):
        value = row.values[k - 1] + right[row.low + k - 1] / 2
        if value > row.values[k]:
            row.values[k], row.steps[k] = value, _RIGHT


def _trace(rows: Sequence[_Row], left: Sequence[float], right: Sequence[float]) -> list[PairBead]:
    beads = []
    i, j = len(rows) - 1, len(right)
    while i or j:
        step = rows[i].steps[j - rows[i].low]
        i, j = i - step.shape[0], j - step.shape[1]
        if step is _LEFT:
            beads.append(PairBead((i,), (), min(1.0, left[i])))
        elif step is _RIGHT:
            beads.append(PairBead((), (j,), min(1.0, right[j])))
        else:
            beads.append(_bead(step))
    return beads[::-1]


def _bead(chance: Chance) -> PairBead:
    di, dj = chance.shape
    return PairBead(
        tuple(range(chance.i, chance.i + di)),
        tuple(range(chance.j, chance.j + dj)),
        min(1.0, chance.probability),
    )
