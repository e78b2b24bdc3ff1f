"""An invented outlet for the tests of matching: one site and a short way to write its articles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from scraper.items import Article, Block, DeclaredBy, Image, Story, Translation
from scraper.sites import Edition, Hreflang, Listing, SameKey, SamePath, Site, Switcher

NOON = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)

SITE = Site(
    name="visnyk",
    title="Visnyk",
    timezone="Europe/Kyiv",
    editions={
        "uk": Edition("https://visnyk.example/uk/", Listing("/uk/news")),
        "en": Edition("https://english.visnyk.example/", Listing("/news")),
        "ru": Edition("https://visnyk.example/ru/", Listing("/ru/news")),
    },
    article_url=re.compile(r"/(?P<slug>[\w-]+)-(?P<key>\d{10})\.html$"),
    translations=(Hreflang(), Switcher(".langs a"), SamePath(("uk", "ru")), SameKey(("uk", "ru"))),
)
SITES = {SITE.name: SITE}


def url(lang: str, name: str) -> str:
    """The address of an article by the name it has in the test."""
    return f"{SITE.editions[lang].home}{name}.html"


def link(
    lang: str, name: str, by: DeclaredBy = "hreflang", *, to: str | None = None
) -> Translation:
    """A link that claims language `lang` and leads to article `name` of edition `to` or `lang`."""
    return Translation(lang=lang, url=url(to or lang, name), declared_by=by)


def article(
    lang: str,
    name: str,
    *links: Translation,
    key: str | None = None,
    minutes: int | None = 0,
    headline: str = "",
    text: Iterable[str] = (),
    image: str | None = None,
) -> Article:
    """An article of the outlet, published `minutes` after noon; None leaves the time out."""
    return Article(
        id=f"visnyk:{lang}:{name}",
        site="visnyk",
        edition=lang,
        lang=lang,
        url=url(lang, name),
        headline=headline or name,
        key=key,
        blocks=tuple(Block(kind="paragraph", text=one) for one in text),
        image=Image(url=image) if image else None,
        published_at=None if minutes is None else NOON + timedelta(minutes=minutes),
        translations=links,
    )


def partition(stories: Iterable[Story]) -> set[frozenset[str]]:
    """Which articles stand together, as `lang:name`."""
    return {
        frozenset(identity.removeprefix("visnyk:") for identity in story.articles.values())
        for story in stories
    }
