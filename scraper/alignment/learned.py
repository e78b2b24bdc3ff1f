"""Words of two texts that answer one another, learned from a first alignment of the same texts.

As hunalign -realign and Moore (2002) do, but for texts of some hundred segments: words count by
their beginnings, and only a pair that meets far more often than chance brings together is kept.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from scraper.alignment.beads import PairBead
from scraper.alignment.segments import Segment, Term

SURE = 0.5
"""Beads of at least this score are learned from."""

STEM = 5
"""Letters of a word that count: endings differ."""

DICE = 0.6
"""Least share of the segments with either word that have both."""

SURPRISE = 6.0
"""Least negative logarithm of the chance that two words meet as often by accident."""

Stem = tuple[str, str]
"""Language and beginning of a word."""

Learned = Mapping[Stem, Stem]
"""The one stem of the other text that answers a stem."""


def stem_of(term: Term) -> Stem | None:
    """What is learned of a term: the beginning of a word, nothing of figures and marks."""
    return None if term.kind in ("number", "mark") else (term.lang, term.key[:STEM])


def learn_stems(
    left: Sequence[Segment], right: Sequence[Segment], beads: Sequence[PairBead]
) -> Learned:
    """Stems of the left text to those of the right that surely answer them."""
    lefts, rights = _count_stems(left), _count_stems(right)
    together: Counter[tuple[Stem, Stem]] = Counter()
    for bead in beads:
        if bead.left and bead.right and bead.score >= SURE:
            ones = _stems(left[i] for i in bead.left) & lefts.keys()
            others = _stems(right[j] for j in bead.right) & rights.keys()
            together.update((one, other) for one in ones for other in others)
    surprises = {
        pair: _surprise(met, lefts[pair[0]], rights[pair[1]], len(beads))
        for pair, met in together.items()
        if 2 * met >= DICE * (lefts[pair[0]] + rights[pair[1]])
    }
    return _one_to_one({p: value for p, value in surprises.items() if value >= SURPRISE})


def turn_round(learned: Learned) -> Learned:
    """The same from the other text's side."""
    return {other: one for one, other in learned.items()}


def _stems(segments: Iterable[Segment]) -> set[Stem]:
    found = (stem_of(term) for segment in segments for term in segment.terms)
    return {stem for stem in found if stem}


def _count_stems(segments: Sequence[Segment]) -> Mapping[Stem, int]:
    """In how many segments each stem is: once teaches nothing, nearly everywhere nothing either."""
    counts = Counter(stem for segment in segments for stem in _stems([segment]))
    most = len(segments) / 8 + 2
    return {stem: count for stem, count in counts.items() if 2 <= count <= most}


def _surprise(met: int, one: int, other: int, places: int) -> float:
    expected = one * other / places
    return met * math.log(met / expected) - met + expected if met > expected else 0.0


def _one_to_one(surprises: Mapping[tuple[Stem, Stem], float]) -> Learned:
    """The pairs in which each stem has no better partner (Melamed's competitive linking)."""
    best: dict[Stem, float] = defaultdict(float)
    for pair, value in surprises.items():
        for stem in pair:
            best[stem] = max(best[stem], value)
    kept = sorted(p for p, v in surprises.items() if v == best[p[0]] == best[p[1]])
    return _first_of_each(kept)


def _first_of_each(pairs: Collection[tuple[Stem, Stem]]) -> Learned:
    learned: dict[Stem, Stem] = {}
    taken: set[Stem] = set()
    for one, other in pairs:
        if one not in learned and other not in taken:
            learned[one] = other
            taken.add(other)
    return learned
