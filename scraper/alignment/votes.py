"""What the terms of each segment of one text say about each place in the other.

A term that is found where a bead says it should be speaks for the bead, the more the rarer it is
there by chance; one that is not found speaks against it, the more the surer its kind is translated.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from scraper.alignment.answers import Answers
from scraper.alignment.band import Band, Cell
from scraper.alignment.learned import Learned, Stem, stem_of
from scraper.alignment.segments import Segment, Term
from scraper.alignment.weights import WIDEST, Rates, Weights, somewhere
from scraper.text.knowledge import Knowledge

RARE = 2
"""Terms in at most so many segments of each text make anchors."""

_WIDTHS = range(1, WIDEST + 1)
_MOST = 0.95  # no term is certain by chance

BACKGROUND = 0.02
"""The share of segments that hold a given term by chance, before the text is looked at."""
BACKGROUND_WEIGHT = 30.0
"""The number of segments that this guess is worth."""

_Places = Mapping[Term, tuple[int, ...]]

Gains = Mapping[int, float]
"""Per window, the first segment of a run of the other text, what is found there counts for."""


class Direction:
    """The votes of one text's terms on runs of one, two and three segments of the other."""

    def __init__(self, segments: Sequence[Segment], count: int, found: _Places) -> None:
        """Take the terms of `segments` and where in the other text, of `count`, each is found."""
        self.segments = segments
        self._terms = [sorted(segment.terms) for segment in segments]  # floats add up in one order
        self._count = count
        self._found = found
        self._windows = {width: self._windows_of(width) for width in _WIDTHS}
        self._chances = {width: self._chances_of(width) for width in _WIDTHS}

    @classmethod
    def between(
        cls, segments: Sequence[Segment], to: Sequence[Segment], knowledge: Knowledge | None
    ) -> Direction:
        """Look up where in `to` each term of `segments` may be found."""
        places = _places(to)
        answers = Answers(places, knowledge)
        found = {
            term: tuple(sorted({p for answer in answers.find(term) for p in places[answer]}))
            for term in sorted({term for segment in segments for term in segment.terms})
        }
        return cls(segments, len(to), found)

    def with_stems(self, learned: Learned, to: Sequence[Segment]) -> Direction:
        """The same, terms without any answer found where the stem that was learned for them is."""
        if not learned:
            return self
        places: dict[Stem | None, set[int]] = defaultdict(set)
        for j, segment in enumerate(to):
            for term in segment.terms:
                places[stem_of(term)].add(j)
        found = dict(self._found)
        for term, where in self._found.items():
            stem = stem_of(term)
            if stem and not where and stem in learned:
                found[term] = tuple(sorted(places[learned[stem]]))
        return Direction(self.segments, self._count, found)

    def _windows_of(self, width: int) -> _Places:
        last = self._count - width
        if width == 1:
            return self._found
        spans = [range(max(0, p - width + 1), min(p, last) + 1) for p in range(self._count)]
        return {
            term: tuple(sorted({j for p in where for j in spans[p]}))
            for term, where in self._found.items()
        }

    def _chances_of(self, width: int) -> Mapping[Term, float]:
        """How likely each term is found in a window by chance."""
        everywhere = max(1, self._count - width + 1) + BACKGROUND_WEIGHT
        guess = BACKGROUND * width * BACKGROUND_WEIGHT
        return {
            term: (len(windows) + guess) / everywhere
            for term, windows in self._windows[width].items()
        }

    def coverage(self) -> Mapping[str, float]:
        """Per kind, the share of terms that are found anywhere at all."""
        tries, hits = Counter[str](), Counter[str]()
        for term, where in self._found.items():
            tries[term.kind] += 1
            hits[term.kind] += bool(where)
        return {kind: hits[kind] / tries[kind] for kind in tries}

    def share_found(self) -> float:
        """The share of all terms that are found anywhere."""
        return sum(map(bool, self._found.values())) / max(1, len(self._found))

    def anchors(self) -> Iterator[Cell]:
        """Pairs of segments that hold a term which is rare in both texts."""
        holders = _places(self.segments)
        for term, where in self._found.items():
            if term.kind != "mark" and 0 < len(where) <= RARE >= len(holders[term]):
                yield from ((i, j) for i in holders[term] for j in where)

    def count_found(self, i: int, others: frozenset[int]) -> Iterator[tuple[str, bool]]:
        """The kind of each term of a segment and whether it is found in certain others.

        A term that is found somewhere counts a second time, as of the kind `somewhere`.
        """
        for term in self.segments[i].terms:
            hit = not others.isdisjoint(self._found[term])
            yield term.kind, hit
            if self._found[term]:
                yield somewhere(term.kind), hit

    def _kind(self, term: Term) -> str:
        return somewhere(term.kind) if self._found[term] else term.kind

    def vote(self, rates: Rates, band: Band, weights: Weights) -> None:
        """Work out `missed` and `gains` for the given rates, for windows inside the band.

        `missed[width][i]` is what segment i says when nothing of it is found in a window,
        `gains[width][i]` what is to be added per window where something is.
        """
        self.missed: dict[int, list[float]] = {}
        self.gains: dict[int, list[Gains]] = {}
        scales = [weights.scale(len(terms)) for terms in self._terms]
        for width in _WIDTHS:
            votes = {
                term: _vote(rates[self._kind(term)], self._chances[width][term])
                for term in self._found
            }
            self.missed[width] = [
                scale * sum(votes[term][0] for term in terms)
                for scale, terms in zip(scales, self._terms, strict=True)
            ]
            self.gains[width] = [
                self._gains(width, i, {term: scale * votes[term][1] for term in terms}, band)
                for i, (scale, terms) in enumerate(zip(scales, self._terms, strict=True))
            ]

    def _gains(self, width: int, i: int, votes: Mapping[Term, float], band: Band) -> Gains:
        low, high = band[max(0, i - WIDEST + 1)][0], band[i][1]
        gains: dict[int, float] = defaultdict(float)
        for term, gain in votes.items():
            if gain:
                windows = self._windows[width][term]
                for j in windows[bisect_left(windows, low) : bisect_right(windows, high)]:
                    gains[j] += gain
        return gains


def _vote(found: float, chance: float) -> tuple[float, float]:
    """What a term says when it is not found, and what finding it adds to that."""
    if min(chance, _MOST) >= found:
        return 0.0, 0.0
    missed = math.log((1 - found) / (1 - chance))
    return missed, math.log(found / chance) - missed


def _places(segments: Sequence[Segment]) -> Mapping[Term, Sequence[int]]:
    places: dict[Term, list[int]] = defaultdict(list)
    for index, segment in enumerate(segments):
        for term in segment.terms:
            places[term].append(index)
    return places
