"""The saved stories are read as their files say: one test per field, so that a broken date says so.

A failing test names site, story, language and field; `scrapy fixture SITE --again` shows the same.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from scraper.crawling.fixtures import (
    FIELDS,
    LARGEST,
    PAGE,
    Expectation,
    SavedStory,
    describe_reading,
    describe_stories,
)
from scraper.extraction import Reading, read_page
from scraper.matching import match_stories
from tests.test_sites.outlets import saved_stories, site_of

STORIES = {f"{story.site}/{story.name}": story for story in saved_stories()}
PAGES = [(name, lang) for name, story in STORIES.items() for lang in story.pages]


@cache
def reading_of(name: str, lang: str) -> Reading:
    story = STORIES[name]
    return read_page(story.pages[lang].page, site_of(story.site))


@pytest.mark.parametrize("field", ["rejected", *FIELDS])
@pytest.mark.parametrize(("name", "lang"), PAGES)
def test_field(name: str, lang: str, field: str) -> None:
    expected: Expectation = STORIES[name].pages[lang].expected
    assert describe_reading(reading_of(name, lang)).get(field) == expected.get(field)


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES.keys())
def test_translations_are_found(story: SavedStory) -> None:
    readings = (reading_of(f"{story.site}/{story.name}", lang) for lang in story.pages)
    articles = [reading.article for reading in readings if reading.article]
    told = describe_stories(articles, site_of(story.site))
    assert told["stories"] == story.expected["stories"]


def test_content_alone_finds_the_stories_of_all_sites() -> None:
    """As if one outlet had printed them all and linked none: no version is missed or misplaced."""
    articles = [
        replace(
            article, site="all", id=f"{name}:{article.lang}", edition=article.lang,
            translations=(), key=None,
        )
        for name, lang in PAGES
        if (article := reading_of(name, lang).article)
    ]  # fmt: skip
    site = replace(site_of("ukrinform"), name="all", translations=())
    stories = match_stories(articles, sites={"all": site})
    told = {frozenset(story.articles.values()) for story in stories}
    assert told == {
        frozenset(f"{name}:{lang}" for lang in story.pages) for name, story in STORIES.items()
    }


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES.keys())
def test_a_person_has_reviewed_it(story: SavedStory) -> None:
    unread = [lang for lang, each in story.pages.items() if not each.reviewed]
    unread += [] if story.reviewed else ["story.json"]
    assert not unread, f'{story.folder}: read {unread}, then set "reviewed": true'


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES.keys())
def test_pages_are_small(story: SavedStory) -> None:
    for each in story.pages.values():
        assert (each.folder / PAGE).stat().st_size <= LARGEST
        assert len(each.page.body) <= LARGEST
