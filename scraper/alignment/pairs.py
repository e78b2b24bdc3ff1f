"""Two lists of segments to beads: the one entry to the aligner for a pair of texts."""

from __future__ import annotations

from collections.abc import Sequence

from scraper.alignment.band import WHOLE_TABLE, Band, band_around, longest_chain, whole_band
from scraper.alignment.beads import PairBead
from scraper.alignment.decode import choose_beads
from scraper.alignment.lattice import Lattice
from scraper.alignment.likeness import Likeness
from scraper.alignment.rates import first_rates, fit_rates, usual_ratio
from scraper.alignment.segments import Segment, read_segments
from scraper.alignment.votes import Direction
from scraper.alignment.weights import Rates, Weights
from scraper.text.knowledge import Knowledge

WEIGHTS = Weights()


def align_texts(
    left: Sequence[str],
    right: Sequence[str],
    left_lang: str,
    right_lang: str,
    knowledge: Knowledge | None = None,
) -> list[PairBead]:
    """Beads between two lists of texts (blocks or sentences) in any two languages, in order."""
    return align_segments(
        read_segments(left, left_lang), read_segments(right, right_lang), knowledge
    )


def align_segments(
    left: Sequence[Segment],
    right: Sequence[Segment],
    knowledge: Knowledge | None = None,
    weights: Weights = WEIGHTS,
) -> list[PairBead]:
    """Beads between two lists of segments, in order: every segment is in exactly one.

    The texts are aligned twice: the first pass shows how often this translator repeats a name,
    a number, a word, and the second weighs them so.
    """
    if not left or not right:
        return _alone(len(left), len(right))
    forward, backward = Direction(left, right, knowledge), Direction(right, left, knowledge)
    band = _choose_band(forward, len(left), len(right))
    rates = first_rates(forward, backward, weights)
    beads = _align(forward, backward, band, rates, 0.0, weights)
    rates = fit_rates(forward, backward, beads, rates, weights)
    ratio = usual_ratio(left, right, beads, weights)
    return _align(forward, backward, band, rates, ratio, weights)


def _align(
    forward: Direction,
    backward: Direction,
    band: Band,
    rates: Rates,
    ratio: float,
    weights: Weights,
) -> list[PairBead]:
    likeness = Likeness(forward, backward, band, rates, weights, ratio)
    n, m = len(forward.segments), len(backward.segments)
    return choose_beads(Lattice(n, m, band, likeness, weights), band)


def _choose_band(forward: Direction, n: int, m: int) -> Band:
    if n * m <= WHOLE_TABLE:
        return whole_band(n, m)
    return band_around(longest_chain(list(forward.anchors())), n, m)


def _alone(n: int, m: int) -> list[PairBead]:
    left = [PairBead((i,), (), 1.0) for i in range(n)]
    return left + [PairBead((), (j,), 1.0) for j in range(m)]
