"""Features as weighted vectors, and how alike two of them are; a pair at a time."""

from __future__ import annotations

import math
from bisect import bisect_right, insort
from collections.abc import Mapping
from dataclasses import dataclass

from scraper.matching.features import HASH_BITS, Features, Kind
from scraper.matching.frequencies import Rarity

# The share of each kind in the similarity. Set on development data, where they matter little.
PART: Mapping[Kind, float] = {
    Kind.CONCEPT: 1.0,
    Kind.STEM: 1.0,
    Kind.NAME: 0.3,
    Kind.NUMBER: 0.3,
    Kind.DATE: 0.1,
    Kind.IMAGE: 0.0,
}
KEYS = 24  # the heaviest terms, by which candidates are looked up
HEAD = 20  # the words that headline and the beginning of the lead take up
ONCE = 2  # and a term that stands more often than this in a text has no place in it
ORDER_DOUBT = 15.0  # pairs of terms in unknown order that are added to those seen


@dataclass(frozen=True, slots=True)
class Vector:
    """An article's weighted terms: each kind of length PART, so that a product is a cosine.

    `keys` are the heaviest terms, `places` those of `terms` that can be told apart in the text,
    `head` how rare the terms of its first HEAD words are.
    """

    weights: Mapping[int, float]
    keys: tuple[int, ...]
    places: Mapping[int, int]
    head: Mapping[int, float]
    numbers: frozenset[int]
    image: int | None


# By the kind's number and by the count: this is the innermost loop of matching.
_PARTS = tuple(PART[kind] for kind in Kind)
_REPEATED = (0.0, *(1.0 + math.log(count) for count in range(1, 256)))


def weigh_features(features: Features, rarity: Rarity) -> Vector:
    """The vector of an article: (1 + log count) x rarity, each kind brought to its length."""
    weights: dict[int, float] = {}
    squares = [0.0] * len(Kind)
    places: dict[int, int] = {}
    head: dict[int, float] = {}
    for term, count, place in zip(features.terms, features.counts, features.places, strict=True):
        rare, is_common = rarity[term]
        if place < HEAD:
            head[term] = rare
        if rare:
            weights[term] = weight = rare * _REPEATED[count]
            squares[term >> HASH_BITS] += weight * weight
            if count <= ONCE and not is_common:
                places[term] = place
    image = next((term for term in weights if term >> HASH_BITS == Kind.IMAGE), None)
    lengths = zip(_PARTS, squares, strict=True)
    scale = [math.sqrt(part / square) if square else 0.0 for part, square in lengths]
    for term, weight in weights.items():
        weights[term] = weight * scale[term >> HASH_BITS]
    keys = tuple([term for _, term in sorted([(-weights[term], term) for term in weights])[:KEYS]])
    numbers = frozenset([term for term in weights if term >> HASH_BITS == Kind.NUMBER])
    return Vector(weights, keys, places, head, numbers, image)


def similarity(one: Vector, other: Vector) -> float:
    """The sum of the kinds' cosines, each times its PART: 0 for strangers, up to 2.7."""
    mine, its = one.weights, other.weights
    return sum([mine[term] * its[term] for term in mine.keys() & its.keys()])


def head_agreement(one: Vector, other: Vector) -> float:
    """The share of what the shorter head says that the other head says too, 0 to 1."""
    mine, its = one.head, other.head
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
    swapped = 0
    passed: list[int] = []
    for _, place in places:
        swapped += len(passed) - bisect_right(passed, place)
        insort(passed, place)
    pairs = len(places) * (len(places) - 1) / 2
    return (pairs - 2 * swapped) / (pairs + ORDER_DOUBT)
