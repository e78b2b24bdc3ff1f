"""Measures a pair of neighbours: what they share, and how far their competitors are from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from scraper.matching.node import Node
from scraper.matching.score import Score
from scraper.matching.vectors import (
    concept_agreement,
    head_agreement,
    number_agreement,
    order_agreement,
)
from scraper.text.encoder import agreement

COMPETITORS = 5  # of each side; their mean says how much an article resembles everything
# The similarity of an unrelated article, and of a follow-up, where there are too few competitors to
# see what they reach: an outlet that publishes little may still publish both.
STRANGER, FOLLOW_UP = 0.15, 0.5


def score_pair(earlier: Node, later: Node, window: int, without: Collection[str] = ()) -> Score:
    """The score of two neighbours, as if the articles of the ids `without` did not exist.

    `window` is the longest time between two versions, in minutes.
    """
    alike = later.near[earlier.lang][earlier.id]
    others = (
        earlier.others(later.lang, {later.id, *without}),
        later.others(earlier.lang, {earlier.id, *without}),
    )
    return Score(
        similarity=alike,
        hub=_hub(others),
        runner_up=_runner_up(others),
        order=order_agreement(earlier.vector, later.vector),
        head=head_agreement(earlier.vector, later.vector),
        concepts=concept_agreement(earlier.vector, later.vector),
        numbers=number_agreement(earlier.vector, later.vector),
        delay=(later.time - earlier.time) / window,
        meaning=agreement(earlier.vector.meaning, later.vector.meaning),
        same_image=earlier.vector.image is not None and earlier.vector.image == later.vector.image,
    )


def score_again(score: Score, earlier: Node, later: Node) -> Score:
    """The score when only the competitors have changed: what the two texts share stays."""
    others = (
        earlier.others(later.lang, {later.id}),
        later.others(earlier.lang, {earlier.id}),
    )
    return replace(score, hub=_hub(others), runner_up=_runner_up(others))


def _hub(others: Iterable[list[float]]) -> float:
    return sum(_mean(side) for side in others) / 2


def _runner_up(others: Iterable[list[float]]) -> float:
    sides = tuple(others)
    best = max((side[0] for side in sides if side), default=STRANGER)
    return best if sum(map(len, sides)) >= COMPETITORS else max(best, FOLLOW_UP)


def _mean(side: list[float]) -> float:
    seen = side[:COMPETITORS]
    return (sum(seen) + STRANGER * (COMPETITORS - len(seen))) / COMPETITORS
