"""What unrelated articles of a site reach: a threshold from pairs that are known to be unrelated.

An article whose translation is certain has no other one; what its next best candidate would score
if both had lost their translations is what a false pair looks like on this site.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from scraper.matching.comparing import score_pair
from scraper.matching.node import Node
from scraper.matching.score import Score

CERTAIN = 3.0  # log-odds from which a pair of mutually best articles is taken for granted
QUANTILE = 0.93  # of what unrelated pairs reach; the rest is left to the assignment
DOUBT = 20  # as many samples are believed to be at 0
LOWEST, HIGHEST = -2.5, 0.75  # the log-odds a threshold may have

Scores = Mapping[tuple[Node, Node], Score]


def find_threshold(scores: Scores, window: int) -> float:
    """The log-odds from which a pair of this site is accepted: 0 where nothing is known."""
    samples = sorted(sample_unrelated(scores, window))
    if not samples:
        return 0.0
    reached = samples[int(QUANTILE * (len(samples) - 1))]
    shrunk = reached * len(samples) / (len(samples) + DOUBT)
    return max(LOWEST, min(HIGHEST, shrunk))


def sample_unrelated(scores: Scores, window: int) -> Collection[float]:
    """Per article with a certain partner: the best log-odds that a stranger would reach."""
    partners = _certain_partners(scores)
    best: dict[tuple[Node, str], float] = {}
    for earlier, later in scores:
        sides = (earlier, later.lang), (later, earlier.lang)
        known = [partners[side] for side in sides if side in partners]
        if not known or later in known:
            continue
        odds = score_pair(earlier, later, window, [partner.id for partner in known]).odds
        for side in sides:
            if side in partners:
                best[side] = max(best.get(side, odds), odds)
    return best.values()


def _certain_partners(scores: Scores) -> dict[tuple[Node, str], Node]:
    """Per article and language the partner that is best from both sides and certain."""
    best: dict[tuple[Node, str], tuple[float, str, Node]] = {}
    for (earlier, later), score in scores.items():
        for one, other in ((earlier, later), (later, earlier)):
            claim = (score.odds, other.id, other)
            if (one, other.lang) not in best or claim[:2] > best[one, other.lang][:2]:
                best[one, other.lang] = claim
    return {
        (one, lang): partner
        for (one, lang), (odds, _, partner) in best.items()
        if odds > CERTAIN and best[partner, one.lang][2] is one
    }
