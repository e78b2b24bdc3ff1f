"""An article among its neighbours: what it found, what found it, and how the pairs scored."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from scraper.matching.score import Score
from scraper.matching.vectors import UNWEIGHED, Vector


class Spot(NamedTuple):
    """Where an article stands; spots sort in the order of articles, which is that of time."""

    time: int
    id: str
    lang: str


@dataclass(slots=True, eq=False)
class Node:
    """An article among its neighbours.

    `keys` are its heaviest terms with their weights, by which articles find one another. `found`
    holds per language the earlier articles that share most of them, as (minus the sum of the
    products, id); `near` holds per language the similarity to every article that it found or that
    found it; `scores` those of these pairs that were scored, by the other's id. `vector` is
    UNWEIGHED as long as nobody needed the text of a node that was kept elsewhere.
    """

    spot: Spot
    keys: Mapping[int, float] = field(default_factory=dict)
    vector: Vector = UNWEIGHED
    found: dict[str, list[tuple[float, str]]] = field(default_factory=dict)
    near: dict[str, dict[str, float]] = field(default_factory=dict)
    scores: dict[str, Score] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The article's id."""
        return self.spot.id

    @property
    def lang(self) -> str:
        """The article's language."""
        return self.spot.lang

    @property
    def time(self) -> int:
        """When it was published, in minutes since 1970."""
        return self.spot.time

    def others(self, lang: str, but: Collection[str]) -> list[float]:
        """The similarities to the articles of a language, some left out, the greatest first."""
        near = self.near.get(lang, {})
        return sorted([value for other, value in near.items() if other not in but], reverse=True)
