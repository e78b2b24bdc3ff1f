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


class Rarity(dict[int, tuple[float, bool]]):
    """Per term its weight, the rarer the heavier, and whether it is common.

    The weight is the inverse document frequency log((N + 1) / (n + 1/2)), at least 0, over the
    snapshot and the start values.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        start, start_articles = _start_values()
        articles = knowledge.articles + start_articles
        counted = Counter(knowledge.frequencies) + Counter(start)
        super().__init__((term, _weigh(held, articles)) for term, held in counted.items())
        self._unseen = _weigh(0, articles)

    def __missing__(self, term: int) -> tuple[float, bool]:
        return self._unseen  # and not kept: a stream has new terms without end


def _weigh(held: int, articles: int) -> tuple[float, bool]:
    weight = max(0.0, math.log((articles + 1) / (held + 0.5)))
    return weight, held >= COMMON * max(articles, 1)


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
