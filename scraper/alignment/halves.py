"""Blocks that other versions keep as a part of a larger block, found sentence by sentence.

A newsroom may merge half of one paragraph with half of another; as wholes they answer nothing, so
blocks that were left without an answer are looked for again by their sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from scraper.alignment.many import ManyBead, in_reading_order
from scraper.alignment.pairs import align_segments
from scraper.alignment.segments import Segment
from scraper.alignment.weights import NEWSROOM
from scraper.text.knowledge import Knowledge

SURE = 0.5
"""Least score of a bead of sentences that joins the blocks they stand in."""

Blocks = Mapping[str, Sequence[Sequence[Segment]]]
"""Per language, the sentences of each block; a heading has none."""

_Place = tuple[str, int]


def join_halves(
    beads: Sequence[ManyBead], blocks: Blocks, knowledge: Knowledge | None = None
) -> list[ManyBead]:
    """The beads, those whose sentences answer one another joined where a language was lacking."""
    home = {
        (lang, i): k
        for k, bead in enumerate(beads)
        for lang, places in bead.places.items()
        for i in places
    }
    joined = dict(enumerate(beads))
    for score, one, other in sorted(_links(blocks, knowledge), key=lambda link: (-link[0], link)):
        k, into = home[one], home[other]
        if k != into and other[0] not in joined[k].places:
            joined[into] = _merge(joined[into], joined.pop(k), score)
            home = {place: into if at == k else at for place, at in home.items()}
    return in_reading_order(list(joined.values()), tuple(blocks))


def _links(blocks: Blocks, knowledge: Knowledge | None) -> Iterator[tuple[float, _Place, _Place]]:
    """Pairs of blocks with sentences that answer one another, both ways round."""
    for left, right in combinations(blocks, 2):
        lefts, rights = _sentences(blocks[left]), _sentences(blocks[right])
        pairs = align_segments(
            [segment for _, segment in lefts],
            [segment for _, segment in rights],
            knowledge,
            NEWSROOM,
        )
        for pair in pairs:
            if pair.score >= SURE:
                for i in {lefts[a][0] for a in pair.left}:
                    for j in {rights[b][0] for b in pair.right}:
                        yield pair.score, (left, i), (right, j)
                        yield pair.score, (right, j), (left, i)


def _sentences(blocks: Sequence[Sequence[Segment]]) -> list[tuple[int, Segment]]:
    return [(i, segment) for i, sentences in enumerate(blocks) for segment in sentences]


def _merge(bead: ManyBead, half: ManyBead, score: float) -> ManyBead:
    langs = dict.fromkeys((*bead.places, *half.places))
    places = {
        lang: tuple(sorted({*bead.places.get(lang, ()), *half.places.get(lang, ())}))
        for lang in langs
    }
    return ManyBead(places, min(score, bead.score if len(bead.places) > 1 else score))
