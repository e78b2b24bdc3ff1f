"""The vocabulary in which a site's facts are written; it holds facts and reads nothing.

A site file names its editions, where their news is listed, what an article's address looks like,
where the text stands on the page and how one language version points to the others.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from urllib.parse import urljoin, urlsplit


class SiteError(ImportError):
    """A site lacks a required fact or states a wrong one; the message names file and attribute."""


# --- where an edition lists its news -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rss:
    """An RSS or Atom feed; `path` is joined to the edition's home."""

    path: str


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap or sitemap index, plain or gzipped, with news tags and alternates."""

    path: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that links to articles, such as a section's front page."""

    path: str


@dataclass(frozen=True, slots=True)
class DayArchive:
    """A page per day; `path` is a format string over a date, such as `/archive/{:%Y/%m/%d}`."""

    path: str


Source = Rss | Sitemap | Listing | DayArchive


@dataclass(frozen=True, init=False)
class Edition:
    """One language of a site: its home (scheme, host, path prefix) and its sources.

    The home's path is the prefix that article addresses of this edition start with. `also` are
    further homes, such as a section's own host. Where editions share host and prefix, `path` is a
    regular expression that this one's paths match.
    """

    home: str
    sources: tuple[Source, ...]
    path: str | None
    also: tuple[str, ...]

    def __init__(
        self, home: str, *sources: Source, path: str | None = None, also: tuple[str, ...] = ()
    ) -> None:
        object.__setattr__(self, "home", home)
        object.__setattr__(self, "sources", sources)
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "also", also)

    @property
    def homes(self) -> tuple[str, ...]:
        """Its home and its further ones, in the order in which those of other editions answer."""
        return (self.home, *self.also)

    @cached_property
    def host(self) -> str:
        """The home's host name, in lower case."""
        return _place_of(self.home)[0]

    @cached_property
    def prefix(self) -> str:
        """The path that article addresses below the home start with; `/` when there is none."""
        return _place_of(self.home)[1]

    def url(self, path: str) -> str:
        """The absolute address of a path of this edition."""
        return urljoin(self.home, path)

    def home_of(self, url: str) -> str | None:
        """The home that an address lies below, by host, prefix and kind of path; None if none."""
        host, path = _place_of(url)
        if self.path is not None and re.search(self.path, path) is None:
            return None
        places = ((home, *_place_of(home)) for home in self.homes)
        fits = [home for home, its, prefix in places if its == host and path.startswith(prefix)]
        return max(fits, key=len, default=None)

    def holds(self, url: str) -> bool:
        """Whether an address can be of this edition."""
        return self.home_of(url) is not None


# --- how one language version points to the others -----------------------------------------------


@dataclass(frozen=True, slots=True)
class Hreflang:
    """`link rel=alternate hreflang` in the head, or the same in a sitemap."""


@dataclass(frozen=True, slots=True)
class Switcher:
    """Links on the page that lead to the other languages; `css` selects the `a` elements."""

    css: str


@dataclass(frozen=True, slots=True)
class SamePath:
    """The same path below another edition's home, whether that is another prefix or another host.

    `langs` are the editions that share paths; none named means all of them.
    """

    langs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SameKey:
    """Editions that share the article's key (group `key` of `article_url`), not its path."""

    langs: tuple[str, ...] = ()


TranslationRule = Hreflang | Switcher | SamePath | SameKey


# --- what a healthy crawl looks like -------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """The least that a healthy crawl brings; below it the run ends as `layout-changed`.

    `articles_per_day` counts all editions together: three days must bring one day's, so that a
    holiday is no alarm (and half of what is usual, once that is known). The others are shares, 0 to
    1, of the articles read in one run that have the field; `complete` is the share of stories with
    every edition.
    `langs` is the least share of articles per language. The most that may be: `rejected`,
    the share of pages that gave no article, `reasons`, the same by reason, and `generic`, the share
    of articles whose text no selector of the site found. Fewer than `at_least` pages prove nothing.
    """

    articles_per_day: float = 0.0
    lead: float = 0.5
    image: float = 0.5
    author: float = 0.0
    date: float = 0.95
    complete: float = 0.0
    rejected: float = 0.5
    generic: float = 0.5
    at_least: int = 20
    langs: Mapping[str, float] = field(default_factory=dict)
    reasons: Mapping[str, float] = field(default_factory=dict)


# --- a site, put together ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything that reading, matching and watching one site needs to know about it.

    `article_url` matches the path of an article page and may name the groups `key` and `slug`.
    `headline`, `lead`, `body`, `authors`, `date`, `tags`, `caption` are CSS selectors, the first
    that matches wins; `strip` are selectors removed from the body, `boilerplate` are phrases per
    language that begin a paragraph of the page's own. `usual_delay` is the time between versions.
    `verified` is the day of the newest real page that these facts were held against; a site without
    one is *unverified*. `schedule` says when a scheduled crawl is due: a cron expression of five
    fields in the site's time zone, or the time between two crawls.
    """

    name: str
    title: str
    timezone: str
    editions: Mapping[str, Edition]
    article_url: re.Pattern[str]
    translations: tuple[TranslationRule, ...] = ()
    headline: tuple[str, ...] = ("h1",)
    lead: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    strip: tuple[str, ...] = ()
    boilerplate: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    expects: Expect = Expect()
    usual_delay: datetime.timedelta = datetime.timedelta(hours=24)
    verified: datetime.date | None = None
    schedule: str | datetime.timedelta = "*/15 * * * *"

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages of its editions, in the order they are written in."""
        return tuple(self.editions)

    @property
    def hosts(self) -> frozenset[str]:
        """Every host that an edition or one of its sources lives on."""
        further = (home for edition in self.editions.values() for home in edition.also)
        return self.main_hosts | frozenset(_place_of(home)[0] for home in further)

    @property
    def main_hosts(self) -> frozenset[str]:
        """The hosts of homes and sources, without those that articles also lie on."""
        editions = self.editions.values()
        sources = (edition.url(source.path) for edition in editions for source in edition.sources)
        named = (_place_of(url)[0] for url in (*sources, *(each.home for each in editions)))
        return frozenset(host for host in named if host)

    def edition_of(self, url: str) -> str | None:
        """The edition that an address belongs to; of several that can hold it the most special."""
        fits = [
            (edition.path is not None, len(_place_of(home)[1]), lang)
            for lang, edition in self.editions.items()
            if (home := edition.home_of(url)) is not None
        ]
        return max(fits, key=lambda fit: fit[:2])[2] if fits else None

    def key_of(self, url: str) -> str | None:
        """The site's own number or code for an article, as its address has it.

        Each host numbers its articles for itself, so the name of a further one is part of it.
        """
        match, lang = self.match_article(url), self.edition_of(url)
        key = match.groupdict().get("key") if match else None
        if key is None or lang is None:
            return None
        host = _place_of(url)[0]
        return key if host == self.editions[lang].host else f"{host}/{key}"

    def match_article(self, url: str) -> re.Match[str] | None:
        """The match of `article_url` on the address's path, when it is an article of this site."""
        if self.edition_of(url) is None:
            return None
        return self.article_url.search(urlsplit(url).path)


@lru_cache(maxsize=4096)
def _place_of(url: str) -> tuple[str, str]:
    """Host and path of an address; each edition is asked about the same one."""
    parts = urlsplit(url)
    return (parts.hostname or "").lower(), parts.path or "/"
