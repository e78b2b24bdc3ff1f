"""A stream of features gives the matcher's groups, in any blocks and on any workers."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import pairwise

import pytest

from scraper.matching.assignment import Group
from scraper.matching.features import Features
from scraper.matching.frequencies import Rarity, count_frequencies
from scraper.matching.matcher import Matcher
from scraper.matching.node import Node
from scraper.matching.stream import Frame, cut_blocks, match_features
from tests.test_matching.outlet import invent_story, make_features

WINDOW = 200


@pytest.fixture(scope="module")
def features() -> list[Features]:
    told = [one for number in range(60) for one in invent_story(number, number * 35)]
    return sorted(told, key=lambda one: (one.time, one.id))


@pytest.fixture(scope="module")
def frame(features: list[Features]) -> Frame:
    return Frame(count_frequencies(features), WINDOW, -0.5)


@pytest.fixture(scope="module")
def groups(features: list[Features], frame: Frame) -> tuple[Group, ...]:
    """What the matcher makes of the same features."""
    matcher = Matcher(Rarity(frame.knowledge), WINDOW, threshold=frame.threshold)
    matcher.add(features)
    return matcher.groups()


def test_stream_equals_matcher(
    features: list[Features], frame: Frame, groups: tuple[Group, ...]
) -> None:
    assert sum(len(group) == 3 for group in groups) > 50
    assert tuple(sorted(match_features(features, frame))) == groups


@pytest.mark.parametrize("block", [90, 500, 100_000])
def test_blocks_change_nothing(
    features: list[Features], frame: Frame, groups: tuple[Group, ...], block: int
) -> None:
    with ThreadPoolExecutor(1) as executor:
        found = match_features(features, frame, executor=executor, block_minutes=block)
        assert tuple(sorted(found)) == groups


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_number_of_workers_changes_nothing(
    features: list[Features], frame: Frame, groups: tuple[Group, ...], workers: int
) -> None:
    with ProcessPoolExecutor(workers) as executor:
        found = match_features(features, frame, executor=executor, block_minutes=600)
        assert tuple(sorted(found)) == groups


def test_blocks_cover_the_time_without_gap(features: list[Features]) -> None:
    blocks = list(cut_blocks(features, WINDOW, 300))
    own = [
        one.id
        for block in blocks
        for one in block.features
        if block.since <= (one.time or 0) < block.until
    ]
    assert own == [one.id for one in features]
    assert all(one.until == other.since for one, other in pairwise(blocks))


def test_silence_between_articles_is_no_matter(frame: Frame) -> None:
    early, late = invent_story(1, 0), invent_story(2, 1_000_000)
    with ThreadPoolExecutor(1) as executor:
        found = match_features([*early, *late], frame, executor=executor, block_minutes=50_000)
        assert sum(len(group) == 3 for group in found) == 2


def test_short_texts_stand_alone(frame: Frame) -> None:
    uk, en, _ = invent_story(1, 0)
    short = make_features("s:ru:short", "ru", 90, [uk.terms[0]])
    groups = list(match_features([uk, en, short], frame))
    assert ("s:ru:short",) in groups


def test_memory_holds_days_only(features: list[Features], frame: Frame) -> None:
    most = 0

    def watched() -> Iterator[Features]:
        nonlocal most
        for number in range(240):
            if number % 40 == 0:
                gc.collect()
                most = max(most, sum(isinstance(one, Node) for one in gc.get_objects()))
            yield from invent_story(number, number * 150)

    before = sum(isinstance(one, Node) for one in gc.get_objects())
    assert sum(1 for _ in match_features(watched(), frame)) >= 240
    assert most - before < 60


def test_article_without_time_is_refused(frame: Frame) -> None:
    with pytest.raises(ValueError, match="x has no time"):
        list(match_features([make_features("x", "uk", None, [1])], frame))
