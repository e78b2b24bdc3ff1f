"""Articles of different sites in one language that tell the same event, such as one agency's text.

A relation of its own, asked for by name: it never makes stories, which are translations within one
site.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from scraper.matching.features import Features
from scraper.matching.frequencies import Rarity
from scraper.matching.matcher import Matcher
from scraper.matching.pairs import pair_key
from scraper.matching.score import probability
from scraper.text.knowledge import Knowledge

WINDOW = 24 * 60  # minutes within which sites take over one another's news


@dataclass(frozen=True, slots=True)
class SameEvent:
    """Two articles of different sites, the smaller id first, and how sure it is, 0 to 1."""

    first: str
    second: str
    score: float


def find_same_events(
    features: Iterable[Features], knowledge: Knowledge, window: int = WINDOW
) -> tuple[SameEvent, ...]:
    """The pairs of one language and different sites that tell the same event, sorted.

    It is matching with sites in the place of languages: at most one article per site in a group.
    """
    rarity = Rarity(knowledge)
    by_lang: dict[str, list[Features]] = defaultdict(list)
    for one in features:
        by_lang[one.lang].append(replace(one, lang=one.site))
    found: list[SameEvent] = []
    for lang in sorted(by_lang):
        matcher = Matcher(rarity, window)
        matcher.add(by_lang[lang])
        for group in matcher.groups():
            keys = {pair_key(one, other) for one in group for other in group if one != other}
            odds = {key: matcher.pair(key).odds for key in keys}
            found.extend(
                SameEvent(*key, round(probability(value), 4))
                for key, value in odds.items()
                if value > 0
            )
    return tuple(sorted(found, key=lambda event: (event.first, event.second)))
