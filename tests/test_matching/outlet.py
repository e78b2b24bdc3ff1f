"""Invented features in any number, for tests of candidates, scores and scale: no text is read."""

from __future__ import annotations

import random
from array import array
from collections import Counter

from scraper.matching.features import Features, Kind, number_term

LANGS = ("uk", "en", "ru")


def invent_story(number: int, time: int, *, seed: int = 0, keep: float = 0.8) -> list[Features]:
    """Three versions of one story, 40 minutes apart, that share most of their terms in order."""
    chance = random.Random(f"{seed}/{number}")
    told = [_invent_term(chance) for _ in range(60)]
    return [
        make_features(
            f"s:{lang}:{number}",
            lang,
            time + 40 * at,
            [
                term if chance.random() < keep else _invent_term(chance)
                for term in told
                if chance.random() < 0.9
            ],
        )
        for at, lang in enumerate(LANGS)
    ]


def make_features(identity: str, lang: str, time: int | None, terms: list[int]) -> Features:
    """Features with these terms at these places, in the order they are given."""
    counts = Counter(terms)
    first = {term: place for place, term in reversed(list(enumerate(terms)))}
    ordered = sorted(counts)
    return Features(
        id=identity,
        site="s",
        lang=lang,
        time=time,
        terms=array("I", ordered),
        counts=bytes(counts[term] for term in ordered),
        places=array("H", (first[term] for term in ordered)),
        words=len(terms) * 2,
    )


def _invent_term(chance: random.Random) -> int:
    """A term; small numbers are common, as in a language (Zipf)."""
    kind = chance.choice((Kind.CONCEPT, Kind.CONCEPT, Kind.STEM, Kind.NAME, Kind.NUMBER))
    return number_term(kind, str(int(chance.paretovariate(0.4)) % 20_000))
