"""The replica's lists: front pages, news lists and day archives, as `div.newsline` with times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scraper.demo.addresses import DemoEdition
from scraper.demo.articles import KYIV
from scraper.demo.markup import Html, fill, join, tag
from scraper.demo.pages import render_navigation
from scraper.demo.words import WORDS, short_date

FEATURES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a list: an article's address and what lists and feeds say about it.

    `alternates` maps a language to the address of that version, for the sitemap.
    """

    url: str
    lang: str
    title: str
    published_at: datetime
    lead: str = ""
    section: str = ""
    image: str = ""
    tags: tuple[str, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()


def render_list(edition: DemoEdition, entries: Sequence[Entry], title: str) -> str:
    """A news list or a day's archive: every entry with its time."""
    lines = join(*(_line(entry) for entry in entries), between="\n")
    return _render(edition, title, tag("div", lines, class_="newsline"), Html(""))


def render_home(edition: DemoEdition, entries: Sequence[Entry]) -> str:
    """A front page: the news line in its scrolling box, features with a date in the title."""
    lines = join(*(tag("div", _line(entry), class_="item") for entry in entries), between="\n")
    content = tag("div", tag("div", lines, class_="nano-content"), class_="nano")
    features = join(*map(_feature, entries[:FEATURES]), between="\n")
    title = WORDS[edition.lang].more_news
    return _render(edition, title, tag("div", content, class_="newsline"), features)


def _render(edition: DemoEdition, title: str, newsline: Html, features: Html) -> str:
    words = WORDS[edition.lang]
    return fill(
        "list.html",
        lang=edition.lang,
        title=title,
        outlet=words.outlet,
        rss_url=edition.url(edition.rss_path),
        cookies=words.cookies,
        home=edition.home,
        navigation=render_navigation(edition.lang),
        newsline=newsline,
        features=features,
        copyright=words.copyright,
    )


def _line(entry: Entry) -> Html:
    time = tag("span", f"{entry.published_at.astimezone(KYIV):%H:%M}", class_="time")
    return tag("div", tag("a", time, f"\n      {entry.title}{' ' * 24}", href=entry.url))


def _feature(entry: Entry) -> Html:
    date = f" {short_date(entry.published_at, entry.lang)}"
    return tag("div", tag("a", entry.title + date, href=entry.url), class_="feature")
