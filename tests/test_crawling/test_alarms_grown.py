"""Texts twice as long as usual are an alarm; long news days and a few long reads are none."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from scraper.crawling.monitors.features import LENGTHS, text_of
from scraper.crawling.monitors.grown import find_grown
from scraper.crawling.monitors.verdicts import Alarm
from scraper.crawling.monitors.window import Window
from spiders.rbc_ukraine import RbcUkraine

SITE = replace(RbcUkraine.site, expects=replace(RbcUkraine.site.expects, at_least=20))


def _counts(sizes: list[float]) -> Counter[str]:
    counts = Counter({"pages": len(sizes), "read": len(sizes)})
    for length in LENGTHS:
        counts[text_of(length)] = sum(size >= length for size in sizes)
    return counts


def _sizes(count: int, seed: int, factor: float = 1.0) -> list[float]:
    """Sizes of texts as a newsroom writes them: the median about 1000 characters."""
    random = Random(seed)
    return [factor * random.lognormvariate(6.9, 0.6) for _ in range(count)]


LOTS = [_counts(_sizes(60, seed)) for seed in range(20)]


def _judge(sizes: list[float], lots: list[Counter[str]] = LOTS) -> list[Alarm]:
    counts = _counts(sizes)
    window = Window(now={"uk": counts}, lots={"uk": lots}, whole=counts, whole_lots=lots)
    return list(find_grown(window, SITE, None))


@pytest.mark.parametrize("count", [20, 60, 400])
def test_texts_three_times_as_long_are_named_with_counts(count: int) -> None:
    (alarm,) = _judge(_sizes(count, 100, 3.0))
    assert alarm.what == "too/long text"
    assert f"of {count} in ua have" in alarm.says


def test_the_longest_length_that_grew_is_told() -> None:
    (alarm,) = _judge([5000.0] * 40)
    assert "40 of 40 in ua have 2200 characters" in alarm.says


@pytest.mark.parametrize("seed", range(100, 110))
@pytest.mark.parametrize("factor", [0.7, 1.0, 1.3])
def test_a_day_of_longer_or_shorter_news_is_none(factor: float, seed: int) -> None:
    assert _judge(_sizes(200, seed, factor)) == []


def test_a_series_of_long_reads_among_the_news_is_none() -> None:
    assert _judge([*_sizes(85, 100), *([9000.0] * 15)]) == []


def test_few_pages_or_no_history_prove_nothing() -> None:
    assert _judge([5000.0] * 19) == []
    assert _judge([5000.0] * 40, []) == []
