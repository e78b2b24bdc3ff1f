"""Two lists of segments to beads: the one entry to the aligner for a pair of texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scraper.alignment.band import WHOLE_TABLE, Band, band_around, longest_chain, whole_band
from scraper.alignment.beads import PairBead
from scraper.alignment.decode import choose_beads
from scraper.alignment.lattice import Lattice
from scraper.alignment.likeness import Likeness
from scraper.alignment.moved import find_moved
from scraper.alignment.rates import first_rates, fit_lengths, fit_rates
from scraper.alignment.segments import Segment, read_segments
from scraper.alignment.votes import Direction
from scraper.alignment.weights import Rates, Weights
from scraper.text.knowledge import Knowledge

WEIGHTS = Weights()

ANCHOR = 0.9
"""Beads of at least this score hold the band of the next pass."""


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

    The texts are aligned several times: a first pass shows how often this translator repeats a
    name, a number, a word, and how long the translations are, and the next ones weigh them so.
    """
    if not left or not right:
        return _alone(len(left), len(right))
    forward, backward = Direction(left, right, knowledge), Direction(right, left, knowledge)
    band = _choose_band(forward, len(left), len(right))
    rates = guess = first_rates(forward, backward, weights)
    beads = _align(forward, backward, band, rates, 0.0, weights)
    for _ in range(weights.passes - 1):
        rates = fit_rates(forward, backward, beads, guess, weights)
        ratio, spread = fit_lengths(left, right, beads, weights)
        band = _narrow_band(beads, band, len(left), len(right))
        beads = _align(forward, backward, band, rates, ratio, replace(weights, spread=spread))
    return beads


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
    beads = choose_beads(Lattice(n, m, band, likeness, weights), band)
    return find_moved(beads, likeness, weights)


def _choose_band(forward: Direction, n: int, m: int) -> Band:
    if n * m <= WHOLE_TABLE:
        return whole_band(n, m)
    return band_around(longest_chain(list(forward.anchors())), n, m)


def _narrow_band(beads: Sequence[PairBead], band: Band, n: int, m: int) -> Band:
    """In long texts, a band around the beads that are sure."""
    if n * m <= WHOLE_TABLE:
        return band
    sure = [bead for bead in beads if bead.left and bead.right and bead.score >= ANCHOR]
    return band_around([(bead.left[0], bead.right[0]) for bead in sure], n, m)


def _alone(n: int, m: int) -> list[PairBead]:
    left = [PairBead((i,), (), 1.0) for i in range(n)]
    return left + [PairBead((), (j,), 1.0) for j in range(m)]
