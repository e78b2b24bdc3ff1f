"""All monotone ways to align two texts at once: the probability of every bead (forward-backward).

Beads are scored by their shape's prior and their likeness. Segments without an answer are a
gap with an affine price: one to open, a lower one to go on, so that a text which stops early or
lacks a whole passage costs little. Of two gaps side by side the left text's comes first.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scraper.alignment.band import Band
from scraper.alignment.likeness import Likeness
from scraper.alignment.weights import WIDEST, Shape, Weights

_LARGEST = 300.0  # logarithms are held below this, far from overflow even when two are added


class Chance(NamedTuple):
    """A possible bead: its first segments, how many of each side it holds, its probability."""

    i: int
    j: int
    shape: Shape
    probability: float


class _Scored(NamedTuple):
    """The weights of all beads of one shape that start in one row, from column `low` on."""

    shape: Shape
    low: int
    weights: Sequence[float]


class _Row:
    """One row of the table: per column of the band, the weight of each of the three states.

    Weights are kept divided by their largest; `scale` is the logarithm of all those divisors.
    """

    __slots__ = ("joined", "left_gap", "low", "right_gap", "scale", "width")

    def __init__(self, low: int, high: int, scale: float) -> None:
        self.low, self.width, self.scale = low, high - low + 1, scale
        self.joined = [0.0] * self.width
        self.left_gap = [0.0] * self.width
        self.right_gap = [0.0] * self.width

    def rescale(self) -> None:
        most = max(max(self.joined), max(self.left_gap), max(self.right_gap))
        if most > 0:
            for values in (self.joined, self.left_gap, self.right_gap):
                values[:] = [value / most for value in values]
            self.scale += math.log(most)

    def total(self) -> list[float]:
        return [
            a + b + c for a, b, c in zip(self.joined, self.left_gap, self.right_gap, strict=True)
        ]

    def overlap(self, other: _Row) -> tuple[slice, slice]:
        """The columns that two rows share, as a slice of each."""
        low = max(self.low, other.low)
        size = max(0, min(self.low + self.width, other.low + other.width) - low)
        here, there = low - self.low, low - other.low
        return slice(here, here + size), slice(there, there + size)


class Lattice:
    """The table of two texts of n and m segments, filled from both ends."""

    def __init__(self, n: int, m: int, band: Band, likeness: Likeness, weights: Weights) -> None:
        """Score every bead in the band and add up every way through it."""
        self.n, self.m, self._band = n, m, band
        self._open, self._extend = math.exp(weights.gap_open), math.exp(weights.gap_extend)
        self._tail = math.exp(weights.tail_open)
        self._left_away, self._right_away = [1.0] * n, [1.0] * m
        if all(low == 0 and high == m for low, high in band):
            self._left_away, self._right_away = _elsewhere(likeness, n, m, weights)
        self._beads = [self._score_row(i, likeness, weights) for i in range(n)]
        self._fill_forward()
        self._fill_backward()
        last = self._before[n]
        self._likelihood = math.log(self._totals[n][m - last.low]) + last.scale

    def _score_row(self, i: int, likeness: Likeness, weights: Weights) -> list[_Scored]:
        low, high = self._band[i]
        exp = math.exp
        scored = []
        for shape, prior in weights.shapes.items():
            if i + shape[0] <= self.n and low + shape[1] <= self.m:
                row = likeness.row(i, shape, low, high)
                most = _LARGEST - prior
                gains = [exp(prior + (score if score < most else most)) for score in row]
                scored.append(_Scored(shape, low, gains))
        return scored

    def _fill_forward(self) -> None:
        self._before: list[_Row] = []
        self._totals: list[list[float]] = []
        for i in range(self.n + 1):
            row = _Row(*self._band[i], self._before[-1].scale if i else 0.0)
            self._join_forward(row, i)
            self._gap_forward(row, i)
            row.rescale()
            self._before.append(row)
            self._totals.append(row.total())

    def _join_forward(self, row: _Row, i: int) -> None:
        if i == 0:
            row.joined[0] = 1.0
        for start in range(max(0, i - WIDEST), i):
            before = self._before[start]
            factor = _factor(before.scale - row.scale)
            for (di, dj), low, weights in self._beads[start]:
                if start + di == i:
                    shift = low + dj - row.low
                    totals = self._totals[start]
                    for k in range(max(0, -shift), min(len(weights), row.width - shift)):
                        row.joined[k + shift] += totals[k] * weights[k] * factor

    def _gap_forward(self, row: _Row, i: int) -> None:
        if i:
            above = self._before[i - 1]
            here, there = row.overlap(above)
            away = self._left_away[i - 1]
            row.left_gap[here] = [
                away * (self._open * joined + self._extend * gap)
                for joined, gap in zip(above.joined[there], above.left_gap[there], strict=True)
            ]
            if here.stop == row.width and self._is_last(row):
                tail = away * (self._tail - self._open)
                row.left_gap[-1] += tail * above.joined[there.stop - 1]
        opening, gap = self._opening(i), 0.0
        for k in range(1, row.width):
            gap = opening * (row.joined[k - 1] + row.left_gap[k - 1]) + self._extend * gap
            gap *= self._right_away[row.low + k - 1]
            row.right_gap[k] = gap

    def _is_last(self, row: _Row) -> bool:
        return row.low + row.width == self.m + 1

    def _opening(self, i: int) -> float:
        """The price of opening a gap of right segments when i left segments are behind."""
        return self._tail if i == self.n else self._open

    def _fill_backward(self) -> None:
        after: list[_Row] = []
        for i in range(self.n, -1, -1):
            row = _Row(*self._band[i], after[-1].scale if after else 0.0)
            ahead = self._join_backward(row, i, after)
            self._gap_backward(row, i, ahead, after)
            row.rescale()
            after.append(row)
        self._after = after[::-1]

    def _join_backward(self, row: _Row, i: int, after: Sequence[_Row]) -> list[float]:
        """Per column, the weight of all ways on that begin with a bead."""
        ahead = [0.0] * row.width
        if i == self.n:
            ahead[-1] = 1.0
            return ahead
        for (di, dj), low, weights in self._beads[i]:
            end = after[-di]
            factor, shift = _factor(end.scale - row.scale), low + dj - end.low
            for k in range(max(0, -shift), min(len(weights), end.width - shift)):
                ahead[k] += weights[k] * end.joined[k + shift] * factor
        return ahead

    def _gap_backward(
        self, row: _Row, i: int, ahead: Sequence[float], after: Sequence[_Row]
    ) -> None:
        below = [0.0] * row.width
        if after:
            here, there = row.overlap(after[-1])
            away = self._left_away[i]
            below[here] = [away * weight for weight in after[-1].left_gap[there]]
        opening, gap = self._opening(i), 0.0
        for k in range(row.width - 1, -1, -1):
            last = k == row.width - 1 and self._is_last(row)
            start = self._tail if last else self._open
            gap *= self._right_away[row.low + k] if k < row.width - 1 else 0.0
            row.joined[k] = ahead[k] + start * below[k] + opening * gap
            row.left_gap[k] = ahead[k] + self._extend * below[k] + opening * gap
            gap = row.right_gap[k] = ahead[k] + self._extend * gap

    def chances(self, least: float) -> Iterator[Chance]:
        """Every bead with an answer whose probability is at least so much."""
        for i, scored in enumerate(self._beads):
            before, totals = self._before[i], self._totals[i]
            for shape, low, weights in scored:
                di, dj = shape
                end = self._after[i + di]
                factor = _factor(before.scale + end.scale - self._likelihood)
                shift = low + dj - end.low
                for k in range(max(0, -shift), min(len(weights), end.width - shift)):
                    chance = totals[k] * weights[k] * end.joined[k + shift] * factor
                    if chance >= least:
                        yield Chance(i, low + k, shape, chance)

    def left_alone(self) -> list[float]:
        """Per left segment, the probability that nothing answers it."""
        alone = []
        for before, after in zip(self._before[1:], self._after[1:], strict=True):
            factor = _factor(before.scale + after.scale - self._likelihood)
            pairs = zip(before.left_gap, after.left_gap, strict=True)
            alone.append(factor * sum(one * other for one, other in pairs))
        return alone

    def right_alone(self) -> list[float]:
        """Per right segment, the probability that nothing answers it."""
        alone = [0.0] * (self.m + 1)
        for before, after in zip(self._before, self._after, strict=True):
            factor = _factor(before.scale + after.scale - self._likelihood)
            pairs = zip(before.right_gap, after.right_gap, strict=True)
            for j, (one, other) in enumerate(pairs, start=before.low):
                alone[j] += factor * one * other
        return alone[1:]


def _elsewhere(
    likeness: Likeness, n: int, m: int, weights: Weights
) -> tuple[list[float], list[float]]:
    """Per segment of each text, what its gap gains by an answer that may stand anywhere at all."""
    left, right = [0.0] * n, [0.0] * m
    for i in range(n):
        row = likeness.row(i, (1, 1), 0, m - 1)
        for j, score in enumerate(row):
            weight = _factor(score + weights.moved)
            left[i] += weight
            right[j] += weight
    return [math.sqrt(1 + x) for x in left], [math.sqrt(1 + x) for x in right]


def _factor(logarithm: float) -> float:
    return math.exp(min(_LARGEST, logarithm))
