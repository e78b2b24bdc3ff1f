"""Which feeds, sitemaps and pages list an edition's articles, as sources of a site's file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from scraper.crawling.drafting.patterns import Pattern
from scraper.crawling.drafting.survey import ListSeen, Survey, home_of
from scraper.crawling.inspection.seen import host_of

MOST = 2
"""Feeds and sitemaps of an edition; more of them list the same."""
_DAY = re.compile(r"archiv|arhiv", re.I)
_DATE = re.compile(r"(20\d\d)([/-])(\d\d)\2(\d\d)(?=/?$)")


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A source as it is written in a file: its word and its path, and what is in doubt."""

    word: str
    path: str
    doubt: str = ""


def find_sources(
    survey: Survey, homes: Mapping[str, str], pattern: Pattern | None
) -> dict[str, tuple[SourceDraft, ...]]:
    """The sources of each edition; its front page where nothing else lists its articles."""
    found: dict[str, list[SourceDraft]] = {lang: [] for lang in homes}
    ranked = sorted(survey.lists, key=lambda seen: (seen.kind == "sitemap", -len(seen.found)))
    for seen in ranked:
        for lang, count in _editions_of(seen, homes, pattern).items():
            if count and sum(each.word != "Listing" for each in found[lang]) < MOST:
                word = "Rss" if seen.kind == "feed" else "Sitemap"
                url = seen.named_by if "://" in seen.named_by else seen.url  # its index lasts
                found[lang].append(SourceDraft(word, _path(url, homes[lang])))
    for lang, home in homes.items():
        archive = _archive(survey, home)
        if archive is not None:
            found[lang].append(archive)
        if not found[lang]:
            doubt = "no feed or sitemap of this edition was found"
            found[lang].append(SourceDraft("Listing", urlsplit(home).path, doubt))
    return {lang: tuple(each) for lang, each in found.items()}


def _editions_of(seen: ListSeen, homes: Mapping[str, str], pattern: Pattern | None) -> Counter[str]:
    """How many articles of each edition a list names; of a feed the bulk's edition counts."""
    by_home = {home: lang for lang, home in homes.items()}
    counts: Counter[str] = Counter()
    for found in seen.found:
        lang = by_home.get(home_of(found.url)) or by_home.get(f"https://{host_of(found.url)}/")
        path = urlsplit(found.url).path
        if lang is not None and (pattern is None or re.search(pattern.text, path)):
            counts[lang] += 1
    if seen.kind == "feed":
        return Counter(dict(counts.most_common(1)))
    return counts


def _path(url: str, home: str) -> str:
    """The path on the edition's host, or the whole address on another."""
    parts = urlsplit(url)
    if host_of(url) != host_of(home):
        return url
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _archive(survey: Survey, home: str) -> SourceDraft | None:
    """A link to a day's archive below a home, its date made a place for any."""
    for url in _anchors(survey):
        path = urlsplit(url).path
        if home_of(url) == home and _DAY.search(path) and (found := _DATE.search(path)):
            mark = found[2]
            place = f"{{:%Y{mark}%m{mark}%d}}"
            return SourceDraft("DayArchive", path[: found.start()] + place + path[found.end() :])
    return None


def _anchors(survey: Survey) -> Iterable[str]:
    return (url for seen in survey.pages.values() if seen.traits for url in seen.traits.anchors)
