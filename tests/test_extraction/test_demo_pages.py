"""Every page of the replica outlet gives back what its data files say, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from scraper.demo.addresses import article_url
from scraper.demo.articles import DemoBlock, DemoStory, DemoVersion, load_articles
from scraper.demo.pages import Neighbour, render_article
from scraper.extraction import read_page
from scraper.items import Article, Page
from scraper.text.normalisation import normalise
from spiders.rbc_ukraine import RbcUkraine

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)


def _pages() -> Iterator[tuple[DemoVersion, str, Article]]:
    stories = load_articles()
    neighbours = [_neighbour(story) for story in stories if story.is_present("uk", NOW)]
    for story in stories:
        others = [each for each in neighbours if each.url != article_url(story, "uk")][:8]
        for lang in story.present(NOW):
            page = render_article(story, lang, NOW, neighbours=others)
            reading = read_page(_page(article_url(story, lang), page), RbcUkraine.site, now=NOW)
            assert reading.article is not None, (story.slug, lang, reading.rejected)
            yield story.version(lang, NOW), lang, reading.article


def _neighbour(story: DemoStory) -> Neighbour:
    version = story.version("uk", NOW)
    url = article_url(story, "uk")
    return Neighbour(url=url, title=version.headline, published_at=version.published_at)


def _page(url: str, content: str) -> Page:
    return Page(
        site="demo",
        url=url,
        final_url=url,
        status=200,
        headers=(("content-type", "text/html; charset=utf-8"),),
        body=content.encode(),
        fetched_at=NOW,
    )


@pytest.fixture(scope="module")
def read() -> list[tuple[DemoVersion, str, Article]]:
    return list(_pages())


def test_there_are_enough_pages(read: list[tuple[DemoVersion, str, Article]]) -> None:
    assert len(read) >= 80


def test_language(read: list[tuple[DemoVersion, str, Article]]) -> None:
    assert [article.lang for _, _, article in read] == [lang for _, lang, _ in read]


def test_headline_and_lead(read: list[tuple[DemoVersion, str, Article]]) -> None:
    for version, _, article in read:
        assert article.headline == normalise(version.headline)
        assert article.lead == normalise(version.lead)


def test_caption_and_credit(read: list[tuple[DemoVersion, str, Article]]) -> None:
    for version, _, article in read:
        assert article.image is not None
        assert (article.image.caption or "") == normalise(version.caption or "")
        assert (article.image.credit or "") == normalise(version.credit or "")


def test_author_tags_and_time(read: list[tuple[DemoVersion, str, Article]]) -> None:
    for version, _, article in read:
        assert [author.name for author in article.authors] == [version.author][
            : bool(version.author)
        ]
        assert sorted(article.tags) == sorted(version.tags)
        assert article.published_at == version.published_at


def test_blocks_and_nothing_else(read: list[tuple[DemoVersion, str, Article]]) -> None:
    for version, _, article in read:
        expected = [("heading", normalise(version.subheading))] if version.subheading else []
        expected += [(block.kind, _text(block)) for block in version.blocks]
        assert [(block.kind, block.text) for block in article.blocks] == expected


def _text(block: DemoBlock) -> str:
    if block.kind == "table":
        return "\n".join("\t".join(map(normalise, row)) for row in block.rows)
    return normalise(block.text)
