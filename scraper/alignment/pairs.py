"""Two lists of segments to beads: the one entry to the aligner for a pair of texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scraper.alignment.band import WHOLE_TABLE, Band, band_around, longest_chain, whole_band
from scraper.alignment.beads import PairBead
from scraper.alignment.calibration import measure_trust
from scraper.alignment.decode import choose_beads
from scraper.alignment.lattice import Lattice
from scraper.alignment.learned import learn_stems, turn_round
from scraper.alignment.likeness import Likeness
from scraper.alignment.moved import find_moved
from scraper.alignment.rates import first_rates, fit_lengths, fit_rates
from scraper.alignment.segments import Segment, read_segments
from scraper.alignment.votes import Direction
from scraper.alignment.weights import TRANSLATION, Rates, Weights
from scraper.text.knowledge import Knowledge

ANCHOR = 0.9
"""Beads of at least this score hold the band of the next pass."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and what is known of how the one translates the other."""

    forward: Direction
    backward: Direction
    rates: Rates
    weights: Weights
    ratio: float = 0.0

    @classmethod
    def between(
        cls,
        left: Sequence[Segment],
        right: Sequence[Segment],
        knowledge: Knowledge | None = None,
        weights: Weights = TRANSLATION,
    ) -> Pair:
        """Look up what is found where; rates are a first guess."""
        forward = Direction.between(left, right, knowledge)
        backward = Direction.between(right, left, knowledge)
        return cls(forward, backward, first_rates(forward, backward, weights), weights)

    def nearness(self) -> float:
        """The share of words of one text that are found in the other, the better way round."""
        shares = [side.share_found() for side in (self.forward, self.backward)]
        return max(shares)

    @property
    def size(self) -> tuple[int, int]:
        """The number of segments of each text."""
        return len(self.forward.segments), len(self.backward.segments)

    def align(self, band: Band) -> list[PairBead]:
        """The best beads, in the left text's order."""
        likeness = Likeness(self.forward, self.backward, band, self.rates, self.weights, self.ratio)
        beads = choose_beads(Lattice(*self.size, band, likeness, self.weights), band)
        return find_moved(beads, likeness, self.weights) if _is_whole(band, self.size[1]) else beads

    def learn(self, beads: Sequence[PairBead]) -> Pair:
        """The same pair with words, rates and lengths as these beads show them."""
        left, right = self.forward.segments, self.backward.segments
        stems = learn_stems(left, right, beads)
        forward = self.forward.with_stems(stems, right)
        backward = self.backward.with_stems(turn_round(stems), left)
        ratio, spread = fit_lengths(left, right, beads, self.weights)
        rates = fit_rates(forward, backward, beads, self.rates, self.weights)
        return Pair(forward, backward, rates, replace(self.weights, spread=spread), ratio)


def align_texts(
    left: Sequence[str],
    right: Sequence[str],
    left_lang: str,
    right_lang: str,
    knowledge: Knowledge | None = None,
) -> list[PairBead]:
    """Beads between two lists of texts (blocks or sentences) in any two languages, in order.

    Their scores are calibrated: the share of beads with such a score that is right.
    """
    lefts, rights = read_segments(left, left_lang), read_segments(right, right_lang)
    beads = align_segments(lefts, rights, knowledge)
    trust = measure_trust(lefts, rights, beads)
    return [
        bead._replace(score=trust.rate(bead.score, (len(bead.left), len(bead.right))))
        for bead in beads
    ]


def align_segments(
    left: Sequence[Segment],
    right: Sequence[Segment],
    knowledge: Knowledge | None = None,
    weights: Weights = TRANSLATION,
) -> list[PairBead]:
    """Beads between two lists of segments, in the left's order; every segment is in exactly one."""
    return fit_pair(left, right, knowledge, weights)[1]


def fit_pair(
    left: Sequence[Segment],
    right: Sequence[Segment],
    knowledge: Knowledge | None = None,
    weights: Weights = TRANSLATION,
) -> tuple[Pair, list[PairBead]]:
    """Align two texts several times and keep what was learned of them.

    A first pass shows how often this translator repeats a name, a number, a word, how long the
    translations are and, in long texts, which words answer one another; the next ones use it.
    """
    pair = first = Pair.between(left, right, knowledge, weights)
    if not left or not right:
        return pair, _alone(len(left), len(right))
    band = _choose_band(pair.forward, len(left), len(right))
    beads = pair.align(band)
    for _ in range(weights.passes - 1):
        pair = first.learn(beads)
        band = _narrow_band(beads, band, len(left), len(right))
        beads = pair.align(band)
    return pair, beads


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


def _is_whole(band: Band, m: int) -> bool:
    return all(low == 0 and high == m for low, high in band)


def _alone(n: int, m: int) -> list[PairBead]:
    left = [PairBead((i,), (), 1.0) for i in range(n)]
    return left + [PairBead((), (j,), 1.0) for j in range(m)]
