"""Every constant of the aligner, named, with its meaning and how it was set; nothing else decides.

Scores are natural logarithms of likelihood ratios: how much likelier the evidence is when two
pieces translate one another than when they do not. Zero therefore is the score of "no answer".

The constants were set by hand on the development sets of sentences and paragraphs, each moved alone
until the worst set stopped gaining, together with spoiled copies of these sets (no lexicon, words
replaced, lengths changed, one bead in five merged), which keep gaps from being too cheap for
translators who rephrase. What `NEWSROOM` has of its own was set on the labelled blocks of the demo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Shape = tuple[int, int]
"""How many segments of each side a bead holds."""

WIDEST = 3
"""The most segments of one side in a bead."""

Rates = Mapping[str, float]
"""Per kind of term, how often a term of a translated segment turns up in the translation.

The same for the terms of a kind that the other text holds anywhere, under `somewhere(kind)`.
"""


def somewhere(kind: str) -> str:
    """The kind of terms that the other text holds anywhere at all: those that can be recognised."""
    return kind + "+"


def _shapes() -> Mapping[Shape, float]:
    return {(1, 1): -0.2, (1, 2): -2.8, (2, 1): -2.8, (2, 2): -5.0, (1, 3): -5.0, (3, 1): -5.0}


def _found() -> Rates:
    return {"number": 0.85, "name": 0.75, "concept": 0.6, "word": 0.35, "mark": 0.7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The constants of one aligner.

    Priors: `shapes` are log probabilities of beads, `gap_open` and `gap_extend` those of segments
    that have no answer, `tail_open` that of a text that stops before the other does.

    Terms: `found` are the rates before anything is known of two texts; names, known words and
    others are expected less often where few of them are found anywhere (`of_coverage` of the share
    that is). What a first alignment shows is added; the guess counts as `rate_weight` terms then,
    for terms found somewhere as `somewhere_weight`, and these are never expected more often than
    `somewhere_most`: short texts keep one rate, in long ones what cannot be recognised anyway (a
    word without lexicon) stops counting against a bead.
    Terms are not independent of one another: their
    evidence is scaled by `lexical`, and in segments of more than `many` terms by the share of
    these to the power of `damping`.

    Lengths: `spread` is the deviation of the logarithm of the length ratio of true pairs of 100
    characters; its square falls with length towards the share `lasting` of it (short segments vary
    more). Guesses of mean and deviation are worth `ratio_weight` beads. `length` scales this.

    Order: `moved` is the log probability that a segment stands in another place, `heading` the
    price of a bead that mixes headings and other blocks.

    `passes` is how often two texts are aligned; each pass but the first knows more of them.
    """

    shapes: Mapping[Shape, float] = field(default_factory=_shapes)
    gap_open: float = -4.2
    gap_extend: float = -1.4
    tail_open: float = -3.0
    found: Rates = field(default_factory=_found)
    of_coverage: float = 0.5
    rate_weight: float = 15.0
    somewhere_weight: float = 60.0
    somewhere_most: float = 0.8
    lexical: float = 0.7
    many: int = 12
    damping: float = 0.5
    spread: float = 0.28
    lasting: float = 0.22
    ratio_weight: float = 5.0
    length: float = 1.0
    passes: int = 3
    moved: float = -4.0
    heading: float = -6.0

    def variance(self, length: int) -> float:
        """Of the logarithm of the ratio of a text of so many characters to its translation."""
        return self.spread**2 * (self.lasting + (1 - self.lasting) * 100 / length)

    def scale(self, terms: int) -> float:
        """What the evidence of a segment of so many terms is multiplied with."""
        return self.lexical * float((self.many / max(self.many, terms)) ** self.damping)


TRANSLATION = Weights()
"""For texts that a translator followed: dropping something is rare, its order stays."""

NEWSROOM = Weights(gap_open=-2.0, lexical=1.0, damping=1.0, spread=0.45, moved=-3.0)
"""For versions of a story: each newsroom drops, adds, merges and moves what it likes."""
