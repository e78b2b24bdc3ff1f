"""Features of any number of stories, made from the demo's articles with their particulars varied.

Names, numbers, dates and rarer words of a template are exchanged for others, the same ones in every
version; common words stay, so that stories of one template are as near as news of one topic is.
"""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from scraper.matching.features import HASH_BITS, Features, Kind, extract_features, kind_of
from tests.test_matching.demo_news import read_demo

ARTICLES_PER_DAY = 450  # three languages of a busy site
MINUTES_PER_DAY = 24 * 60
LONGEST_DELAY = 300  # minutes between two versions
LOST = 0.15  # the share of versions that a story lacks, beyond what the template lacks
# The share of terms that a story exchanges, by kind.
EXCHANGED = {Kind.NAME: 0.85, Kind.NUMBER: 0.8, Kind.DATE: 0.5, Kind.CONCEPT: 0.4, Kind.STEM: 0.7,
             Kind.IMAGE: 1.0}  # fmt: skip
_MASK = (1 << HASH_BITS) - 1
_MIXER = 0x9E3779B1  # Knuth's multiplicative hash


@dataclass(frozen=True)
class Template:
    """One demo story's versions, and the concepts that a varied story may have instead."""

    versions: Mapping[str, Features]
    concepts: tuple[int, ...]


@cache
def read_templates() -> tuple[Template, ...]:
    """The demo's stories as templates."""
    news = read_demo("demo")
    stories: dict[str, dict[str, Features]] = {}
    for article in news.articles:
        stories.setdefault(news.story[article.id], {})[article.lang] = extract_features(article)
    concepts = tuple(
        term
        for versions in stories.values()
        for features in versions.values()
        for term in features.terms
        if kind_of(term) is Kind.CONCEPT
    )
    return tuple(Template(stories[key], concepts) for key in sorted(stories))


def generate_features(articles: int, seed: int = 1) -> Iterator[Features]:
    """About so many articles in order of time; their ids end in the story's number."""
    chance = random.Random(seed)
    templates = read_templates()
    per_story = sum(len(one.versions) for one in templates) / len(templates) * (1 - LOST)
    stories = int(articles / per_story)
    every = MINUTES_PER_DAY / ARTICLES_PER_DAY * per_story
    waiting: list[Features] = []
    for number in range(stories):
        opened = int(number * every)
        waiting.extend(vary(chance.choice(templates), number, opened, chance))
        waiting.sort(key=lambda one: (one.time, one.id))
        while waiting and (waiting[0].time or 0) < opened:
            yield waiting.pop(0)
    yield from waiting


def vary(template: Template, number: int, opened: int, chance: random.Random) -> Iterator[Features]:
    """The versions of one story, some of them lost."""
    salt = chance.getrandbits(32)
    for lang, features in template.versions.items():
        if chance.random() < LOST:
            continue
        terms = [_exchange(term, salt, template.concepts) for term in features.terms]
        order = sorted(range(len(terms)), key=terms.__getitem__)
        yield Features(
            id=f"g:{lang}:{number:07}",
            site="g",
            lang=lang,
            time=opened + chance.randrange(LONGEST_DELAY),
            terms=array("I", [terms[at] for at in order]),
            counts=bytes(features.counts[at] for at in order),
            places=array("H", [features.places[at] for at in order]),
            words=features.words,
        )


def _exchange(term: int, salt: int, concepts: tuple[int, ...]) -> int:
    """The term, or the one that this story has in its stead in every version."""
    mixed = ((term ^ salt) * _MIXER) & 0xFFFFFFFF
    kind = term >> HASH_BITS
    if (mixed >> 8) / (1 << 24) >= _SHARES[kind]:
        return term
    if kind == Kind.CONCEPT:
        return concepts[mixed % len(concepts)]
    return (kind << HASH_BITS) | (mixed & _MASK)


_SHARES = [EXCHANGED[kind] for kind in Kind]
