"""What an inspection asks for and what it has seen: addresses, answers and what they held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from scraper.crawling.politeness import REFUSALS
from scraper.extraction import Found, Listing, Reading, Reason
from scraper.extraction.documents import parse_document
from scraper.extraction.probes import Probe
from scraper.extraction.refusals import challenge_service, refuse_document, refuse_response
from scraper.items import Article, Page, Translation
from scraper.sites import Site, Source, TranslationRule

UNREAD = frozenset(
    {Reason.CHALLENGE, Reason.CONSENT, Reason.EMPTY, Reason.HTTP_STATUS, Reason.NOT_HTML,
     Reason.TOO_LARGE, Reason.TRUNCATED}
)  # fmt: skip
"""Rejects that say nothing about selectors: the page is not what readers see."""


@dataclass(frozen=True, slots=True)
class Ask:
    """An address to fetch; robots.txt itself is not subject to its rules."""

    url: str
    is_robots: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A page, or the reason, as a slug, why none came (`robots`, `timeout` ...)."""

    page: Page | None = None
    reason: str = ""

    @property
    def was_asked(self) -> bool:
        """Whether a request went out at all."""
        return self.reason not in (NOT_ASKED.reason, FORBIDDEN.reason)

    @property
    def is_good(self) -> bool:
        """Whether a whole page came with a status of success."""
        return self.page is not None and 200 <= self.page.status < 300 and self.page.cut is None

    @property
    def is_refusal(self) -> bool:
        """Whether the server said: not you, not now."""
        if self.page is None:
            return False
        if self.page.status in REFUSALS:
            return True
        return is_challenge(self.page)

    @property
    def said(self) -> str:
        """The answer in a few words."""
        if self.page is None:
            return f"no answer: {self.reason}"
        if self.is_refusal:
            return f"refuses us (HTTP {self.page.status})"
        return f"HTTP {self.page.status}{', cut' if self.page.cut else ''}"


def is_challenge(page: Page) -> bool:
    """Whether a page asks its reader to prove something instead of showing anything."""
    if challenge_service(page.body) is None:
        return False
    document = parse_document(page)
    rejected = refuse_response(page) or (refuse_document(document) if document else None)
    return rejected is not None and rejected.reason is Reason.CHALLENGE


FORBIDDEN = Answer(reason="robots")
NOT_ASKED = Answer(reason="not asked, enough was")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSeen:
    """One page of a source: of an archive one day, of a sitemap index also one of its sitemaps."""

    lang: str
    source: Source
    url: str
    answer: Answer
    day: date | None = None
    listing: Listing = field(default_factory=Listing)
    named: tuple[str, ...] = ()

    @property
    def found(self) -> tuple[Found, ...]:
        """The articles it lists."""
        return self.listing.found


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSeen:
    """One article page of the sample, read as a crawl would read it."""

    lang: str
    url: str
    answer: Answer
    reading: Reading | None = None
    probe: Probe | None = None

    @property
    def article(self) -> Article | None:
        """The article that was read."""
        return self.reading.article if self.reading else None

    @property
    def is_readable(self) -> bool:
        """Whether the page is what readers see, so that selectors can be held against it."""
        rejected = self.reading.rejected if self.reading else None
        return self.probe is not None and (rejected is None or rejected.reason not in UNREAD)


@dataclass(slots=True, kw_only=True)
class Seen:
    """Everything an inspection has seen of a site.

    `robots` is by host, `targets` by address: the pages that translations lead to.
    """

    site: Site
    robots: dict[str, Answer] = field(default_factory=dict)
    delays: dict[str, float] = field(default_factory=dict)
    sources: list[SourceSeen] = field(default_factory=list)
    articles: list[ArticleSeen] = field(default_factory=list)
    targets: dict[str, ArticleSeen] = field(default_factory=dict)

    def readable(self, lang: str | None = None) -> list[ArticleSeen]:
        """The sampled pages that selectors can be held against, of one edition or of all."""
        return [seen for seen in self.articles if seen.is_readable and lang in (None, seen.lang)]

    def found(self) -> Iterator[Found]:
        """Every article that a source lists, each address once."""
        found = (entry for source in self.sources for entry in source.found)
        yield from {entry.url: entry for entry in found}.values()

    def translations(self) -> Iterator[tuple[ArticleSeen, TranslationRule, Translation]]:
        """Every declared translation of the sample with its page and the rule that found it."""
        for seen in self.articles:
            for rule, translation in seen.probe.translations if seen.probe else ():
                yield seen, rule, translation

    def read(self, url: str) -> ArticleSeen | None:
        """A page of the sample or a target by its address, when it was fetched."""
        if url in self.targets:
            return self.targets[url]
        return next((seen for seen in self.articles if seen.url == url), None)

    def answers(self) -> list[Answer]:
        """Every answer, refusals and lost ones too."""
        pages = [*self.articles, *self.targets.values()]
        return [
            *self.robots.values(),
            *(source.answer for source in self.sources),
            *(page.answer for page in pages),
        ]


def host_of(url: str) -> str:
    """The host of an address, in lower case."""
    return (urlsplit(url).hostname or "").lower()
