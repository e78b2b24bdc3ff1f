"""How well a run of segments of one text answers a run of another, from terms and lengths.

Each term votes by naive Bayes: the logarithm of how often a term of its kind is found again in a
true translation over how often it would be found there by chance. The length term is that of Gale
and Church (1993) in its ratio form, against the lengths that the document has anyway.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from scraper.alignment.cognates import match_terms
from scraper.alignment.segments import Segment, Term
from scraper.alignment.weights import Weights

WIDEST = 3
"""The most segments of one side in a bead."""

_Vote = tuple[float, float, frozenset[int]]
"""The score of not finding a term, what finding it adds, and the windows where it is found."""


class Likeness:
    """Log likelihood ratio of any bead between two texts, each bead in constant time."""

    def __init__(self, left: Sequence[Segment], right: Sequence[Segment], weights: Weights) -> None:
        """Index which terms of each side are found where on the other."""
        self.weights = weights
        self._forward = _Direction(left, right, weights)
        self._backward = _Direction(right, left, weights)
        self._left_length = _running_sum(left)
        self._right_length = _running_sum(right)
        self._left_usual = _usual_length(left)
        self._right_usual = _usual_length(right)

    def score(self, i: int, di: int, j: int, dj: int) -> float:
        """The score of the bead that joins left[i:i+di] with right[j:j+dj], its prior left out."""
        terms = self._forward.score(i, di, j, dj) + self._backward.score(j, dj, i, di)
        return self.weights.lexical * terms / 2 + self.weights.length * self._length(i, di, j, dj)

    def _length(self, i: int, di: int, j: int, dj: int) -> float:
        one = math.log(self._left_length[i + di] - self._left_length[i])
        other = math.log(self._right_length[j + dj] - self._right_length[j])
        spread = self.weights.spread
        true = _log_normal(one - other, 0.0, spread)
        chance_right = _log_normal(other, self._right_usual[0] + math.log(dj), self._right_usual[1])
        chance_left = _log_normal(one, self._left_usual[0] + math.log(di), self._left_usual[1])
        return true - (chance_left + chance_right) / 2


class _Direction:
    """What the terms of each `from_` segment say about each window of `to` segments."""

    def __init__(self, from_: Sequence[Segment], to: Sequence[Segment], weights: Weights) -> None:
        places = _places(to)
        answers = match_terms({term for one in from_ for term in one.terms}, places)
        hits = {
            term: frozenset().union(*(places[a] for a in found)) for term, found in answers.items()
        }
        self._missed = [[0.0] * len(from_) for _ in range(WIDEST + 1)]
        self._gains: list[list[dict[int, float]]] = [
            [defaultdict(float) for _ in from_] for _ in range(WIDEST + 1)
        ]
        for width in range(1, WIDEST + 1):
            votes = {
                term: _vote(term, where, width, len(to), weights) for term, where in hits.items()
            }
            for i, segment in enumerate(from_):
                self._add(width, i, (votes[term] for term in segment.terms))

    def _add(self, width: int, i: int, votes: Iterable[_Vote]) -> None:
        gains = self._gains[width][i]
        for missed, gain, windows in votes:
            self._missed[width][i] += missed
            for j in windows:
                gains[j] += gain

    def score(self, i: int, di: int, j: int, dj: int) -> float:
        missed, gains = self._missed[dj], self._gains[dj]
        return sum(missed[k] + gains[k].get(j, 0.0) for k in range(i, i + di))


def _vote(term: Term, where: frozenset[int], width: int, count: int, weights: Weights) -> _Vote:
    windows = frozenset(
        j for place in where for j in range(place - width + 1, place + 1) if 0 <= j <= count - width
    )
    found = weights.found[term.kind]
    chance = (len(windows) + weights.background * width * weights.background_weight) / (
        max(1, count - width + 1) + weights.background_weight
    )
    chance = min(chance, 0.95)
    if chance >= found:
        return 0.0, 0.0, frozenset()
    missed = math.log((1 - found) / (1 - chance))
    return missed, math.log(found / chance) - missed, windows


def _places(segments: Sequence[Segment]) -> Mapping[Term, set[int]]:
    places: dict[Term, set[int]] = defaultdict(set)
    for index, segment in enumerate(segments):
        for term in segment.terms:
            places[term].add(index)
    return places


def _running_sum(segments: Sequence[Segment]) -> list[int]:
    sums = [0]
    for segment in segments:
        sums.append(sums[-1] + segment.length)
    return sums


def _usual_length(segments: Sequence[Segment]) -> tuple[float, float]:
    """Mean and deviation of the logarithm of lengths, held to those of news for few segments."""
    logs = [math.log(segment.length) for segment in segments] or [4.8]
    mean = (sum(logs) + 4.8 * 2) / (len(logs) + 2)
    variance = (sum((value - mean) ** 2 for value in logs) + 0.5 * 4) / (len(logs) + 4)
    return mean, math.sqrt(variance)


def _log_normal(value: float, mean: float, deviation: float) -> float:
    return -0.5 * ((value - mean) / deviation) ** 2 - math.log(deviation)
