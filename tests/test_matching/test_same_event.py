"""The same event on two sites is a relation between articles of one language, not a story."""

from __future__ import annotations

from dataclasses import replace

from scraper.matching.features import Features, extract_features
from scraper.matching.frequencies import count_frequencies
from scraper.matching.same_event import SameEvent, find_same_events
from tests.test_matching.demo_news import read_demo
from tests.test_matching.outlet import invent_story


def outlets(stories: int = 20) -> list[Features]:
    """Two sites; the second takes over every other story an hour later, in its own words."""
    features: list[Features] = []
    for number in range(stories):
        told = invent_story(number, number * 30)
        features.extend(replace(one, id=f"a:{one.lang}:{number}", site="a") for one in told)
        taken = invent_story(number if number % 2 else number + 1000, number * 30 + 60)
        features.extend(replace(one, id=f"b:{one.lang}:{number}", site="b") for one in taken)
    return features


def test_taken_over_news_is_found_in_each_language() -> None:
    features = outlets()
    found = find_same_events(features, count_frequencies(features))
    wanted = {(f"a:{lang}:{number}", f"b:{lang}:{number}")
              for lang in ("uk", "en", "ru") for number in range(1, 20, 2)}  # fmt: skip
    pairs = {(one.first, one.second) for one in found}
    assert pairs <= wanted
    assert len(pairs) > 0.9 * len(wanted)
    assert all(0.5 < one.score <= 1 for one in found)


def test_one_site_and_other_languages_are_no_matter_of_it() -> None:
    features = [extract_features(one) for one in read_demo("visnyk").articles[:40]]
    assert find_same_events(features, count_frequencies(features)) == ()


def test_order_is_no_matter() -> None:
    features = outlets(12)
    knowledge = count_frequencies(features)
    found = find_same_events(features, knowledge)
    assert found == find_same_events(features[::-1], knowledge)
    assert all(isinstance(one, SameEvent) for one in found)
