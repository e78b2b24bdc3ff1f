"""How well runs of segments of one text answer runs of another, from their terms and lengths.

The score of a bead is the naive Bayes vote of its terms, both ways, plus the length term of Gale
and Church (1993) in its ratio form, held against the lengths that the two texts have anyway.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from scraper.alignment.band import Band, columns_of
from scraper.alignment.segments import Segment
from scraper.alignment.votes import Direction
from scraper.alignment.weights import WIDEST, Rates, Shape, Weights

NEWS_LENGTH = 4.8
"""Mean of the logarithm of a segment's length in news; worth two segments against the texts'."""
NEWS_VARIANCE = 0.5
"""Variance of the same; worth four segments."""


class Likeness:
    """Log likelihood ratios of beads between two texts, a row of a band at a time."""

    def __init__(
        self,
        forward: Direction,
        backward: Direction,
        band: Band,
        rates: Rates,
        weights: Weights,
        ratio: float = 0.0,
    ) -> None:
        """Let the terms of both texts vote; `ratio` is the usual logarithm of left over right."""
        self._weights, self._ratio = weights, ratio
        self._count = len(backward.segments)
        forward.vote(rates, band, weights)
        backward.vote(rates, columns_of(band, self._count), weights)
        self._missed, self._gains = forward.missed, forward.gains
        self._found_back = {
            di: _by_window(backward.gains[di], len(forward.segments)) for di in backward.gains
        }
        self._left = _Lengths(forward.segments, weights)
        self._right = _Lengths(backward.segments, weights)
        self._left_heads = _heads(forward.segments)
        self._right_heads = _heads(backward.segments)
        self._columns = {shape: self._column(backward, *shape) for shape in weights.shapes}

    def _column(self, backward: Direction, di: int, dj: int) -> list[float]:
        """The part of a score that hangs on the right segments alone, per first of them."""
        missed = backward.missed[di]
        return [
            (sum(missed[j : j + dj]) - self._weights.length * chance) / 2
            for j, chance in enumerate(self._right.chance[dj])
        ]

    def row(self, i: int, shape: Shape, low: int, high: int) -> list[float]:
        """Scores of the beads of a shape that start at left segment i and right low to high."""
        di, dj = shape
        high = min(high, self._count - dj)
        factor = self._weights.length
        missed, log = self._missed[dj], math.log
        base = sum(missed[i : i + di]) / 2 - factor * self._left.chance[di][i] / 2
        middle, mine = self._left.logs[di][i] - self._ratio, self._left.variances[di][i] / 2
        row = [
            base
            + column
            - factor / 2 * ((middle - length) ** 2 / (variance := mine + other / 2) + log(variance))
            for column, length, other in zip(
                self._columns[shape][low : high + 1],
                self._right.logs[dj][low : high + 1],
                self._right.variances[dj][low : high + 1],
                strict=True,
            )
        ]
        self._add_found(row, i, shape, low)
        if self._left_heads or self._right_heads:
            self._add_heads(row, i, shape, low)
        return row

    def _add_found(self, row: list[float], i: int, shape: Shape, low: int) -> None:
        di, dj = shape
        high = low + len(row)
        for gains in self._gains[dj][i : i + di]:
            for j, gain in gains.items():
                if low <= j < high:
                    row[j - low] += gain / 2
        for j, gain in self._found_back[di][i]:
            for start in range(max(low, j - dj + 1), min(high, j + 1)):
                row[start - low] += gain / 2

    def _add_heads(self, row: list[float], i: int, shape: Shape, low: int) -> None:
        """Headings answer headings: price every bead that mixes them with other blocks."""
        di, dj = shape
        mine = len(self._left_heads.intersection(range(i, i + di)))
        for k in range(len(row)):
            start = low + k
            other = len(self._right_heads.intersection(range(start, start + dj)))
            if (mine, other) not in ((0, 0), shape):
                row[k] += self._weights.heading


class _Lengths:
    """Of runs of segments: logarithms of lengths, how much translations of such a length vary, and
    how likely such a length is by chance.
    """

    def __init__(self, segments: Sequence[Segment], weights: Weights) -> None:
        sums = [0]
        for segment in segments:
            sums.append(sums[-1] + segment.length)
        self.variances: dict[int, list[float]] = {}
        self.logs: dict[int, list[float]] = {}
        self.chance: dict[int, list[float]] = {}
        mean, deviation = _usual_length(segments)
        for width in range(1, WIDEST + 1):
            lengths = [sums[k] - sums[k - width] for k in range(width, len(sums))]
            self.logs[width] = [math.log(length) for length in lengths]
            self.variances[width] = [weights.variance(length) for length in lengths]
            middle = mean + math.log(width)
            self.chance[width] = [
                -0.5 * ((log - middle) / deviation) ** 2 - math.log(deviation)
                for log in self.logs[width]
            ]


def _heads(segments: Sequence[Segment]) -> frozenset[int]:
    return frozenset(i for i, segment in enumerate(segments) if segment.is_heading)


def _usual_length(segments: Sequence[Segment]) -> tuple[float, float]:
    """Mean and deviation of the logarithm of lengths, held to those of news for few segments."""
    logs = [math.log(segment.length) for segment in segments]
    mean = (sum(logs) + NEWS_LENGTH * 2) / (len(logs) + 2)
    squares = sum((value - mean) ** 2 for value in logs)
    return mean, math.sqrt((squares + NEWS_VARIANCE * 4) / (len(logs) + 4))


def _by_window(
    gains: Sequence[Mapping[int, float]], count: int
) -> Sequence[Sequence[tuple[int, float]]]:
    """The gains of right segments sorted by the left window that they were found in."""
    windows: list[list[tuple[int, float]]] = [[] for _ in range(count + 1)]
    for j, found in enumerate(gains):
        for i, gain in found.items():
            windows[i].append((j, gain))
    return windows
