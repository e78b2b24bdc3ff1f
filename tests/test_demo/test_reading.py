"""Reading the replica's pages gives back, word for word, what its newsroom wrote."""

from __future__ import annotations

from functools import cache

import pytest

from scraper.demo.addresses import EDITIONS, article_path, article_url
from scraper.demo.articles import FIRST_VISIT, DemoBlock, DemoStory, DemoVersion, load_articles
from scraper.demo.newsroom import Newsroom
from scraper.demo.replica import Replica
from scraper.extraction import Reading, read_page, read_source
from scraper.items import Article, Block, Page
from scraper.sites import DayArchive, Listing, Rss, Sitemap, Source
from scraper.text.normalisation import normalise
from spiders.rbc_ukraine import RbcUkraine

SITE = RbcUkraine.site
REPLICA = Replica()
STORIES = load_articles()
VERSIONS = [
    pytest.param(story, lang, id=f"{story.number:03}-{lang}")
    for story in STORIES
    for lang in story.present(FIRST_VISIT)
]


def fetch(host: str, path: str) -> Page:
    """The page as a crawler would have it, the second time if the server failed at first."""
    answer = REPLICA.answer(host, path, FIRST_VISIT)
    if answer.status == 500:
        answer = REPLICA.answer(host, path, FIRST_VISIT)
    url = f"https://{host}{path}"
    return Page(
        site=SITE.name,
        url=url,
        final_url=url,
        status=answer.status,
        headers=(("content-type", answer.content_type),),
        body=answer.body,
        fetched_at=FIRST_VISIT,
    )


@cache
def read(number: int, lang: str) -> Reading:
    story = next(story for story in STORIES if story.number == number)
    page = fetch(EDITIONS[lang].host, article_path(story, lang))
    return read_page(page, SITE, now=FIRST_VISIT)


def article_of(story: DemoStory, lang: str) -> Article:
    article = read(story.number, lang).article
    assert article is not None
    return article


def written_blocks(version: DemoVersion) -> list[tuple[str, str]]:
    """Kind and text of each block, the near repeat of the headline as the heading it is."""
    heading = [("heading", normalise(version.subheading))] if version.subheading else []
    return heading + [(block.kind, written_text(block)) for block in version.blocks]


def written_text(block: DemoBlock) -> str:
    if block.kind != "table":
        return normalise(block.text)
    return "\n".join("\t".join(normalise(cell) for cell in row) for row in block.rows)


def read_blocks(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks]


@pytest.mark.parametrize(("story", "lang"), VERSIONS)
def test_an_article_is_what_was_written(story: DemoStory, lang: str) -> None:
    version = story.version(lang, FIRST_VISIT)
    article = article_of(story, lang)
    assert article.lang == lang
    assert article.headline == normalise(version.headline)
    assert article.lead == normalise(version.lead)
    assert article.published_at == version.published_at
    assert [author.name for author in article.authors] == [version.author] * bool(version.author)
    if REPLICA.newsroom.incident_of(story, lang, "paywall"):
        assert article.access == "partial"
    else:
        assert read_blocks(article.blocks) == written_blocks(version)


@pytest.mark.parametrize(("story", "lang"), VERSIONS)
def test_caption_and_credit_come_apart(story: DemoStory, lang: str) -> None:
    version = story.version(lang, FIRST_VISIT)
    image = article_of(story, lang).image
    assert image is not None
    assert (image.caption or "") == normalise(version.caption)
    assert (image.credit or "") == normalise(version.credit)


@pytest.mark.parametrize(("story", "lang"), VERSIONS)
def test_declared_translations_lead_to_versions(story: DemoStory, lang: str) -> None:
    targets = {
        link.url for link in article_of(story, lang).translations if link.declared_by != "path"
    }
    others = {article_url(story, other) for other in story.present(FIRST_VISIT) if other != lang}
    assert targets <= others
    english = article_url(story, "en")
    if lang != "en" and english in others:
        assert (english in targets) == (story.english_link != "none")


@pytest.mark.parametrize(
    ("lang", "path", "source"),
    [
        ("uk", "/static/rss/all.ukr.rss.xml", Rss("/static/rss/all.ukr.rss.xml")),
        ("ru", "/static/rss/all.rus.rss.xml", Rss("/static/rss/all.rus.rss.xml")),
        ("uk", "/rus/news/", Listing("/rus/news/")),
        ("en", "/news/", Listing("/news/")),
        ("en", "/sitemap.xml", Sitemap("/sitemap.xml")),
        ("ru", "/ukr/archive/2026/11/17", DayArchive("/ukr/archive/{:%Y/%m/%d}")),
    ],
)
def test_a_source_lists_what_is_out(lang: str, path: str, source: Source) -> None:
    listing = read_source(fetch(EDITIONS[lang].host, path), source, lang, SITE)
    titles = {found.url: found.title for found in listing.found}
    entries = {entry.url: entry.title for entry in Newsroom().entries(lang, FIRST_VISIT)}
    assert len(titles) >= 10
    assert set(titles) <= set(entries)
    assert all(normalise(title or "") == normalise(entries[url]) for url, title in titles.items())
