"""Content evidence in words: which names, numbers, words, image and times speak for a pair."""

from __future__ import annotations

from collections.abc import Iterator

from scraper.items import Evidence
from scraper.matching.features import HASH_BITS, Features, Kind, kind_of
from scraper.matching.frequencies import Rarity
from scraper.matching.score import Score

SHOWN = 3  # examples of each kind, the rarest
_NOUNS = {Kind.NAME: "name", Kind.NUMBER: "number", Kind.DATE: "date"}


def content_evidence(
    one: Features, other: Features, score: Score, sure: float, rarity: Rarity
) -> Evidence:
    """The evidence of a pair's texts, `sure` (0 to 1) that they translate one another."""
    return Evidence(
        langs=(one.lang, other.lang),
        kind="content",
        score=round(sure, 4),
        because=(*describe_shared(one, other, rarity), *_describe_score(one, other, score)),
    )


def describe_shared(one: Features, other: Features, rarity: Rarity) -> Iterator[str]:
    """What two articles have in common, kind by kind, as `one` writes it."""
    shared = set(one.terms) & set(other.terms)
    told: dict[Kind, list[int]] = {kind: [] for kind in _NOUNS}
    for term in shared & one.shown.keys():
        told[kind_of(term)].append(term)
    for kind, noun in _NOUNS.items():
        # one name has several keys, which are shown the same way: it counts once
        rarest = sorted(told[kind], key=lambda term: (-rarity[term], term))
        texts = list(dict.fromkeys(one.shown[term] for term in rarest))
        if texts:
            yield f"{_count(len(texts), noun)}: {', '.join(texts[:SHOWN])}"
    words = sum(term >> HASH_BITS in (Kind.CONCEPT, Kind.STEM) for term in shared)
    if words:
        yield _count(words, "word")


def _describe_score(one: Features, other: Features, score: Score) -> Iterator[str]:
    if score.meaning is not None and score.meaning_odds > 0:
        yield f"encoder {score.meaning:.2f}"
    if score.same_image:
        yield "same image"
    if score.order > 0:
        yield f"same order {score.order:.2f}"
    if score.head > 0:
        yield f"same headline {score.head:.2f}"
    yield f"similarity {score.similarity:.2f}, runner-up {score.runner_up:.2f}"
    if one.time is not None and other.time is not None:
        yield f"{abs(one.time - other.time)} min apart"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
