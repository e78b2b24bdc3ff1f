"""The saved real pages as sites: facts of their layouts, for reading them through the one path."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from scraper.items import Page
from scraper.sites import Edition, Hreflang, SamePath, Site, Switcher, TranslationRule

FETCHED = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one outlet's layout; `homes` maps its languages to their homes."""

    title: str
    homes: dict[str, str]
    article_url: str = r".+"
    translations: tuple[TranslationRule, ...] = (Hreflang(),)
    headline: tuple[str, ...] = ("h1",)
    body: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    strip: tuple[str, ...] = ()
    timezone: str = "Europe/Kyiv"


SITES = {
    "pravda": Facts(
        title="Українська правда",
        homes={
            "uk": "https://www.pravda.com.ua/",
            "ru": "https://www.pravda.com.ua/rus/",
            "en": "https://www.pravda.com.ua/eng/",
        },
        article_url=r"/(?:news|articles)/\d{4}/\d{1,2}/\d{1,2}/(?P<key>\d+)",
        translations=(Hreflang(), Switcher("div.lang_menu a"), SamePath()),
        headline=("h1.post_article_title", "h1"),
        body=("div.post_article_text", "div.post_news_text"),
        strip=(".advtext_mob", ".nts-ad"),
    ),
    "ukrinform": Facts(
        title="Укринформ",
        homes={"ru": "https://www.ukrinform.ru/", "uk": "https://www.ukrinform.ua/"},
        article_url=r"/rubric-[\w-]+/(?P<key>\d+)-",
        headline=("h1.newsTitle", "h1"),
        body=("div.newsText",),
        lead=("div.newsHeading",),
        strip=("section.read", "aside", "div[data-name=int_hidden]"),
    ),
    "unn": Facts(
        title="УНН",
        homes={"uk": "https://www.unn.com.ua/uk/", "ru": "https://www.unn.com.ua/ru/"},
        article_url=r"/news/(?P<key>\d+)-",
        body=("[itemprop=articleBody]",),
    ),
    "24tv": Facts(
        title="24 Канал",
        homes={"uk": "https://24tv.ua/", "ru": "https://24tv.ua/ru/"},
        article_url=r"_n(?P<key>\d+)$",
        translations=(Switcher("a.changeLangRU"),),
        headline=("h1.article_title", "h1"),
        body=("#newsSummary",),
    ),
    "zaxid": Facts(
        title="ZAXID.NET",
        homes={"uk": "https://zaxid.net/"},
        article_url=r"_n(?P<key>\d+)$",
    ),
    "euronews": Facts(
        title="Euronews",
        homes={
            "en": "https://www.euronews.com/",
            "de": "https://de.euronews.com/",
            "fr": "https://fr.euronews.com/",
            "ru": "https://ru.euronews.com/",
        },
        article_url=r"/\d{4}/\d{2}/\d{2}/[\w-]+",
        headline=("h1.c-article-redesign-title", "h1"),
        lead=(".c-article-summary",),
        body=("div.c-article-content",),
        strip=(
            ".widget--type-related",
            ".widget--type-tweet",
            ".connatix-container",
            ".c-ad",
            ".c-article-content__first-element",
        ),
        timezone="Europe/Paris",
    ),
    "bbc": Facts(
        title="BBC News",
        homes={"en": "https://www.bbc.com/"},
        article_url=r"/news/.+",
        body=("article [data-component=text-block], article [data-component=subheadline-block]",),
        timezone="Europe/London",
    ),
    "dw": Facts(
        title="DW",
        homes={lang: f"https://www.dw.com/{lang}/" for lang in ("en", "de", "fr", "uk", "ru")},
        article_url=r"/a-(?P<key>\d+)$",
        body=("div.rich-text", "div.longText"),
        timezone="Europe/Berlin",
    ),
    "kommersant": Facts(
        title="Коммерсантъ",
        homes={"ru": "https://www.kommersant.ru/"},
        article_url=r"/doc/(?P<key>\d+)",
        timezone="Europe/Moscow",
    ),
    "tass": Facts(
        title="ТАСС",
        homes={"ru": "https://tass.ru/"},
        article_url=r"/(?P<key>\d+)$",
        timezone="Europe/Moscow",
    ),
}


@dataclass(frozen=True, slots=True)
class Saved:
    """One saved page with the site it is read as."""

    name: str
    site: Site
    page: Page


def saved_pages(folder: Path) -> Iterator[Saved]:
    """Every saved article page of `pages/index.tsv`, in its order."""
    with (folder / "pages" / "index.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for row in rows:
        path = folder / "pages" / row["file"]
        if path.suffix == ".html" and "newsline_item" not in path.name:
            url = row["url"] or f"https://{row['outlet']}.example/news/1.html"
            yield Saved(row["file"], make_site(row["file"], row["language"], url), _page(path, url))


def make_site(file: str, lang: str, url: str) -> Site:
    """The site of a saved page: its known facts, or none but its host and language."""
    name = file.partition("/")[0]
    facts = SITES.get(name) if "waddle" not in file else None
    if facts is None:
        parts = urlsplit(url)
        facts = Facts(title=name, homes={lang: f"https://{parts.hostname}/"})
    return Site(
        name=name,
        title=facts.title,
        timezone=facts.timezone,
        editions={lang: Edition(home) for lang, home in facts.homes.items()},
        article_url=re.compile(facts.article_url),
        translations=facts.translations,
        headline=facts.headline,
        lead=facts.lead,
        body=facts.body,
        strip=facts.strip,
    )


def _page(path: Path, url: str) -> Page:
    return Page(
        site=path.parent.name,
        url=url,
        final_url=url,
        status=200,
        headers=(("content-type", "text/html"),),
        body=path.read_bytes(),
        fetched_at=FETCHED,
    )
