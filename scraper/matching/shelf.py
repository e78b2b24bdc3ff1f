"""Where the nodes of a neighbourhood are kept that are not in memory, such as a store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from scraper.matching.features import Features
from scraper.matching.node import Node, Spot
from scraper.text.encoder import Meaning

Reading = tuple[Features, Meaning | None]
"""What is read off a text: its features, and its vector from an encoder where one is used."""


class Shelf(Protocol):
    """Kept nodes by id and by key. What it gives is as it was kept; it is never told of changes."""

    def nodes(self, ids: Collection[str]) -> Iterable[Node]:
        """The kept nodes of these ids, not weighed; ids without a node are left out."""

    def holders(
        self, terms: Collection[int], since: int, until: int
    ) -> Iterable[tuple[int, Spot, float]]:
        """Who has which of these terms among its keys, with its weight there, by term.

        Only articles from the minute `since` to the minute `until`, both included.
        """

    def readings(self, ids: Collection[str]) -> Mapping[str, Reading]:
        """What was read off the texts of kept nodes."""
