"""What answers what among all sentences of two versions, whatever blocks they stand in.

A newsroom may merge half of one paragraph with half of another, and a translator may move a
sentence over the paragraph's border: blocks as wholes do not show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from scraper.alignment.calibration import Trust, least_trust, measure_trust
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


@dataclass(frozen=True, slots=True)
class Links:
    """All links of the versions, the surest first, and how far scores can be trusted there."""

    found: tuple[Link, ...]
    trust: Trust


def find_links(versions: Mapping[str, Reading], knowledge: Knowledge | None = None) -> Links:
    """The links of every two versions; the loosest two say how far scores can be trusted."""
    links: list[Link] = []
    trusts = []
    for left, right in combinations(versions, 2):
        some, trust = _between(left, right, versions, knowledge)
        links += some
        trusts.append(trust)
    ordered = sorted(links, key=lambda link: (-link.score, link))
    return Links(tuple(ordered), least_trust(trusts))


def _between(
    left: str, right: str, versions: Mapping[str, Reading], knowledge: Knowledge | None
) -> tuple[list[Link], Trust]:
    lefts, rights = versions[left].prose(), versions[right].prose()
    left_segments = [versions[left].sentences[place] for place in lefts]
    right_segments = [versions[right].sentences[place] for place in rights]
    beads = align_segments(left_segments, right_segments, knowledge, NEWSROOM)
    links = [
        Link(
            bead.score,
            Side(left, tuple(lefts[i] for i in bead.left)),
            Side(right, tuple(rights[j] for j in bead.right)),
        )
        for bead in beads
        if bead.left and bead.right
    ]
    return links, measure_trust(left_segments, right_segments, beads)
