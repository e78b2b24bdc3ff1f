"""Features as weighted vectors, and how alike two of them are; a pair at a time."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest

from scraper.matching.features import HASH_BITS, Features, Kind
from scraper.matching.frequencies import Rarity
from scraper.text.encoder import Meaning

# The share of each kind in the similarity. Set on development data, where they matter little.
PART: Mapping[Kind, float] = {
    Kind.CONCEPT: 1.0,
    Kind.STEM: 1.0,
    Kind.NAME: 0.3,
    Kind.NUMBER: 0.3,
    Kind.DATE: 0.1,
    Kind.IMAGE: 0.0,
}
SIMILARITY_MAX = sum(PART.values())  # of a text with itself
KEYS = 32  # the heaviest terms, by which articles find one another
HEAD = 20  # the words that headline and the beginning of the lead take up
ONCE = 2  # and a term that stands more often than this in a text has no place in it
ORDER_DOUBT = 15.0  # pairs of terms in unknown order that are added to those seen


@dataclass(frozen=True, slots=True)
class Vector:
    """An article's weighted terms: each kind of length PART, so that a product is a cosine.

    `keys` are the heaviest of them in order, `places` those terms that can be told apart in the
    text, `head` how rare the terms of its first HEAD words are, `concepts` how rare all its
    concepts are, `meaning` an encoder's vector, where one is used.
    """

    weights: Mapping[int, float]
    keys: Mapping[int, float]
    places: Mapping[int, int]
    head: Mapping[int, float]
    concepts: Mapping[int, float]
    numbers: frozenset[int]
    image: int | None
    meaning: Meaning | None = None


UNWEIGHED = Vector({}, {}, {}, {}, {}, frozenset(), None)

# By the kind's number and by the count: this is the innermost loop of matching.
_PARTS = tuple(PART[kind] for kind in Kind)
_NUMBERS, _DATES, _CONCEPTS, _STEMS, _IMAGES = (kind << HASH_BITS for kind in list(Kind)[1:])
_REPEATED = (0.0, *(1.0 + math.log(count) for count in range(1, 256)))


def weigh_features(features: Features, rarity: Rarity, meaning: Meaning | None = None) -> Vector:
    """The vector of an article: (1 + log count) x rarity, each kind brought to its length."""
    terms, counts = features.terms.tolist(), features.counts
    rare = [rarity[term] for term in terms]
    told = list(zip(terms, counts, features.places, rare, strict=True))
    heavy = [weight * _REPEATED[count] for weight, count in zip(rare, counts, strict=True)]
    weights: dict[int, float] = {}
    for first, end, part in _cut_kinds(terms):
        some = heavy[first:end]
        length = math.sqrt(sum([weight * weight for weight in some]))
        if length:
            scale = math.sqrt(part) / length
            mine = zip(terms[first:end], some, strict=True)
            weights.update([(term, weight * scale) for term, weight in mine if weight])
    heaviest = nlargest(KEYS, weights, key=weights.__getitem__)
    common = rarity.common
    return Vector(
        weights,
        {term: weights[term] for term in sorted(heaviest)},
        {t: place for t, count, place, weight in told if count <= ONCE and weight > common},
        {term: weight for term, _, place, weight in told if place < HEAD},
        {term: weight for term, _, _, weight in told if _CONCEPTS <= term < _STEMS},
        frozenset([term for term in weights if _NUMBERS <= term < _DATES]),
        terms[-1] if terms and terms[-1] >= _IMAGES else None,
        meaning,
    )


def _cut_kinds(terms: list[int]) -> Iterator[tuple[int, int, float]]:
    """Where the terms of each kind begin and end, with its PART; terms are sorted by kind."""
    first = 0
    for kind, part in enumerate(_PARTS, start=1):
        end = bisect_left(terms, kind << HASH_BITS, first)
        if end > first:
            yield first, end, part
        first = end


def similarity(one: Vector, other: Vector) -> float:
    """The sum of the kinds' cosines, each times its PART: from 0 to SIMILARITY_MAX (2.7)."""
    mine, its = one.weights, other.weights
    return sum([mine[term] * its[term] for term in mine.keys() & its.keys()])


def head_agreement(one: Vector, other: Vector) -> float:
    """The share of what the shorter head says that the other head says too, 0 to 1."""
    return _contained(one.head, other.head)


def concept_agreement(one: Vector, other: Vector) -> float:
    """The share of the lesser text's concepts that the other has too, the rarer the heavier.

    Translations keep nearly all of them, what tells of the same event from another side does not.
    """
    return _contained(one.concepts, other.concepts)


def _contained(mine: Mapping[int, float], its: Mapping[int, float]) -> float:
    least = min(sum(mine.values()), sum(its.values()))
    return sum([mine[term] for term in mine.keys() & its.keys()]) / least if least else 0.0


def number_agreement(one: Vector, other: Vector) -> float:
    """How far numbers agree: 0 where a text has none, towards -1/2 for none, 1/2 for all."""
    least = min(len(one.numbers), len(other.numbers))
    return (len(one.numbers & other.numbers) + 0.5) / (least + 1) - 0.5


def order_agreement(one: Vector, other: Vector) -> float:
    """How far shared terms stand in the same order in both texts: Kendall's tau, -1 to 1.

    It is drawn towards 0 by ORDER_DOUBT where few terms are shared.
    """
    mine, its = one.places, other.places
    places = sorted({(mine[term], its[term]) for term in mine.keys() & its.keys()})
    if len(places) < 2:
        return 0.0
    swapped = 0
    passed: list[int] = []
    for _, place in places:
        swapped += len(passed) - bisect_right(passed, place)
        insort(passed, place)
    pairs = len(places) * (len(places) - 1) / 2
    return (pairs - 2 * swapped) / (pairs + ORDER_DOUBT)
