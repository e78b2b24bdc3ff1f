"""How often a translator repeats a name, a number or a word: guessed, then read off a first pass.

Without a lexicon few words are found again even in true translations, so their absence must not
count; with one, a sentence of which nothing is found has most likely no translation.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import mul

from scraper.alignment.beads import PairBead
from scraper.alignment.segments import Segment
from scraper.alignment.votes import Direction
from scraper.alignment.weights import Rates, Weights, somewhere

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
    return rates | {somewhere(kind): rate for kind, rate in rates.items()}


def fit_rates(
    forward: Direction,
    backward: Direction,
    beads: Sequence[PairBead],
    guess: Rates,
    weights: Weights,
) -> Rates:
    """The rates that sure beads show, drawn towards the guess where they are few."""
    trust = dict.fromkeys(guess, weights.rate_weight)
    most = dict.fromkeys(guess, _HIGHEST)
    for kind in weights.found:
        trust[somewhere(kind)] = weights.somewhere_weight
        most[somewhere(kind)] = weights.somewhere_most
    hits = {kind: trust[kind] * rate for kind, rate in guess.items()}
    tries = dict(trust)
    for bead in _sure(beads):
        for kind, found in _found(forward, backward, bead):
            tries[kind] += 1
            hits[kind] += found
    return {kind: min(most[kind], max(_LOWEST, hits[kind] / tries[kind])) for kind in hits}


def _found(forward: Direction, backward: Direction, bead: PairBead) -> list[tuple[str, bool]]:
    left, right = frozenset(bead.left), frozenset(bead.right)
    return [
        *(one for i in bead.left for one in forward.count_found(i, right)),
        *(one for j in bead.right for one in backward.count_found(j, left)),
    ]


def fit_lengths(
    left: Sequence[Segment], right: Sequence[Segment], beads: Sequence[PairBead], weights: Weights
) -> tuple[float, float]:
    """Mean and deviation of the logarithm of a left text's length over its translation's.

    The deviation is that of texts of 100 characters.
    """
    sizes = [
        (sum(left[i].length for i in bead.left), sum(right[j].length for j in bead.right))
        for bead in _sure(beads)
    ]
    ratios = [math.log(one) - math.log(other) for one, other in sizes]
    worth = [_precision(one, other, weights) for one, other in sizes]
    trust = weights.ratio_weight
    mean = sum(map(mul, worth, ratios)) / (sum(worth) + trust)
    squares = sum(w * (ratio - mean) ** 2 for w, ratio in zip(worth, ratios, strict=True))
    return mean, math.sqrt((squares + trust * weights.spread**2) / (len(ratios) + trust))


def _precision(one: int, other: int, weights: Weights) -> float:
    """How much a pair of so many characters tells of the ratio; a pair of 100 counts as one."""
    return 2 * weights.spread**2 / (weights.variance(one) + weights.variance(other))


def _sure(beads: Sequence[PairBead]) -> list[PairBead]:
    return [bead for bead in beads if bead.left and bead.right and bead.score >= SURE]
