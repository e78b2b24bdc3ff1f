"""How well a run of segments of one text answers a run of another, from terms and lengths.

Each term votes by naive Bayes: the logarithm of how often a term of its kind is found again in a
true translation over how often it would be found there by chance. The length term is that of Gale
and Church (1993) in its ratio form, against the lengths that the document has anyway.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from scraper.alignment.answers import Answers
from scraper.alignment.program import PairBead
from scraper.alignment.segments import Segment, Term
from scraper.alignment.weights import Weights
from scraper.text.knowledge import Knowledge

WIDEST = 3
"""The most segments of one side in a bead."""

_Vote = tuple[float, float, frozenset[int]]
"""The score of not finding a term, what finding it adds, and the windows where it is found."""


Rates = Mapping[str, float]
"""Per kind of term, how often a term of a translated segment turns up in the translation."""


class Likeness:
    """Log likelihood ratio of any bead between two texts, each bead in constant time."""

    def __init__(
        self,
        left: Sequence[Segment],
        right: Sequence[Segment],
        weights: Weights,
        knowledge: Knowledge | None = None,
    ) -> None:
        """Index which terms of each side are found where on the other."""
        self.weights = weights
        self._left, self._right = left, right
        self._forward = _Direction(left, right, weights, knowledge)
        self._backward = _Direction(right, left, weights, knowledge)
        self._left_length = _running_sum(left)
        self._right_length = _running_sum(right)
        self._left_usual = _usual_length(left)
        self._right_usual = _usual_length(right)
        self._ratio = 0.0
        self.set_rates(self._first_rates())

    def set_rates(self, rates: Rates) -> None:
        """Weigh every term anew."""
        self.rates = rates
        self._forward.vote(rates)
        self._backward.vote(rates)

    def _first_rates(self) -> Rates:
        """What is usual for each kind, less where few terms of that kind are found anywhere."""
        rates = dict(self.weights.found)
        forward, backward = self._forward.coverage(), self._backward.coverage()
        for kind in ("name", "concept", "word"):
            seen = max(forward.get(kind, 1.0), backward.get(kind, 1.0))
            rates[kind] = min(rates[kind], max(0.05, seen * self.weights.of_coverage))
        return rates

    def learn(self, beads: Sequence[PairBead]) -> None:
        """Take rates and the usual ratio of lengths from beads that were found with a first guess."""
        sure = [bead for bead in beads if bead.left and bead.right and bead.score > 0]
        weight = self.weights.rate_weight
        hits: dict[str, float] = {kind: weight * rate for kind, rate in self.rates.items()}
        tries: dict[str, float] = dict.fromkeys(self.rates, weight)
        for bead in sure:
            self._forward.count(bead.left, bead.right, hits, tries)
            self._backward.count(bead.right, bead.left, hits, tries)
        ratios = [self._lengths(bead) for bead in sure]
        self._ratio = sum(one - other for one, other in ratios) / (
            len(ratios) + self.weights.ratio_weight
        )
        self.set_rates({kind: min(0.97, hits[kind] / tries[kind]) for kind in hits})

    def _lengths(self, bead: PairBead) -> tuple[float, float]:
        one = sum(self._left[i].length for i in bead.left)
        other = sum(self._right[j].length for j in bead.right)
        return math.log(one), math.log(other)

    def score(self, i: int, di: int, j: int, dj: int) -> float:
        """The score of the bead that joins left[i:i+di] with right[j:j+dj], its prior left out."""
        terms = self._forward.score(i, di, j, dj) + self._backward.score(j, dj, i, di)
        return self.weights.lexical * terms / 2 + self.weights.length * self._length(i, di, j, dj)

    def _length(self, i: int, di: int, j: int, dj: int) -> float:
        one = math.log(self._left_length[i + di] - self._left_length[i])
        other = math.log(self._right_length[j + dj] - self._right_length[j])
        spread = self.weights.spread
        true = _log_normal(one - other, self._ratio, spread)
        chance_right = _log_normal(other, self._right_usual[0] + math.log(dj), self._right_usual[1])
        chance_left = _log_normal(one, self._left_usual[0] + math.log(di), self._left_usual[1])
        return true - (chance_left + chance_right) / 2


class _Direction:
    """What the terms of each `from_` segment say about each window of `to` segments."""

    def __init__(
        self,
        from_: Sequence[Segment],
        to: Sequence[Segment],
        weights: Weights,
        knowledge: Knowledge | None,
    ) -> None:
        places = _places(to)
        self._from, self._count, self._weights = from_, len(to), weights
        answers = Answers(to[0].lang if to else "", places, knowledge)
        terms = {(term, one.lang) for one in from_ for term in one.terms}
        self._hits = {
            term: frozenset().union(*(places[a] for a in answers.find(term, lang)))
            for term, lang in terms
        }

    def coverage(self) -> Mapping[str, float]:
        """Per kind, the share of terms that are found anywhere at all."""
        tries, hits = Counter[str](), Counter[str]()
        for term, where in self._hits.items():
            tries[term.kind] += 1
            hits[term.kind] += bool(where)
        return {kind: hits[kind] / tries[kind] for kind in tries}

    def count(
        self,
        from_: Sequence[int],
        to: Sequence[int],
        hits: dict[str, float],
        tries: dict[str, float],
    ) -> None:
        """Add up how many terms of some segments are found in others."""
        others = frozenset(to)
        for i in from_:
            for term in self._from[i].terms:
                tries[term.kind] += 1
                hits[term.kind] += not others.isdisjoint(self._hits[term])

    def vote(self, rates: Rates) -> None:
        """Work out every score there can be, given how often true translations repeat a term."""
        self._missed = [[0.0] * len(self._from) for _ in range(WIDEST + 1)]
        self._gains: list[list[dict[int, float]]] = [
            [defaultdict(float) for _ in self._from] for _ in range(WIDEST + 1)
        ]
        for width in range(1, WIDEST + 1):
            votes = {
                term: _vote(rates[term.kind], where, width, self._count, self._weights)
                for term, where in self._hits.items()
            }
            for i, segment in enumerate(self._from):
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


def _vote(found: float, where: frozenset[int], width: int, count: int, weights: Weights) -> _Vote:
    windows = frozenset(
        j for place in where for j in range(place - width + 1, place + 1) if 0 <= j <= count - width
    )
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
