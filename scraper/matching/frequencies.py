"""How rare a term is: document frequencies from a snapshot, over shipped start values."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources

from scraper.matching.features import Features, Kind, number_term
from scraper.text.knowledge import Knowledge

COMMON = 0.12  # terms that more articles than this share hold say nothing about order


def count_frequencies(
    features: Iterable[Features], knowledge: Knowledge | None = None
) -> Knowledge:
    """The snapshot with the document frequencies of these articles in place of the old ones."""
    counted: Counter[int] = Counter()
    articles = 0
    for one in features:
        counted.update(one.terms)
        articles += 1
    return replace(knowledge or Knowledge(), articles=articles, frequencies=dict(counted))


class Rarity(dict[int, float]):
    """Per term its weight: the inverse document frequency log((N + 1) / (n + 1/2)), at least 0.

    It counts the snapshot and the start values together. A term of at most the weight `common` is
    in more articles than the share COMMON. Weights are worked out when first asked for, since a
    snapshot has far more terms than the articles of some days.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__()
        self._start, start_articles = _start_values()
        self._counted = knowledge.frequencies
        self._articles = knowledge.articles + start_articles
        self.common = self._weigh(COMMON * max(self._articles, 1))
        self._unseen = self._weigh(0)

    def __missing__(self, term: int) -> float:
        held = self._counted.get(term, 0) + self._start.get(term, 0)
        if not held:
            return self._unseen  # and not kept: a stream has new terms without end
        self[term] = weight = self._weigh(held)
        return weight

    def _weigh(self, held: float) -> float:
        return max(0.0, math.log((self._articles + 1) / (held + 0.5)))


@cache
def _start_values() -> tuple[Mapping[int, int], int]:
    """The shipped frequencies and the number of articles behind them, the first line of the file.

    They were counted in the demo's articles, so that a store of three articles does not take
    "year" for a rare word.
    """
    source = resources.files("scraper.matching").joinpath("start_frequencies.tsv")
    head, *rows = source.read_text("utf-8").splitlines()
    cells = (row.split("\t") for row in rows)
    start = {number_term(Kind[kind], text): int(count) for kind, text, count in cells}
    return start, int(head)
