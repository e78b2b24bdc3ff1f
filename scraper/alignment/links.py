"""What answers what among all sentences of two versions, whatever blocks they stand in.

A newsroom may merge half of one paragraph with half of another, and a translator may move a
sentence over the paragraph's border: blocks as wholes do not show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

from scraper.alignment.pairs import align_segments
from scraper.alignment.reading import Reading
from scraper.alignment.weights import NEWSROOM
from scraper.text.knowledge import Knowledge


class Side(NamedTuple):
    """Sentences of one version, by their numbers from 0."""

    lang: str
    places: tuple[int, ...]


class Link(NamedTuple):
    """Sentences of two versions that answer one another, and how probably."""

    score: float
    left: Side
    right: Side


def find_links(versions: Mapping[str, Reading], knowledge: Knowledge | None = None) -> list[Link]:
    """The links of every two versions, the surest first."""
    links = [
        link
        for left, right in combinations(versions, 2)
        for link in _between(left, right, versions, knowledge)
    ]
    return sorted(links, key=lambda link: (-link.score, link))


def _between(
    left: str, right: str, versions: Mapping[str, Reading], knowledge: Knowledge | None
) -> list[Link]:
    lefts, rights = versions[left].prose(), versions[right].prose()
    beads = align_segments(
        [versions[left].sentences[place] for place in lefts],
        [versions[right].sentences[place] for place in rights],
        knowledge,
        NEWSROOM,
    )
    return [
        Link(
            bead.score,
            Side(left, tuple(lefts[i] for i in bead.left)),
            Side(right, tuple(rights[j] for j in bead.right)),
        )
        for bead in beads
        if bead.left and bead.right
    ]
