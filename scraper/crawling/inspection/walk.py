"""Which pages of a site an inspection looks at, a stage at a time; it fetches and judges nothing.

The stages: robots.txt of each host, every source, a few articles of each edition, the pages that
their translations lead to. At most MOST_REQUESTS addresses in all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import islice, zip_longest
from typing import TypeVar
from zoneinfo import ZoneInfo

from scraper.crawling.inspection.asking import Asking, Stage, Walk
from scraper.crawling.inspection.seen import (
    NOT_ASKED,
    Answer,
    ArticleSeen,
    Ask,
    Seen,
    SourceSeen,
)
from scraper.extraction import normalise_url, read_page, read_source
from scraper.extraction.probes import probe_page, probe_source
from scraper.sites import DayArchive, Site, Source

MOST_REQUESTS = 60
"""Addresses that one inspection asks for, at most; retries and redirects come on top."""
ARTICLES = 4
"""Article pages of each edition."""
TARGETS = 3
"""Translations followed from one edition to another, for each way of linking."""
DAYS = 2
"""Days of an archive: today and yesterday."""

T = TypeVar("T")


def walk_site(site: Site, now: datetime, agent: str) -> Walk[Seen]:
    """Yields the addresses of each stage, wants their answers by address, returns what was seen.

    `agent` is the user agent by which robots.txt is read. An address that robots.txt forbids is not
    asked for.
    """
    walker = _Walker(site, now, Asking(agent, MOST_REQUESTS))
    yield from walker.robots()
    yield from walker.sources()
    yield from walker.articles()
    yield from walker.targets()
    return walker.seen


@dataclass(slots=True)
class _Walker:
    """One walk: what it has seen so far."""

    site: Site
    now: datetime
    asking: Asking
    seen: Seen = field(init=False)

    def __post_init__(self) -> None:
        self.seen = Seen(site=self.site)

    def robots(self) -> Stage:
        """The robots file of every host."""
        self.seen.robots = dict((yield from self.asking.robots(sorted(self.site.main_hosts))))
        self.seen.delays = self.asking.delays

    def sources(self) -> Stage:
        """Every source, an archive for today and yesterday; then one sitemap of each index."""
        asked = list(self._source_pages())
        yield from self._read_sources(asked)
        inner = [
            (seen.lang, seen.source, normalise_url(link.url), None)
            for seen in self.seen.sources
            for link in islice(seen.listing.sources, 1)
        ]
        yield from self._read_sources(inner)

    def articles(self) -> Stage:
        """A few articles of each edition, spread over its sources and through them."""
        chosen = [(lang, url) for lang in self.site.langs for url in self._sample(lang)]
        answers = yield from self.asking.ask(Ask(url) for _, url in chosen)
        self.seen.articles += [self._read_article(lang, url, answers[url]) for lang, url in chosen]

    def targets(self) -> Stage:
        """The pages that the sample's declared translations lead to, a few of each kind."""
        followed: Counter[tuple[object, ...]] = Counter()
        wanted: dict[str, str] = {}
        for seen, rule, translation in self.seen.translations():
            route = (rule, seen.lang, translation.lang)
            if followed[route] >= TARGETS or not self.asking.allows(translation.url):
                continue
            followed[route] += 1
            if self.seen.read(translation.url) is None:
                wanted[translation.url] = translation.lang
        answers = yield from self.asking.ask(Ask(url) for url in wanted)
        for url, lang in wanted.items():
            if answers[url] is not NOT_ASKED:
                self.seen.targets[url] = self._read_article(lang, url, answers[url])

    def _source_pages(self) -> Iterator[tuple[str, Source, str, date | None]]:
        today = self.now.astimezone(ZoneInfo(self.site.timezone)).date()
        days = [today - timedelta(days=back) for back in range(DAYS)]
        for lang, edition in self.site.editions.items():
            for source in edition.sources:
                if isinstance(source, DayArchive):
                    for day in days:
                        yield lang, source, edition.url(source.path.format(day)), day
                else:
                    yield lang, source, edition.url(source.path), None

    def _read_sources(self, pages: Sequence[tuple[str, Source, str, date | None]]) -> Stage:
        answers = yield from self.asking.ask(Ask(url) for _, _, url, _ in pages)
        for lang, source, url, day in pages:
            self.seen.sources.append(self._read_source(lang, source, url, day, answers[url]))

    def _read_source(
        self, lang: str, source: Source, url: str, day: date | None, answer: Answer
    ) -> SourceSeen:
        seen = SourceSeen(lang=lang, source=source, url=url, day=day, answer=answer)
        if answer.page is None:
            return seen
        return replace(
            seen,
            listing=read_source(answer.page, source, lang, self.site),
            named=probe_source(answer.page, source, self.site) if answer.is_good else (),
        )

    def _sample(self, lang: str) -> list[str]:
        lists = [
            _spread(
                [
                    entry.url
                    for entry in seen.found
                    if self.site.edition_of(entry.url) == lang and self.asking.allows(entry.url)
                ]
            )
            for seen in self.seen.sources
        ]
        mixed = (url for row in zip_longest(*lists) for url in row if url is not None)
        return list(islice(dict.fromkeys(mixed), ARTICLES))

    def _read_article(self, lang: str, url: str, answer: Answer) -> ArticleSeen:
        if answer.page is None:
            return ArticleSeen(lang=lang, url=url, answer=answer)
        return ArticleSeen(
            lang=lang,
            url=url,
            answer=answer,
            reading=read_page(answer.page, self.site, now=self.now),
            probe=probe_page(answer.page, self.site) if answer.is_good else None,
        )


def _spread(urls: Sequence[str]) -> list[str]:
    """A few addresses from all over a list: its newest may not be translated yet."""
    step = max(len(urls) // ARTICLES, 1)
    return list(urls[::step])


def fetch_all(walk: Walk[T], fetch: Callable[[Ask], Answer]) -> T:
    """Run a walk with a function that brings the answer to one address."""
    answers: Mapping[str, Answer] | None = None
    while True:
        try:
            asks = next(walk) if answers is None else walk.send(answers)
        except StopIteration as end:
            seen: T = end.value
            return seen
        answers = {ask.url: fetch(ask) for ask in asks}
