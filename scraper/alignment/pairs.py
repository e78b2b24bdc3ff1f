"""Two texts, cut into segments by the caller, to beads: the one entry to the aligner for a pair."""

from __future__ import annotations

from collections.abc import Sequence

from scraper.alignment.likeness import Likeness
from scraper.alignment.program import PairBead, align
from scraper.alignment.segments import Segment, read_segments
from scraper.alignment.weights import Weights

WEIGHTS = Weights()


def align_texts(
    left: Sequence[str], right: Sequence[str], left_lang: str, right_lang: str
) -> list[PairBead]:
    """Beads between two lists of texts (blocks or sentences) in any two languages."""
    return align_segments(read_segments(left, left_lang), read_segments(right, right_lang))


def align_segments(left: Sequence[Segment], right: Sequence[Segment]) -> list[PairBead]:
    """Beads between two lists of segments: each in exactly one bead, in order."""
    likeness = Likeness(left, right, WEIGHTS)
    first = align(len(left), len(right), likeness.score, WEIGHTS)
    likeness.learn(first)
    return align(len(left), len(right), likeness.score, WEIGHTS)
