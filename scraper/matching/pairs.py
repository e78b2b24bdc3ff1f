"""A pair of articles that may translate one another, with what speaks for and against it."""

from __future__ import annotations

from dataclasses import dataclass

from scraper.items import Evidence

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles' ids, the smaller first.

    `odds` is the natural logarithm of the odds that they belong together, all evidence taken into
    account; below 0 the pair is not accepted by itself.
    """

    first: str
    second: str
    odds: float
    evidence: tuple[Evidence, ...] = ()


def pair_key(one: str, other: str) -> Key:
    """The two ids in the order in which pairs are kept."""
    return (one, other) if one < other else (other, one)
