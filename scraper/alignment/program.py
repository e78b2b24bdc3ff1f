"""The dynamic programme: the best monotone series of beads between two texts.

Beads 1-1, 1-2, 2-1, 2-2, 1-3 and 3-1 are scored, segments without an answer cost an affine gap
(one price to open, a lower one to go on), so that a text which stops early costs little.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from scraper.alignment.weights import Weights

_NEVER = float("-inf")
_JOIN, _LEFT_GAP, _RIGHT_GAP = 0, 1, 2

ScoreBead = Callable[[int, int, int, int], float]


class PairBead(NamedTuple):
    """Indexes of segments of two texts that answer one another; one side may be empty."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float


class _Step(NamedTuple):
    di: int
    dj: int
    state: int
    """The state that the step came from."""
    gain: float


def align(n: int, m: int, score: ScoreBead, weights: Weights) -> list[PairBead]:
    """The best beads between texts of n and m segments, every segment in exactly one bead."""
    table = _Table(n, m, score, weights)
    return table.beads()


class _Table:
    def __init__(self, n: int, m: int, score: ScoreBead, weights: Weights) -> None:
        self.n, self.m, self.score, self.weights = n, m, score, weights
        self.best = [[[_NEVER] * 3 for _ in range(m + 1)] for _ in range(n + 1)]
        self.step: list[list[list[_Step | None]]] = [
            [[None] * 3 for _ in range(m + 1)] for _ in range(n + 1)
        ]
        self.best[0][0][_JOIN] = 0.0
        for i in range(n + 1):
            for j in range(m + 1):
                self._join(i, j)
                self._gap(i, j, 1, 0, _LEFT_GAP)
                self._gap(i, j, 0, 1, _RIGHT_GAP)

    def _join(self, i: int, j: int) -> None:
        for (di, dj), prior in self.weights.shapes.items():
            if di > i or dj > j:
                continue
            before = self.best[i - di][j - dj]
            state = before.index(max(before))
            gain = prior + self.score(i - di, di, j - dj, dj)
            self._keep(i, j, _JOIN, before[state] + gain, _Step(di, dj, state, gain))

    def _gap(self, i: int, j: int, di: int, dj: int, state: int) -> None:
        if di > i or dj > j:
            return
        before = self.best[i - di][j - dj]
        for old in (_JOIN, _LEFT_GAP, _RIGHT_GAP):
            gain = self.weights.gap_extend if old == state else self.weights.gap_open
            self._keep(i, j, state, before[old] + gain, _Step(di, dj, old, gain))

    def _keep(self, i: int, j: int, state: int, value: float, step: _Step) -> None:
        if value > self.best[i][j][state]:
            self.best[i][j][state] = value
            self.step[i][j][state] = step

    def beads(self) -> list[PairBead]:
        i, j = self.n, self.m
        state = self.best[i][j].index(max(self.best[i][j]))
        beads = []
        while i or j:
            step = self.step[i][j][state]
            assert step is not None
            i, j, state = i - step.di, j - step.dj, step.state
            left, right = tuple(range(i, i + step.di)), tuple(range(j, j + step.dj))
            beads.append(PairBead(left, right, step.gain))
        return beads[::-1]
