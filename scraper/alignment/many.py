"""Any number of languages at once: beads whose pairwise projections cannot contradict one another.

The two texts that are nearest to one another are aligned first; their beads become the segments of
one text in both languages, to which the next is aligned, and so on. A partition grows from this, so
every segment is in exactly one bead; and the third text is held against what both others say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from scraper.alignment.beads import PairBead
from scraper.alignment.pairs import Pair, align_segments
from scraper.alignment.segments import Segment, join_segments, merge_segments
from scraper.alignment.weights import NEWSROOM, Weights
from scraper.text.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class ManyBead:
    """Segments of several languages that answer one another; languages without any are left out.

    `score` is the probability of the least sure of the alignments that hold it together; of a bead
    of one language, the probability that the others lack it.
    """

    places: Mapping[str, tuple[int, ...]]
    score: float


def align_many(
    texts: Mapping[str, Sequence[Segment]],
    knowledge: Knowledge | None = None,
    weights: Weights = NEWSROOM,
) -> list[ManyBead]:
    """Beads over the segments of all languages, in the order in which a reader meets them."""
    langs = _nearest_first(texts, knowledge)
    beads = [ManyBead({lang: (i,)}, 1.0) for lang in langs[:1] for i in range(len(texts[lang]))]
    for lang in langs[1:]:
        left = [_segment_of(bead, texts) for bead in beads]
        pairs = align_segments(left, texts[lang], knowledge, weights)
        beads = in_reading_order([_join(bead, beads, lang) for bead in pairs], tuple(texts))
    return in_reading_order(beads, tuple(texts))


def _segment_of(bead: ManyBead, texts: Mapping[str, Sequence[Segment]]) -> Segment:
    return merge_segments(
        [join_segments([texts[lang][i] for i in places]) for lang, places in bead.places.items()]
    )


def _join(pair: PairBead, beads: Sequence[ManyBead], lang: str) -> ManyBead:
    """The beads of the left side as one, with the right side added."""
    old = [beads[i] for i in pair.left]
    langs = dict.fromkeys(one for bead in old for one in bead.places)
    places = {
        one: tuple(sorted(i for bead in old for i in bead.places.get(one, ()))) for one in langs
    }
    if pair.right:
        places[lang] = pair.right
    return ManyBead(places, min([pair.score, *(bead.score for bead in old)]))


def _nearest_first(
    texts: Mapping[str, Sequence[Segment]], knowledge: Knowledge | None
) -> list[str]:
    """The languages in the order in which they are to be joined."""
    langs = list(texts)
    if len(langs) < 3:
        return langs
    nearness = {
        frozenset(pair): _nearness(texts[pair[0]], texts[pair[1]], knowledge)
        for pair in combinations(langs, 2)
    }
    first = max(combinations(langs, 2), key=lambda pair: nearness[frozenset(pair)])
    rest = [lang for lang in langs if lang not in first]
    return [
        *first,
        *sorted(rest, key=lambda lang: -max(nearness[frozenset({lang, one})] for one in first)),
    ]


def _nearness(
    left: Sequence[Segment], right: Sequence[Segment], knowledge: Knowledge | None
) -> float:
    """The share of words of one text that are found anywhere in the other, the better way round."""
    if not left or not right:
        return 0.0
    return Pair.between(left, right, knowledge).nearness()


def in_reading_order(beads: Sequence[ManyBead], langs: Sequence[str]) -> list[ManyBead]:
    """By the first language's order; what that lacks stands behind what it follows in its own."""
    ordered: list[ManyBead] = []
    for lang in langs:
        mine = sorted((b for b in beads if lang in b.places), key=lambda b: b.places[lang])
        known = {id(bead) for bead in ordered}
        after: dict[int | None, list[ManyBead]] = {}
        previous: int | None = None
        for bead in mine:
            if id(bead) in known:
                previous = id(bead)
            else:
                after.setdefault(previous, []).append(bead)
        ordered = [
            *after.get(None, []),
            *(one for bead in ordered for one in (bead, *after.get(id(bead), []))),
        ]
    return ordered
