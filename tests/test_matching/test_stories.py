"""Stories are a partition of the articles, the same for every order of arrival."""

from __future__ import annotations

import random

import pytest

from scraper.items import Article
from scraper.matching import match_stories
from tests.test_matching.newsroom import SITES, article, link


def outlet() -> list[Article]:
    """Sixty articles whose links form pairs, triangles and contradictions."""
    chance = random.Random(7)
    names = [f"n{number}" for number in range(20)]
    return [
        article(
            lang,
            name,
            *(
                link(other, chance.choice((name, name, chance.choice(names))))
                for other in ("uk", "en", "ru")
                if other != lang and chance.random() < 0.6
            ),
            minutes=chance.randrange(600),
        )
        for name in names
        for lang in ("uk", "en", "ru")
    ]


def test_every_article_stands_in_exactly_one_story() -> None:
    articles = outlet()
    stories = match_stories(articles, sites=SITES)
    placed = sorted(identity for story in stories for identity in story.articles.values())
    assert placed == sorted(one.id for one in articles)


def test_story_has_one_article_per_language_and_is_named_after_a_member() -> None:
    for story in match_stories(outlet(), sites=SITES):
        assert all(f":{lang}:" in identity for lang, identity in story.articles.items())
        assert story.id in story.articles.values()


def test_order_of_arrival_changes_nothing() -> None:
    articles = outlet()
    stories = match_stories(articles, sites=SITES)
    assert any(len(story.articles) == 3 for story in stories)
    for seed in range(5):
        shuffled = random.Random(seed).sample(articles, len(articles))
        assert match_stories(shuffled, sites=SITES) == stories


def test_nothing_in_nothing_out() -> None:
    assert match_stories([], sites=SITES) == ()


def test_unknown_site_is_an_error() -> None:
    with pytest.raises(KeyError, match="visnyk"):
        match_stories([article("uk", "a")], sites={})
