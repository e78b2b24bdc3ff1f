"""Sentences that a translator moved out of their paragraph: they answer one of another bead.

Beads of blocks are cut into beads of sentences one by one; what was left without an answer there,
or was taken for a part of its neighbour, is looked for among the other beads' sentences here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scraper.alignment.links import Link, Side
from scraper.alignment.many import ManyBead

SURE = 0.8
"""Least score of a link that brings sentences of two beads of blocks together."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A bead of sentences, numbered over their whole version, inside the bead of blocks `home`."""

    home: int
    bead: ManyBead


def bring_home(beads: Sequence[Placed], links: Iterable[Link]) -> list[Placed]:
    """The beads, sentences that clearly answer one another across beads of blocks brought together.

    A sentence moves only where it leaves others of its language behind, so that two blocks which
    answer one another as wholes keep something of each.
    """
    plan = _Plan(beads)
    for link in links:
        if link.score >= SURE:
            plan.follow(link)
    return plan.placed()


class _Plan:
    """The beads while sentences are moved; each sentence is in exactly one of them."""

    def __init__(self, beads: Sequence[Placed]) -> None:
        self._beads: list[Placed | None] = list(beads)
        self._at = {
            (lang, place): k
            for k, placed in enumerate(beads)
            for lang, places in placed.bead.places.items()
            for place in places
        }
        self._left = Counter(
            (placed.home, lang)
            for placed in beads
            for lang, places in placed.bead.places.items()
            for _ in places
        )

    def placed(self) -> list[Placed]:
        """The beads that are left."""
        return [placed for placed in self._beads if placed]

    def follow(self, link: Link) -> None:
        """Bring both sides of a link together if neither has another answer there."""
        one, other = self._piece(link.left, link.right), self._piece(link.right, link.left)
        if one is None or other is None or one.home == other.home:
            return
        if not one.bead.places.keys().isdisjoint(other.bead.places):
            return
        stays, moves = (
            (one, other) if len(one.bead.places) >= len(other.bead.places) else (other, one)
        )
        if self._empties(moves):
            return
        for side in (link.left, link.right):
            self._take_out(side)
        self._add(stays, moves, link.score)

    def _piece(self, side: Side, answer: Side) -> Placed | None:
        """The bead that holds just these sentences, or a part of it that holds them."""
        held = {self._at.get((side.lang, place)) for place in side.places}
        k = held.pop()
        placed = None if k is None or held else self._beads[k]
        if placed is None:
            return None
        if placed.bead.places[side.lang] == side.places:
            return None if answer.lang in placed.bead.places else placed
        return Placed(placed.home, ManyBead({side.lang: side.places}, 1.0))

    def _empties(self, moves: Placed) -> bool:
        """Whether a bead of blocks would keep no sentence of a language."""
        return any(
            self._left[moves.home, lang] <= len(places)
            for lang, places in moves.bead.places.items()
        )

    def _take_out(self, side: Side) -> None:
        k = self._at[side.lang, side.places[0]]
        placed = self._beads[k]
        assert placed is not None
        rest = tuple(sorted({*placed.bead.places[side.lang]} - {*side.places}))
        if not rest:
            self._beads[k] = None
            return
        places = {**placed.bead.places, side.lang: rest}
        self._beads[k] = Placed(placed.home, ManyBead(places, placed.bead.score))

    def _add(self, stays: Placed, moves: Placed, score: float) -> None:
        scores = [one.bead.score for one in (stays, moves) if len(one.bead.places) > 1]
        places = {**stays.bead.places, **moves.bead.places}
        self._beads.append(Placed(stays.home, ManyBead(places, min([score, *scores]))))
        for lang, some in places.items():
            for place in some:
                self._at[lang, place] = len(self._beads) - 1
        for lang, some in moves.bead.places.items():
            self._left[moves.home, lang] -= len(some)
