"""How likely a pair translates one another, from how much better it fits than its competitors.

An absolute similarity means little: briefs, long reads and sites differ. What counts is the
distance to unrelated articles (hubs resemble everything) and to the runner-up on both sides.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

# Log-odds per unit of each measure, and without any. Set on development data of several kinds, also
# with a third to a half of the articles or the third versions taken away; what one kind taught was
# held against the others.
SIMILARITY = 2.4
ABOVE_HUB = 2.8
ABOVE_RUNNER_UP = 2.4
ORDER = 4.4
HEAD = 1.8
CONCEPTS = 4.5
NUMBERS = 2.6
SAME_IMAGE = 1.0
DELAY = -1.0
# An encoder's cosine: what it weighs, and where it speaks neither for nor against. It weighs less
# than the order of words, so that an encoder alone joins nothing.
MEANING, EVEN_MEANING = 4.0, 0.6
BIAS = -5.3


@dataclass(frozen=True, slots=True)
class Score:
    """What speaks for a pair; `odds` is the natural logarithm of the odds that it is one.

    `similarity` is that of the texts, `hub` the mean similarity to competitors, `runner_up` the
    greatest; `order`, `head`, `concepts` and `numbers` say how far the order of shared terms, the
    headlines, the concepts and the numbers agree; `delay` is the time between the two, as a share
    of the longest that is considered; `meaning` is the cosine of an encoder, where one is used.
    """

    similarity: float
    hub: float
    runner_up: float
    order: float
    head: float
    concepts: float
    numbers: float
    same_image: bool
    delay: float
    meaning: float | None = None

    @property
    def meaning_odds(self) -> float:
        """The encoder's part of the log-odds, 0 without one."""
        return 0.0 if self.meaning is None else MEANING * (self.meaning - EVEN_MEANING)

    @property
    def alone(self) -> Score:
        """The score if competitors shared nothing with the two; no competitors raise it further."""
        return replace(self, hub=0.0, runner_up=0.0)

    @property
    def odds(self) -> float:
        """The weighted sum of the measures."""
        return (
            BIAS
            + SIMILARITY * self.similarity
            + ABOVE_HUB * (self.similarity - self.hub)
            + ABOVE_RUNNER_UP * (self.similarity - self.runner_up)
            + ORDER * self.order
            + HEAD * self.head
            + CONCEPTS * self.concepts
            + NUMBERS * self.numbers
            + SAME_IMAGE * self.same_image
            + DELAY * self.delay
            + self.meaning_odds
        )


def probability(odds: float) -> float:
    """The logistic function, safe for any size of log-odds."""
    if odds < 0:
        return math.exp(max(odds, -700.0)) / (1.0 + math.exp(max(odds, -700.0)))
    return 1.0 / (1.0 + math.exp(-odds))
