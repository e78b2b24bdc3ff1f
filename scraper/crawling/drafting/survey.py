"""What was seen of an unknown site: pages with what they say, feeds and sitemaps, robots files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal
from urllib.parse import urlsplit

from scraper.crawling.inspection.seen import Answer, host_of
from scraper.extraction import Found, Reading, read_unknown, unknown_site
from scraper.extraction.feeds import read_feed
from scraper.extraction.readings import Listing
from scraper.extraction.sitemaps import read_sitemap
from scraper.extraction.traits import Traits, read_traits
from scraper.items import Article, Page
from scraper.languages import NEIGHBOURS, OTHER, UNDETERMINED, identify, parse_lang

LANGS = ("uk", "en", "ru")
"""Languages that texts of an unknown site are asked for; their neighbours are told from them."""

A_TEXT = 300
"""Characters of a page's text that make it an article when its address looks like one."""
_LIKE_AN_ARTICLE = re.compile(r"(?:[^/]+-){3,}[^/]+/?$|[^/]*\d{4,}[^/]*/?$")

ListKind = Literal["feed", "sitemap"]


@dataclass(frozen=True, eq=False)
class PageSeen:
    """One page of the site, as far as it can be read without rules; `url` is as asked for."""

    url: str
    answer: Answer

    @property
    def page(self) -> Page | None:
        """The page, when a whole one came."""
        return self.answer.page if self.answer.is_good else None

    @cached_property
    def traits(self) -> Traits | None:
        """What it says of itself."""
        return read_traits(self.page) if self.page else None

    @cached_property
    def reading(self) -> Reading | None:
        """What generic reading gives."""
        return read_unknown(self.page) if self.page else None

    @property
    def article(self) -> Article | None:
        """The article that generic reading gives, of a page that says or seems to be one."""
        article = self.reading.article if self.reading else None
        if article is None or self.traits is None:
            return None
        seems = len(article.text) >= A_TEXT and like_an_article(article.url)
        return article if self.traits.is_article or seems else None

    @cached_property
    def lang(self) -> str | None:
        """What its text is written in, None when that cannot be told."""
        return lang_of(self.article.text) if self.article else None


@dataclass(frozen=True, slots=True)
class ListSeen:
    """A feed or sitemap that was asked for, and where its address came from."""

    url: str
    kind: ListKind
    named_by: str
    answer: Answer
    listing: Listing

    @property
    def found(self) -> tuple[Found, ...]:
        """What it lists."""
        return self.listing.found


@dataclass(slots=True)
class Survey:
    """Everything that was seen, the page at `start` first; `robots` is by host."""

    start: str
    robots: dict[str, Answer] = field(default_factory=dict)
    delays: dict[str, float] = field(default_factory=dict)
    sitemaps: list[str] = field(default_factory=list)
    pages: dict[str, PageSeen] = field(default_factory=dict)
    lists: list[ListSeen] = field(default_factory=list)
    asked: int = 0

    @property
    def articles(self) -> list[PageSeen]:
        """The pages that are articles, each address once."""
        read = (seen for seen in self.pages.values() if seen.article is not None)
        return list({seen.article.url: seen for seen in read if seen.article}.values())

    @property
    def trouble(self) -> str | None:
        """Why nothing can be said: the start page did not come, or is no page."""
        seen = self.pages.get(self.start)
        if seen is None:
            return "was not asked for"
        if seen.page is None or seen.answer.is_refusal:
            return "robots.txt forbids it" if seen.answer.reason == "robots" else seen.answer.said
        if seen.traits is None:
            return "is no page of HTML"
        return None

    def found(self) -> Iterator[Found]:
        """Everything that the lists name."""
        for seen in self.lists:
            yield from seen.found


def like_an_article(url: str) -> bool:
    """Whether an address ends in several words or a long number, as sections' do not."""
    return _LIKE_AN_ARTICLE.search(urlsplit(url).path) is not None


def home_of(url: str) -> str:
    """What an address's edition may begin with: its host, and a first segment that is a language.

    Whether it really is one, the texts below it decide.
    """
    parts = urlsplit(url)
    first, slash, _ = parts.path.lstrip("/").partition("/")
    return f"https://{host_of(url)}/" + (f"{first}/" if slash and _is_tag(first) else "")


def _is_tag(segment: str) -> bool:
    try:
        return parse_lang(segment) in (*LANGS, *NEIGHBOURS, "de", "fr", "es", "ro", "ka", "tr")
    except ValueError:
        return False


@lru_cache(maxsize=1024)
def lang_of(text: str) -> str | None:
    """The language of a text or title, None when that cannot be told or is another."""
    verdict = identify(text, langs=LANGS)
    lang = verdict.closest if verdict.lang == OTHER else verdict.lang
    return lang if lang not in (OTHER, UNDETERMINED, "") else None


def lang_of_titles(found: tuple[Found, ...]) -> str | None:
    """The language of most of a list's first titles."""
    langs = Counter(lang_of(each.title) for each in found[:15] if each.title)
    del langs[None]
    return langs.most_common(1)[0][0] if langs else None


def read_list(page: Page, kind: ListKind) -> Listing:
    """What a feed or sitemap names."""
    zone = unknown_site(page.final_url).timezone
    return read_feed(page, zone=zone) if kind == "feed" else read_sitemap(page, zone=zone)
