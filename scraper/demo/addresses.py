"""The replica's hosts, editions and addresses; path prefixes are swapped as on the real site."""

from __future__ import annotations

from dataclasses import dataclass

from scraper.demo.articles import DemoStory

MAIN_HOST = "www.rbc.ua"
ENGLISH_HOST = "newsukraine.rbc.ua"
HOSTS = (MAIN_HOST, ENGLISH_HOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoEdition:
    """One language: where it lives, and the charset of its RSS feed."""

    lang: str
    host: str
    prefix: str
    news_path: str
    rss_path: str
    rss_charset: str = "utf-8"

    @property
    def home(self) -> str:
        """The address of the front page."""
        return self.url(self.prefix)

    def url(self, path: str) -> str:
        """The absolute address of a path on the edition's host."""
        return f"https://{self.host}{path}"


EDITIONS = {
    edition.lang: edition
    for edition in (
        DemoEdition(
            lang="uk",
            host=MAIN_HOST,
            prefix="/rus/",
            news_path="/rus/news/",
            rss_path="/static/rss/all.ukr.rss.xml",
        ),
        DemoEdition(
            lang="ru",
            host=MAIN_HOST,
            prefix="/ukr/",
            news_path="/ukr/news/",
            rss_path="/static/rss/all.rus.rss.xml",
            rss_charset="windows-1251",
        ),
        DemoEdition(
            lang="en",
            host=ENGLISH_HOST,
            prefix="/",
            news_path="/news",
            rss_path="/rss.xml",
        ),
    )
}


def article_path(story: DemoStory, lang: str) -> str:
    """The path of a version's page; Ukrainian and Russian share slug and key."""
    version = story.versions.get(lang)
    slug = (version and version.slug) or story.slug
    key = (version and version.key) or story.key
    section = "news" if lang == "en" else story.path
    return f"{EDITIONS[lang].prefix}{section}/{slug}-{key}.html"


def article_url(story: DemoStory, lang: str) -> str:
    """The address of a version's page."""
    return EDITIONS[lang].url(article_path(story, lang))


def image_url(story: DemoStory, size: str = "1200x675") -> str:
    """The address of the story's picture; the versions share it, and nobody serves it."""
    first, second = story.image[:1] or "a", story.image[1:2] or "b"
    return f"https://{MAIN_HOST}/static/img/{first}/{second}/{story.image}_{size}.jpg"
