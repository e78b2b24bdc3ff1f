"""Which pages of an unknown site are looked at, a stage at a time; it fetches and judges nothing.

The stages: robots.txt, the page itself and its front page; what these name in other languages;
feeds and sitemaps; a few articles of each edition; the pages these lead to in other languages.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from urllib.parse import urljoin

from scraper.crawling.drafting.survey import (
    LANGS,
    ListKind,
    ListSeen,
    PageSeen,
    Survey,
    home_of,
    like_an_article,
    read_list,
)
from scraper.crawling.inspection.asking import Asking, Stage, Walk
from scraper.crawling.inspection.seen import NOT_ASKED, Ask, host_of
from scraper.extraction import normalise_url, same_address
from scraper.extraction.readings import Listing

MOST_REQUESTS = 45
"""Addresses that one look asks for, at most."""
HOMES = 4
LISTS = 12
ARTICLES = 3
"""Article pages of each edition."""
TARGETS = 4
"""Translations followed from one edition to another."""

COMMON: tuple[tuple[ListKind, str], ...] = (
    ("feed", "rss.xml"), ("feed", "rss"), ("feed", "feed"), ("sitemap", "sitemap.xml"),
)  # fmt: skip
"""Where feeds and sitemaps often are, for hosts that name none."""


def explore(start: str, now: datetime, agent: str) -> Walk[Survey]:
    """Yields the addresses of each stage, wants their answers, returns what was seen.

    `start` is any page of the site, best an article that exists in several languages; `agent` is
    the user agent by which robots.txt is read.
    """
    survey = Survey(normalise_url(start))
    explorer = _Explorer(survey, Asking(agent, MOST_REQUESTS))
    yield from explorer.first()
    if survey.trouble is None:
        yield from explorer.homes()
        yield from explorer.lists()
        yield from explorer.samples()
        yield from explorer.targets()
    survey.asked = MOST_REQUESTS - explorer.asking.left
    return survey


@dataclass(slots=True)
class _Explorer:
    """One look at a site: what it has seen so far, and what is left to ask for."""

    survey: Survey
    asking: Asking

    def first(self) -> Stage:
        """The page itself, and the front page of its host and edition."""
        yield from self._robots([self.survey.start])
        yield from self._pages([self.survey.start])

    def homes(self) -> Stage:
        """The front pages of the editions, as far as links name them."""
        yield from self._pages([home_of(self.survey.start)])
        homes = [home_of(url) for url in self._languages()]
        homes = [home for home in dict.fromkeys(homes) if home not in self.survey.pages][:HOMES]
        yield from self._robots(homes)
        yield from self._pages(homes)

    def lists(self) -> Stage:
        """Feeds and sitemaps: those that pages and robots files name, else the common places."""
        named: dict[str, tuple[ListKind, str]] = {}
        for seen in self.survey.pages.values():
            for url in seen.traits.feeds if seen.traits else ():
                named.setdefault(url, ("feed", "a page"))
        for url in self.survey.sitemaps:
            named.setdefault(url, ("sitemap", "robots.txt"))
        for home in [url for url in self.survey.pages if url == home_of(url)]:
            for kind, path in COMMON:
                if not any(k == kind and _serves(url, home) for url, (k, _) in named.items()):
                    named.setdefault(urljoin(home, path), (kind, "a common place"))
        yield from self._lists(dict(islice(named.items(), LISTS)))
        yield from self._lists(
            {
                normalise_url(seen.listing.sources[-1].url): ("sitemap", seen.url)
                for seen in self.survey.lists[:LISTS]
                if seen.listing.sources
            }
        )

    def samples(self) -> Stage:
        """A few articles below each front page."""
        by_home: defaultdict[str, list[str]] = defaultdict(list)
        for url in dict.fromkeys(self._candidates()):
            by_home[home_of(url)].append(url)
        yield from self._robots(list(by_home)[:HOMES])
        chosen = [
            url
            for urls in sorted(by_home.values(), key=len, reverse=True)[:HOMES]
            for url in urls[:: max(len(urls) // ARTICLES, 1)][:ARTICLES]
        ]
        yield from self._pages(chosen)

    def targets(self) -> Stage:
        """The pages that articles name as themselves in another language."""
        wanted = [url for seen in self.survey.articles for url in _named_by(seen)]
        routes: Counter[str] = Counter()
        chosen = []
        for url in dict.fromkeys(wanted):
            routes[home_of(url)] += 1
            if routes[home_of(url)] <= TARGETS and url != home_of(url):
                chosen.append(url)
        yield from self._robots(chosen)
        yield from self._pages(chosen)

    def _candidates(self) -> Iterator[str]:
        """Addresses that may be articles': what lists name, then links that look like it."""
        known = self.survey.robots
        yield from (found.url for found in self.survey.found() if host_of(found.url) in known)
        for seen in self.survey.pages.values():
            for url in seen.traits.anchors if seen.traits else ():
                if host_of(url) in known and like_an_article(url):
                    yield url

    def _languages(self) -> Iterator[str]:
        """Addresses that the pages seen so far name as other languages."""
        for seen in self.survey.pages.values():
            yield from _named_by(seen)

    def _robots(self, urls: Iterable[str]) -> Stage:
        hosts = dict.fromkeys(map(host_of, urls))
        new = [host for host in hosts if host not in self.survey.robots]
        self.survey.robots |= yield from self.asking.robots(new)
        self.survey.delays = self.asking.delays
        for host in new:
            rules = self.asking.rules.get(host)
            self.survey.sitemaps += list(rules.sitemaps)[:3] if rules else []

    def _pages(self, urls: Iterable[str]) -> Stage:
        new = [url for url in dict.fromkeys(urls) if url not in self.survey.pages]
        answers = yield from self.asking.ask(Ask(url) for url in new)
        self.survey.pages |= {
            url: PageSeen(url, answers[url]) for url in new if answers[url] is not NOT_ASKED
        }

    def _lists(self, named: dict[str, tuple[ListKind, str]]) -> Stage:
        known = {seen.url for seen in self.survey.lists}
        new = {url: what for url, what in named.items() if url not in known}
        answers = yield from self.asking.ask(map(Ask, new))
        for url, (kind, by) in new.items():
            answer = answers[url]
            listing = read_list(answer.page, kind) if answer.page and answer.is_good else Listing()
            if answer is not NOT_ASKED:
                self.survey.lists.append(ListSeen(url, kind, by, answer, listing))


def _serves(url: str, home: str) -> bool:
    return host_of(url) == host_of(home)


def _named_by(seen: PageSeen) -> Iterator[str]:
    """The addresses that a page names as itself in another language, of the same outlet's hosts."""
    if seen.traits is None:
        return
    for said in (*seen.traits.hreflang, *seen.traits.switcher):
        if said.lang in LANGS and not same_address(said.url, seen.url):
            yield said.url
