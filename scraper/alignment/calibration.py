"""From the score of a bead to the share of beads with this score that are right.

A score is the probability of a bead among all ways to align two texts, if they are translations.
Translators who follow their text give little reason to doubt it; where much has no answer or stands
elsewhere, versions were rewritten, and the evidence says less than it seems to. So the logarithm of
the odds is scaled by how orderly the two texts are (Platt 1999, with this one slope of our own).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scraper.alignment.beads import PairBead
from scraper.alignment.order import longest_rise
from scraper.alignment.segments import Segment
from scraper.items import Bead

# Fitted by logistic regression, rounded, on the development sets of sentences (also without any
# lexicon, some sentences merged and split) and on the demo's hand-aligned versions, sentence by
# sentence and as records with their labelled blocks. Held out by story the error is about the same.
BASE = 0.8
"""Log odds of a bead of one and one whose score is 0.5."""
SLOPE = 0.2
"""What a unit of log odds is worth, times the negative logarithm of the disorder."""
UNANSWERED = -0.6
"""Added where a language lacks an answer."""
WIDE = -1.0
"""Added where one side has several segments."""
UNKNOWN = -0.6
"""Added where no lexicon knows words of both texts."""

USUAL = 0.05
"""The disorder of two texts before they are looked at."""
USUAL_WEIGHT = 10.0
"""The number of segments that this guess is worth."""
OF_MOVED = 4.0
"""How many segments without an answer a bead in another place is worth."""

_HIGHEST = 1 - 1e-6


@dataclass(frozen=True, slots=True)
class Trust:
    """How far scores of beads of certain texts can be trusted.

    `disorder` is the share of segments that are out of order or without an answer where an answer
    may be expected; `is_known` whether a lexicon knows words of both texts.
    """

    disorder: float = USUAL
    is_known: bool = True

    def rate(self, score: float, sizes: Collection[int]) -> float:
        """The probability that a bead is right, 0 to 1.

        `sizes` is the number of its segments in each language that has a text, also of none.
        """
        score = min(_HIGHEST, max(1 - _HIGHEST, score))
        odds = BASE - SLOPE * math.log(self.disorder) * math.log(score / (1 - score))
        if len(sizes) < 2 or not all(sizes):
            odds += UNANSWERED
        elif max(sizes) > 1:
            odds += WIDE
        if not self.is_known:
            odds += UNKNOWN
        return 1 / (1 + math.exp(-odds))


def measure_trust(
    left: Sequence[Segment], right: Sequence[Segment], beads: Sequence[PairBead]
) -> Trust:
    """What the beads of two texts show; a text that just stops early is not in disorder."""
    return Trust(_disorder(beads), _knows(left) and _knows(right))


def least_trust(trusts: Iterable[Trust]) -> Trust:
    """That of the loosest of several pairs of texts; the usual one where there is none."""
    some = list(trusts)
    return Trust(max((one.disorder for one in some), default=USUAL), all(t.is_known for t in some))


def rate_beads(beads: Sequence[Bead], trust: Trust) -> tuple[Bead, ...]:
    """The beads of a story with rated scores, of blocks and of sentences."""
    langs = {lang for bead in beads for lang in bead.blocks}
    return tuple(_rate(bead, langs, trust) for bead in beads)


def _rate(bead: Bead, langs: Collection[str], trust: Trust) -> Bead:
    """A bead of blocks is held against all `langs`, a headline against those that have one."""
    if not bead.blocks:
        langs = {lang for one in bead.sentences for lang, texts in one.sentences.items() if texts}
    sentences = tuple(
        replace(one, score=_round(trust.rate(one.score, _sizes(one.sentences, langs))))
        for one in bead.sentences
    )
    if bead.blocks:
        score = _round(trust.rate(bead.score, _sizes(bead.blocks, langs)))
    else:
        score = max((one.score for one in sentences), default=0.0)
    return replace(bead, score=score, sentences=sentences)


def _sizes(held: Mapping[str, Sequence[object]], langs: Collection[str]) -> list[int]:
    return [len(held.get(lang, ())) for lang in langs]


def _round(score: float) -> float:
    return round(score, 3)


def _disorder(beads: Sequence[PairBead]) -> float:
    answered = sorted((b for b in beads if b.left and b.right), key=lambda bead: bead.left)
    moved = len(answered) - len(longest_rise([bead.right[0] for bead in answered]))
    left_end = max((bead.left[-1] + 1 for bead in answered), default=0)
    right_end = max((bead.right[-1] + 1 for bead in answered), default=0)
    alone = sum(not b.right and b.left[0] < left_end for b in beads)
    alone += sum(not b.left and b.right[0] < right_end for b in beads)
    out_of_order = alone + OF_MOVED * moved + USUAL * USUAL_WEIGHT
    return min(1.0, out_of_order / (left_end + right_end + USUAL_WEIGHT))


def _knows(segments: Sequence[Segment]) -> bool:
    return any(term.kind == "concept" for segment in segments for term in segment.terms)
