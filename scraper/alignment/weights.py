"""Every constant of the aligner, named, with its meaning; nothing else decides a score.

All scores are natural logarithms of likelihood ratios: how much likelier the evidence is when two
pieces translate one another than when they do not. Zero therefore is the score of "no answer".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Shape = tuple[int, int]
"""How many segments of each side a bead holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The constants of one aligner.

    `shapes` are prior log probabilities of beads, `gap_open` and `gap_extend` those of segments
    that have no answer. `found` is per kind of term how often a term of a translated segment turns
    up in the translation; `background` the share of segments that hold a given term by chance, and
    `background_weight` how many segments that guess is worth. `lexical` scales the evidence of
    terms, which are not independent of one another. `spread` is the deviation of the logarithm of
    the length ratio of true pairs; `length` scales that evidence.
    """

    shapes: Mapping[Shape, float] = field(
        default_factory=lambda: {
            (1, 1): -0.2, (1, 2): -2.8, (2, 1): -2.8, (2, 2): -5.0, (1, 3): -5.0, (3, 1): -5.0,
        }
    )  # fmt: skip
    gap_open: float = -3.0
    gap_extend: float = -0.7
    found: Mapping[str, float] = field(
        default_factory=lambda: {
            "number": 0.85, "name": 0.75, "concept": 0.6, "word": 0.35, "mark": 0.7,
        }
    )  # fmt: skip
    background: float = 0.02
    background_weight: float = 20.0
    lexical: float = 0.6
    spread: float = 0.28
    length: float = 1.0
    of_coverage: float = 0.8
    rate_weight: float = 40.0
    ratio_weight: float = 5.0
