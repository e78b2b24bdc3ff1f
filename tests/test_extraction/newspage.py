"""A small invented outlet and pages of it, for tests that need a page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from scraper.extraction import Reading, Reason, read_page
from scraper.items import Article, Page
from scraper.sites import Edition, Hreflang, SamePath, Site, Switcher

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

SITE = Site(
    name="visnyk",
    title="Вісник Любомира",
    timezone="Europe/Kyiv",
    editions={
        "uk": Edition("https://www.visnyk.example/rus/"),
        "en": Edition("https://english.visnyk.example/"),
        "ru": Edition("https://www.visnyk.example/ukr/"),
    },
    article_url=re.compile(r"/(?P<slug>[\w-]+)-(?P<key>\d{10})\.html$"),
    translations=(Hreflang(), Switcher("span.lang a"), SamePath(("uk", "ru"))),
    headline=("article h1", "h1"),
    body=("article div.txt", "div.txt"),
    authors=("div.author a",),
    tags=("div.intext-tags a",),
    date=("div.info time",),
    strip=("span.lang", ".share", "ins", "[id^=bn_]"),
    boilerplate={"uk": ("Вісник радить",)},
)
UK = "https://www.visnyk.example/rus/news/novyi-mist-1763280000.html"
RU = "https://www.visnyk.example/ukr/news/novyi-mist-1763280000.html"
EN = "https://english.visnyk.example/news/new-bridge-1763283600.html"

HEADLINE = "У Любомирі відкрили новий міст: скільки він коштував"
LEAD = (
    "У Любомирі відкрили рух новим автомобільним мостом через річку Стрижна. Споруда завдовжки "
    "412 метрів замінила аварійний міст, який закрили три роки тому."
)
FIRST = (
    "Перші автомобілі проїхали мостом о 10:30. Стрічку перерізали міська голова Ірина Соломаха та "
    "водій автобуса Степан Леськів, який їздить цим маршрутом уже тридцять років."
)
SECOND = (
    "Міст має чотири смуги руху, тротуари та велодоріжку. Він з’єднує вулицю Набережну з районом "
    "Старий Ринок, де живуть близько 14 тисяч людей, і скорочує шлях на сорок хвилин."
)
THIRD = (
    "Роботи тривали з квітня 2024 року й обійшлися в 1,27 млрд грн. Більшу частину виділив "
    "державний бюджет, решту додали область і місто, повідомили в управлінні доріг."
)
PARAGRAPHS = (FIRST, SECOND, THIRD)


def body_of(*paragraphs: str) -> str:
    """Paragraphs as markup; what is markup already stays."""
    return "\n".join(text if text.startswith("<") else f"<p>{text}</p>" for text in paragraphs)


def markup(
    text: str = "",
    *,
    headline: str = HEADLINE,
    head: str = "",
    before: str = "",
    after: str = "",
    lang: str = "uk",
    title: str | None = None,
) -> str:
    """A page of the outlet; `before` and `after` stand around the text inside `article`."""
    text = text or body_of(*PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>{title or headline} | Вісник Любомира</title>{head}</head>"
        f"<body><nav><a href='/rus/'>Новини</a></nav><article><h1>{headline}</h1>{before}"
        f'<div class="txt">{text}</div>{after}</article>'
        f"<footer><p>© 2026 Вісник Любомира</p></footer></body></html>"
    )


def make_page(
    content: str | bytes = "",
    *,
    url: str = UK,
    final_url: str | None = None,
    status: int = 200,
    content_type: str = "text/html; charset=utf-8",
    headers: tuple[tuple[str, str], ...] = (),
) -> Page:
    """The page as fetched; without content it is an ordinary article."""
    content = content or markup()
    return Page(
        site=SITE.name,
        url=url,
        final_url=final_url or url,
        status=status,
        headers=(("content-type", content_type), *headers),
        body=content.encode() if isinstance(content, str) else content,
        fetched_at=NOW,
    )


def read(
    content: str | bytes = "", *, site: Site = SITE, url: str = UK, **fields: object
) -> Reading:
    """The reading of a page with this content."""
    page = make_page(content, url=url)
    return read_page(replace(page, **fields), site)  # type: ignore[arg-type]


def read_reason(content: str | bytes = "", **fields: object) -> Reason | None:
    """Why a page with this content gave no article; None when it gave one."""
    page = replace(make_page(content), **fields)  # type: ignore[arg-type]
    rejected = read_page(page, SITE).rejected
    return rejected.reason if rejected is not None else None


def article_of(content: str | bytes = "", *, site: Site = SITE, url: str = UK) -> Article:
    """The article of a page with this content; it must have one."""
    reading = read(content, site=site, url=url)
    assert reading.article is not None, reading.rejected
    return reading.article


def texts(article: Article) -> tuple[str, ...]:
    """The texts of an article's blocks."""
    return tuple(block.text for block in article.blocks)


def removed_by(article: Article, rule: str) -> tuple[str, ...]:
    """The texts that a rule removed."""
    return tuple(removed.text for removed in article.removed if removed.rule == rule)
