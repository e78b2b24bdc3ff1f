"""A bead of two texts: segments of each that answer one another."""

from __future__ import annotations

from typing import NamedTuple


class PairBead(NamedTuple):
    """Indexes of segments of two texts that answer one another; one side may be empty.

    `score` is the probability of the bead, 0 to 1, given all other ways to align the two texts.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float
