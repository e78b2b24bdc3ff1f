"""Incremental matching: any order of arrival, one by one or at once, gives the same groups."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from scraper.items import Article
from scraper.matching import SiteMatcher, match_stories
from scraper.matching.features import Features, extract_features
from scraper.matching.frequencies import Rarity, count_frequencies
from scraper.matching.matcher import Matcher
from scraper.matching.score import Score
from scraper.matching.site_matcher import longest_delay
from scraper.text.knowledge import Knowledge
from tests.test_matching.demo_news import read_demo
from tests.test_matching.newsroom import SITE, SITES, article, link, partition
from tests.test_matching.outlet import invent_story

WINDOW = 300


def outlet(stories: int = 40) -> list[Features]:
    return [one for number in range(stories) for one in invent_story(number, number * 20)]


def matcher(features: list[Features]) -> Matcher:
    return Matcher(Rarity(count_frequencies(features)), WINDOW, threshold=-0.5)


def rounded(scores: dict[tuple[str, str], Score]) -> dict[tuple[str, str], float]:
    return {key: round(score.odds, 9) for key, score in scores.items()}


@pytest.mark.parametrize("seed", range(3))
def test_one_by_one_in_any_order_is_the_same_as_all_at_once(seed: int) -> None:
    features = outlet()
    whole = matcher(features)
    whole.add(features)
    single = matcher(features)
    for one in random.Random(seed).sample(features, len(features)):
        single.add([one])
    assert single.pairs() == whole.pairs()
    assert rounded(single.scores) == rounded(whole.scores)
    assert single.groups() == whole.groups()
    assert sum(len(group) == 3 for group in whole.groups()) >= 38


def test_strangers_of_a_new_article_are_not_named() -> None:
    *old, new = outlet()
    growing = matcher([*old, new])
    growing.add(old)
    named = growing.add([new])
    assert new.id in named
    assert len(named) < len(growing.langs) / 2


def test_new_article_names_those_whose_story_may_change() -> None:
    features = outlet()
    *old, new = features
    growing = matcher(features)
    growing.add(old)
    before = dict.fromkeys(growing.groups())
    changed = growing.add([new])
    after = growing.groups()
    moved = {one for group in set(after) ^ before.keys() for one in group}
    assert new.id in changed
    assert moved <= changed
    assert len(changed) < len(features) / 2  # and not everybody


def test_groups_of_some_are_those_of_all() -> None:
    features = outlet(20)
    whole = matcher(features)
    whole.add(features)
    some = whole.groups(["s:uk:3", "s:ru:11"])
    assert {group for group in whole.groups() if {"s:uk:3", "s:ru:11"} & set(group)} <= set(some)
    assert len(some) < 10


def test_nothing_hangs_on_an_unmatched_article() -> None:
    features = invent_story(1, 0)[:1]
    alone = matcher(features)
    alone.add(features)
    assert alone.groups([features[0].id]) == ((features[0].id,),)
    assert alone.pairs() == ()


# --- articles ------------------------------------------------------------------------------------


def snapshot(articles: tuple[Article, ...]) -> Knowledge:
    counted = count_frequencies(extract_features(one) for one in articles)
    return Knowledge(
        articles=counted.articles, frequencies=counted.frequencies, thresholds={"visnyk": -0.4}
    )


def test_demo_arrives_in_any_order() -> None:
    news = read_demo("visnyk")
    knowledge = snapshot(news.articles)
    wanted = match_stories(news.articles, sites=SITES, knowledge=knowledge)
    growing = SiteMatcher(SITE, knowledge)
    chance = random.Random(5)
    arrivals = chance.sample(news.articles, len(news.articles))
    while arrivals:
        some = [arrivals.pop() for _ in range(min(len(arrivals), chance.randrange(1, 9)))]
        growing.add(some)
    assert growing.stories() == wanted


def test_late_link_changes_an_old_story() -> None:
    growing = SiteMatcher(SITE, Knowledge())
    growing.add([article("uk", "a"), article("en", "b", link("ru", "c"))])
    assert partition(growing.stories()) == {frozenset({"uk:a"}), frozenset({"en:b"})}
    changed = growing.add([article("ru", "c", link("uk", "a"), link("en", "b"))])
    assert changed == {"visnyk:uk:a", "visnyk:en:b", "visnyk:ru:c"}
    assert partition(growing.stories()) == {frozenset({"uk:a", "en:b", "ru:c"})}


def test_shared_key_is_seen_when_the_second_article_arrives() -> None:
    growing = SiteMatcher(SITE, Knowledge())
    growing.add([article("uk", "a", key="1763280000")])
    growing.add([article("ru", "b", key="1763280000")])
    assert partition(growing.stories()) == {frozenset({"uk:a", "ru:b"})}


def test_stories_of_some_ids_only() -> None:
    growing = SiteMatcher(SITE, Knowledge())
    growing.add([article("uk", "a", link("ru", "c")), article("ru", "c"), article("en", "x")])
    assert partition(growing.stories(["visnyk:ru:c"])) == {frozenset({"uk:a", "ru:c"})}


def test_article_cannot_be_added_twice() -> None:
    growing = SiteMatcher(SITE, Knowledge())
    growing.add([article("uk", "a")])
    with pytest.raises(ValueError, match="already matched: visnyk:uk:a"):
        growing.add([article("uk", "a")])


def test_learned_delay_replaces_the_stated_one() -> None:
    assert longest_delay(SITE, Knowledge()) == SITE.usual_delay / timedelta(minutes=1)
    assert longest_delay(SITE, Knowledge(delays={"visnyk": 95})) == 95
