"""The replica's answers to requests for lists: front pages, archives, RSS, sitemaps, robots.txt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from scraper.demo.addresses import EDITIONS, ENGLISH_HOST, MAIN_HOST, DemoEdition
from scraper.demo.answers import Answer, error, page
from scraper.demo.feeds import compress, render_rss, render_sitemap, render_sitemap_index
from scraper.demo.lists import Entry, render_home, render_list
from scraper.demo.newsroom import Newsroom, local_day, newest_first
from scraper.demo.words import WORDS

RSS_ITEMS = 30
LIST_ITEMS = {"uk": 40, "ru": 40, "en": 100}  # the English edition has no archive
ARCHIVE = re.compile(r"archive/(?P<day>\d{4}/\d\d/\d\d)")


def answer_list(newsroom: Newsroom, host: str, path: str, now: datetime) -> Answer | None:
    """The answer to a request for a list or feed; None when the path is none of them."""
    if path.startswith("/sitemap"):
        return _answer_sitemap(newsroom, host, path, now)
    for edition in EDITIONS.values():
        if edition.host == host:
            answer = _answer_edition(newsroom, edition, path, now)
            if answer is not None:
                return answer
    return None


def _answer_edition(
    newsroom: Newsroom, edition: DemoEdition, path: str, now: datetime
) -> Answer | None:
    if path == edition.rss_path:
        entries = newsroom.entries(edition.lang, now)[:RSS_ITEMS]
        # the header names no charset: the declaration in the file is all that tells it
        return _xml(render_rss(edition, entries), entries)
    entries = newsroom.listed(edition.lang, now)
    title = WORDS[edition.lang].more_news
    shown = entries[: LIST_ITEMS[edition.lang]]
    bare = path.rstrip("/")
    if bare == edition.news_path.rstrip("/"):
        return page(render_list(edition, shown, title), _changed_at(entries))
    if bare in ("", edition.prefix.rstrip("/")):
        return page(render_home(edition, shown), _changed_at(entries))
    return _answer_part(edition, entries, bare, title)


def _answer_part(
    edition: DemoEdition, entries: Sequence[Entry], bare: str, title: str
) -> Answer | None:
    """A day's archive or a section's list."""
    if not bare.startswith(edition.prefix) or edition.lang == "en":
        return None
    archive = ARCHIVE.fullmatch(bare.removeprefix(edition.prefix))
    if archive:
        return _answer_day(edition, entries, archive["day"], title)
    section = [entry for entry in entries if entry.url.startswith(edition.url(bare) + "/")]
    is_section = section and "/" not in bare.removeprefix(edition.prefix)
    return page(render_list(edition, section, title), _changed_at(section)) if is_section else None


def _answer_day(edition: DemoEdition, entries: Sequence[Entry], day: str, title: str) -> Answer:
    try:
        wanted = date.fromisoformat(day.replace("/", "-"))
    except ValueError:
        return error(404, "no such day")
    of_day = [entry for entry in entries if local_day(entry) == wanted]
    return page(render_list(edition, of_day, f"{title} {wanted:%d.%m.%Y}"), _changed_at(of_day))


def _answer_sitemap(newsroom: Newsroom, host: str, path: str, now: datetime) -> Answer | None:
    langs = [lang for lang, edition in EDITIONS.items() if edition.host == host]
    entries = newest_first(entry for lang in langs for entry in newsroom.entries(lang, now))
    if host == ENGLISH_HOST:
        return _xml(render_sitemap(entries), entries) if path == "/sitemap.xml" else None
    days = sorted({local_day(entry) for entry in entries}, reverse=True)
    children = {f"/sitemap/{day:%Y-%m-%d}.xml.gz": day for day in days}
    if path == "/sitemap.xml":
        urls = [f"https://{MAIN_HOST}{child}" for child in children]
        return _xml(render_sitemap_index(urls, _changed_at(entries) or now), entries)
    if path not in children:
        return None
    of_day = [entry for entry in entries if local_day(entry) == children[path]]
    data = compress(render_sitemap(of_day))
    return Answer(body=data, content_type="application/x-gzip", changed_at=_changed_at(of_day))


def _xml(data: bytes, entries: Sequence[Entry]) -> Answer:
    return Answer(body=data, content_type="text/xml", changed_at=_changed_at(entries))


def _changed_at(entries: Sequence[Entry]) -> datetime | None:
    return max((entry.published_at for entry in entries), default=None)
