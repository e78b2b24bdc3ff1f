"""How often a translator repeats a name, a number or a word: guessed, then read off a first pass.

Without a lexicon few words are found again even in true translations, so their absence must not
count; with one, a sentence of which nothing is found has most likely no translation.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from scraper.alignment.beads import PairBead
from scraper.alignment.segments import Segment
from scraper.alignment.votes import Direction
from scraper.alignment.weights import Rates, Weights

SURE = 0.5
"""Beads of at least this score are learned from."""

_LOWEST, _HIGHEST = 0.05, 0.97
_VARIED = ("name", "concept", "word")


def first_rates(forward: Direction, backward: Direction, weights: Weights) -> Rates:
    """What is usual for each kind, less where few terms of that kind are found anywhere."""
    rates = dict(weights.found)
    one, other = forward.coverage(), backward.coverage()
    for kind in _VARIED:
        seen = max(one.get(kind, 0.0), other.get(kind, 0.0))
        rates[kind] = min(rates[kind], max(_LOWEST, seen * weights.of_coverage))
    return rates


def fit_rates(
    forward: Direction,
    backward: Direction,
    beads: Sequence[PairBead],
    guess: Rates,
    weights: Weights,
) -> Rates:
    """The rates that sure beads show, drawn towards the guess where they are few."""
    hits = {kind: weights.rate_weight * rate for kind, rate in guess.items()}
    tries = dict.fromkeys(guess, weights.rate_weight)
    for bead in _sure(beads):
        for kind, found in _found(forward, backward, bead):
            tries[kind] += 1
            hits[kind] += found
    return {kind: min(_HIGHEST, max(_LOWEST, hits[kind] / tries[kind])) for kind in hits}


def _found(forward: Direction, backward: Direction, bead: PairBead) -> list[tuple[str, bool]]:
    left, right = frozenset(bead.left), frozenset(bead.right)
    return [
        *(one for i in bead.left for one in forward.count_found(i, right)),
        *(one for j in bead.right for one in backward.count_found(j, left)),
    ]


def fit_lengths(
    left: Sequence[Segment], right: Sequence[Segment], beads: Sequence[PairBead], weights: Weights
) -> tuple[float, float]:
    """Mean and deviation of the logarithm of the length of a left text over its translation's."""
    ratios = [
        math.log(sum(left[i].length for i in bead.left))
        - math.log(sum(right[j].length for j in bead.right))
        for bead in _sure(beads)
    ]
    trust = weights.ratio_weight
    mean = sum(ratios) / (len(ratios) + trust)
    squares = sum((ratio - mean) ** 2 for ratio in ratios)
    return mean, math.sqrt((squares + trust * weights.spread**2) / (len(ratios) + trust))


def _sure(beads: Sequence[PairBead]) -> list[PairBead]:
    return [bead for bead in beads if bead.left and bead.right and bead.score >= SURE]
