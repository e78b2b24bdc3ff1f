"""What is usual: shares in lots of earlier pages, and how far below or above chance alone goes.

Shares are compared on the arcsine scale of Anscombe (1948), where chance is as wide for a small
share as for a large one; the usual share is the median of lots, its spread their MAD.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import asin, pi, sin, sqrt
from statistics import median

Counts = Mapping[str, int]

SIGMAS = 4.0
"""Dozens of shares are looked at every quarter of an hour; one in 30 000 is left to chance."""

LEAST_FALL = 0.1
"""A share must fall or rise by this, or to half of what it was, to be worth an alarm."""

LOTS = 30
MANY_LOTS = 5
"""With fewer lots their spread says nothing, and chance alone is counted."""

MAD_TO_SIGMA = 1.4826
OF = {"has": "read", "too": "read", "markup": "probed", "rejected": "pages"}
"""Kind of feature to the count that its share is of."""


def share_of(counts: Counts, feature: str) -> tuple[int, int]:
    """How many pages have the feature, and of how many."""
    return counts.get(feature, 0), counts.get(OF[feature.partition("/")[0]], 0)


def make_lots(runs: Iterable[Counts], least: int) -> list[Counter[str]]:
    """Counts of runs, newest first, added up into lots of at least so many pages each."""
    return list(islice(_lots(runs, least), LOTS))


def _lots(runs: Iterable[Counts], least: int) -> Iterable[Counter[str]]:
    lot: Counter[str] = Counter()
    for run in runs:
        lot.update(run)
        if lot["pages"] >= least:
            yield lot
            lot = Counter()


@dataclass(frozen=True, slots=True)
class Usual:
    """A usual share and the bounds, 0 to 1, that chance does not cross."""

    share: float
    low: float
    high: float


def usual_of(lots: Sequence[Counts], feature: str, of: int) -> Usual | None:
    """What is usual for a feature and a number of pages `of`; None when too little is known."""
    return usual_of_shares([share_of(lot, feature) for lot in lots], of)


def usual_of_shares(shares: Sequence[tuple[int, int]], of: int) -> Usual | None:
    """The same for shares given as how many of how many."""
    pairs = [pair for pair in shares if pair[1]]
    total = sum(all_ for _, all_ in pairs)
    if not pairs or not of:
        return None
    angles = [_angle(have, all_) for have, all_ in pairs]
    middle = median(angles)
    spread = 0.0
    if len(angles) >= MANY_LOTS:
        spread = MAD_TO_SIGMA * median(abs(angle - middle) for angle in angles)
    width = SIGMAS * max(spread, sqrt(1 / (4 * of) + 1 / (4 * total)))
    share = median(have / all_ for have, all_ in pairs)
    low = sin(max(0.0, middle - width)) ** 2
    high = sin(min(pi / 2, middle + width)) ** 2
    return Usual(
        share,
        low=min(low, max(share - LEAST_FALL, share / 2)),
        high=max(high, share + LEAST_FALL),
    )


def _angle(have: int, of: int) -> float:
    return asin(sqrt((have + 3 / 8) / (of + 3 / 4)))
