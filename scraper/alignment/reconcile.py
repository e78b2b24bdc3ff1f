"""From pairwise beads to beads over any number of languages whose projections agree.

The beads of all pairs are joined from the surest to the least sure; a join that would hold too
much of one language or leave a hole in it is not made. What results is a partition, so every
segment is in exactly one bead and no two pairs can contradict one another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scraper.alignment.beads import PairBead

WIDEST = 3
"""The most segments of one language in a bead."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ManyBead:
    """Segments of several languages that answer one another; every language has its key.

    `score` is the mean score of the joins that hold it together, 0 where there is none.
    """

    places: Mapping[str, tuple[int, ...]]
    score: float

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages that have something in it."""
        return tuple(lang for lang, places in self.places.items() if places)


def reconcile(sizes: Mapping[str, int], pairs: Mapping[Pair, Sequence[PairBead]]) -> list[ManyBead]:
    """Beads over all languages of `sizes` (number of segments each), in reading order."""
    groups = _Groups(sizes)
    joins = [
        (-bead.score, pair, bead)
        for pair, beads in pairs.items()
        for bead in beads
        if bead.left and bead.right
    ]
    for _, (left, right), bead in sorted(joins):
        members = {(left, i) for i in bead.left} | {(right, j) for j in bead.right}
        groups.join(members, bead.score)
    return _in_reading_order(groups.beads(), tuple(sizes))


class _Groups:
    """A partition of (language, index) that only grows coarser."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self._langs = tuple(sizes)
        self._group = {
            (lang, i): frozenset({(lang, i)}) for lang, size in sizes.items() for i in range(size)
        }
        self._scores: dict[frozenset[tuple[str, int]], list[float]] = {}

    def join(self, members: set[tuple[str, int]], score: float) -> None:
        """Make one group of these and all that is already joined to them, if that is sound."""
        old = {self._group[member] for member in members}
        new = frozenset().union(*old)
        if not self._is_sound(new):
            return
        scores = [score, *(value for group in old for value in self._scores.pop(group, []))]
        self._scores[new] = scores
        for member in new:
            self._group[member] = new

    def _is_sound(self, group: frozenset[tuple[str, int]]) -> bool:
        for lang in self._langs:
            places = [i for other, i in group if other == lang]
            if len(places) > WIDEST or (places and max(places) - min(places) >= len(places)):
                return False
        return True

    def beads(self) -> list[ManyBead]:
        """The groups as beads, in no order that means anything."""
        beads = []
        for group in dict.fromkeys(self._group.values()):
            places = {
                lang: tuple(sorted(i for one, i in group if one == lang)) for lang in self._langs
            }
            scores = self._scores.get(group, [])
            beads.append(ManyBead(places, sum(scores) / len(scores) if scores else 0.0))
        return beads


def _in_reading_order(beads: Sequence[ManyBead], langs: Sequence[str]) -> list[ManyBead]:
    """By the first language's order; what that lacks stands behind what it follows in its own."""
    ordered: list[ManyBead] = []
    for lang in langs:
        mine = sorted((b for b in beads if b.places[lang]), key=lambda b: b.places[lang])
        previous = -1
        placed = {id(bead) for bead in ordered}
        for bead in mine:
            if id(bead) in placed:
                previous = next(k for k, b in enumerate(ordered) if b is bead)
            else:
                previous += 1
                ordered.insert(previous, bead)
    return ordered


def mark_moved(beads: Sequence[ManyBead]) -> list[bool]:
    """Which beads break the order of their neighbours: all outside the longest common order."""
    moved = [False] * len(beads)
    langs = list(beads[0].places) if beads else []
    for n, left in enumerate(langs):
        for right in langs[n + 1 :]:
            both = [k for k, b in enumerate(beads) if b.places[left] and b.places[right]]
            both.sort(key=lambda k: beads[k].places[left])
            keep = _longest_rising([beads[k].places[right][0] for k in both])
            for position, k in enumerate(both):
                moved[k] = moved[k] or position not in keep
    return moved


def _longest_rising(values: Sequence[int]) -> set[int]:
    """Positions of a longest increasing subsequence."""
    length = [1] * len(values)
    before: list[int | None] = [None] * len(values)
    for k, value in enumerate(values):
        for p in range(k):
            if values[p] < value and length[p] + 1 > length[k]:
                length[k], before[k] = length[p] + 1, p
    at = max(range(len(values)), key=lambda k: length[k], default=None)
    kept: set[int] = set()
    while at is not None:
        kept.add(at)
        at = before[at]
    return kept
