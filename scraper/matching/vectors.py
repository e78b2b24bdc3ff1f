"""Features as weighted vectors, and how alike two of them are; a pair at a time."""

from __future__ import annotations

import math
from bisect import bisect_right, insort
from collections.abc import Mapping
from dataclasses import dataclass

from scraper.matching.features import Features, Kind, kind_of
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
COMMON = 0.12  # terms that more articles than this share hold say nothing about order
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
    image: int | None


def weigh_features(features: Features, rarity: Rarity) -> Vector:
    """The vector of an article: (1 + log count) x rarity, each kind brought to its length."""
    weights: dict[int, float] = {}
    squares = dict.fromkeys(Kind, 0.0)
    places: dict[int, int] = {}
    head: dict[int, float] = {}
    image = None
    for term, count, place in zip(features.terms, features.counts, features.places, strict=True):
        kind = kind_of(term)
        if kind is Kind.IMAGE:
            image = term
            continue
        rare = rarity.weight(term)
        weight = rare * (1.0 + math.log(count)) if count > 1 else rare
        if place < HEAD:
            head[term] = rare
        if weight:
            weights[term] = weight
            squares[kind] += weight * weight
            if count <= ONCE and rarity.share(term) < COMMON:
                places[term] = place
    scale = {kind: math.sqrt(PART[kind] / square) for kind, square in squares.items() if square}
    for term in weights:
        weights[term] *= scale[kind_of(term)]
    keys = sorted(weights, key=lambda term: (-weights[term], term))[:KEYS]
    return Vector(weights, tuple(keys), places, head, image)


def similarity(one: Vector, other: Vector) -> float:
    """The sum of the kinds' cosines, each times its PART: 0 for strangers, up to 2.7."""
    few, many = sorted((one.weights, other.weights), key=len)
    return sum(weight * many[term] for term, weight in few.items() if term in many)


def head_agreement(one: Vector, other: Vector) -> float:
    """The share of what the shorter head says that the other head says too, 0 to 1."""
    shared = sum(rare for term, rare in one.head.items() if term in other.head)
    least = min(sum(one.head.values()), sum(other.head.values()))
    return shared / least if least else 0.0


def order_agreement(one: Vector, other: Vector) -> float:
    """How far shared terms stand in the same order in both texts: Kendall's tau, -1 to 1.

    It is drawn towards 0 by ORDER_DOUBT where few terms are shared.
    """
    few, many = sorted((one.places, other.places), key=len)
    places = sorted((place, many[term]) for term, place in few.items() if term in many)
    swapped = 0
    passed: list[int] = []
    for _, place in places:
        swapped += len(passed) - bisect_right(passed, place)
        insort(passed, place)
    pairs = len(places) * (len(places) - 1) / 2
    return (pairs - 2 * swapped) / (pairs + ORDER_DOUBT)
