"""What unrelated articles of a site reach: a threshold from pairs that are known to be unrelated.

An article whose translation is certain has no other one; what its next best candidate would score
if both had lost their translations is what a false pair looks like on this site.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

from scraper.matching.comparing import score_pair
from scraper.matching.node import Node
from scraper.matching.score import Score

CERTAIN = 3.0  # log-odds from which a pair of mutually best articles is taken for granted
QUANTILE = 0.93  # of what unrelated pairs reach; the rest is left to the assignment
DOUBT = 20  # as many samples are believed to be at 0
LOWEST, HIGHEST = -2.5, 0.75  # the log-odds that strangers' reach may be taken for
# The share of an article's languages that are certain to answer it on a site that translates most
# of what it publishes; where they are fewer, a counterpart is the less to be expected. What that
# raises the threshold by, per log-odds of the share. Set on development data with articles away.
ANSWERED = 0.73
UNANSWERED = 0.5

Scores = Mapping[tuple[Node, Node], Score]
Partners = Mapping[tuple[Node, str], Node]
"""By article and language the one that answers it for certain."""


def find_threshold(scores: Scores, window: int) -> float:
    """The log-odds from which a pair of this site is accepted: 0 where nothing is known."""
    partners = _certain_partners(scores)
    samples = sorted(_sample(scores, window, partners))
    if not samples:
        return 0.0
    reached = samples[int(QUANTILE * (len(samples) - 1))]
    shrunk = reached * len(samples) / (len(samples) + DOUBT)
    return max(LOWEST, min(HIGHEST, shrunk)) + _raise_for(scores, len(partners))


def sample_unrelated(scores: Scores, window: int) -> Collection[float]:
    """Per article with a certain partner: the best log-odds that a stranger would reach."""
    return _sample(scores, window, _certain_partners(scores))


def _raise_for(scores: Scores, answered: int) -> float:
    """What is demanded above strangers' reach: nothing where most articles are answered."""
    nodes = {node for pair in scores for node in pair}
    sides = len(nodes) * (len({node.lang for node in nodes}) - 1)
    share = (answered + DOUBT * ANSWERED) / (sides + DOUBT)
    return UNANSWERED * max(0.0, _log_odds(ANSWERED) - _log_odds(share))


def _log_odds(share: float) -> float:
    return math.log(share / (1.0 - share)) if share < 1.0 else math.inf


def _sample(scores: Scores, window: int, partners: Partners) -> Collection[float]:
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


def _certain_partners(scores: Scores) -> Partners:
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
