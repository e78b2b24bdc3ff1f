"""Blocks that other versions keep as a part of a larger block, found sentence by sentence.

As wholes they answer nothing, so blocks that were left without an answer are looked for again by
their sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scraper.alignment.links import Link
from scraper.alignment.many import ManyBead, in_reading_order
from scraper.alignment.reading import Reading

SURE = 0.5
"""Least score of a link of sentences that joins the blocks they stand in."""

_Place = tuple[str, int]


def join_halves(
    beads: Sequence[ManyBead], versions: Mapping[str, Reading], links: Iterable[Link]
) -> list[ManyBead]:
    """The beads, those whose sentences answer one another joined where a language was lacking."""
    home = {
        (lang, i): k
        for k, bead in enumerate(beads)
        for lang, places in bead.places.items()
        for i in places
    }
    joined = dict(enumerate(beads))
    for score, one, other in sorted(_pairs(versions, links), key=lambda pair: (-pair[0], pair)):
        k, into = home[one], home[other]
        if k != into and other[0] not in joined[k].places:
            joined[into] = _merge(joined[into], joined.pop(k), score)
            home = {place: into if at == k else at for place, at in home.items()}
    return in_reading_order(list(joined.values()), tuple(versions))


def _pairs(
    versions: Mapping[str, Reading], links: Iterable[Link]
) -> Iterator[tuple[float, _Place, _Place]]:
    """Pairs of blocks with sentences that answer one another, both ways round."""
    for score, left, right in links:
        if score >= SURE:
            for i in {versions[left.lang].homes[place] for place in left.places}:
                for j in {versions[right.lang].homes[place] for place in right.places}:
                    yield score, (left.lang, i), (right.lang, j)
                    yield score, (right.lang, j), (left.lang, i)


def _merge(bead: ManyBead, half: ManyBead, score: float) -> ManyBead:
    langs = dict.fromkeys((*bead.places, *half.places))
    places = {
        lang: tuple(sorted({*bead.places.get(lang, ()), *half.places.get(lang, ())}))
        for lang in langs
    }
    return ManyBead(places, min(score, bead.score if len(bead.places) > 1 else score))
