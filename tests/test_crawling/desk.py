"""Crawls of the replica without a reactor or a socket: sources, articles, translations, judgement.

Everything goes through `Outcomes`, the tally, the monitors and a store's frontier, as in a crawl.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import HtmlResponse, Response
from scrapy.spidermiddlewares.httperror import HttpError

from scraper.crawling.arguments import parse_arguments
from scraper.crawling.clock import Clock
from scraper.crawling.frontier import Frontier, Plan
from scraper.crawling.further import Further
from scraper.crawling.monitors import Judgement, Sights, judge
from scraper.crawling.monitors.recall import recall_archives
from scraper.crawling.outcomes import Outcomes
from scraper.crawling.tally import count_outcome
from scraper.crawling.writer import StoreWriter
from scraper.demo.answers import Answer
from scraper.items import Page
from scraper.sites import Site
from scraper.storage import Claimed, NewLink, Outcome, Run, Store, Stored
from spiders.rbc_ukraine import RbcUkraine
from tests.test_crawling.spoiled import Spoiled

LEAST = 10
SITE: Site = replace(RbcUkraine.site, expects=replace(RbcUkraine.site.expects, at_least=LEAST))
PLAN = Plan(
    batch=8, lease=60, revisit_after=(900,), revisit_max_age=86400, tries_max=3, retry_after=600,
    archive_days=3,
)  # fmt: skip


@dataclass(frozen=True)
class Memory:
    """What a run leaves for the next: bodies by address, pages, the runs, newest first."""

    bodies: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()


class Desk:
    """One crawl after another on a store that only lends its frontier."""

    def __init__(self, folder: Path) -> None:
        self.store = Store.open(f"sqlite:///{folder / 'store.db'}")

    def crawl(self, spoiled: Spoiled, now: datetime, memory: Memory) -> tuple[Judgement, Memory]:
        """Read what is new; the memory that comes back is the one given and this run."""
        clock = Clock(now.isoformat())
        writer = StoreWriter(self.store, clock, batch=1, wait=0.0)
        frontier = Frontier(self.store, writer, SITE, parse_arguments(SITE, {}), PLAN, clock)
        asyncio.run(frontier.open({}))
        writer.close()
        sights = Sights(SITE)
        crawl = _Crawl(Outcomes(SITE, frontier, clock, sights), spoiled, now, memory)
        stats: Counter[str] = Counter()
        for outcome in crawl.run(tuple(frontier._seeds(now))):
            for name, value in count_outcome(outcome, Stored(url=outcome.url, kind="new")):
                stats[name] += value
        recall_archives(sights, crawl.pages.get)
        told = {**stats, "finish_reason": "finished"}
        judgement = judge(
            told, SITE, blocked_share=0.5, sights=sights, earlier=memory.runs, arguments={}
        )
        run = Run(
            id=frontier.run_id, site=SITE.name, host="here", pid=1, started_at=now,
            finished_at=now, outcome=judgement.verdict, stats={**stats, **sights.stats()},
        )  # fmt: skip
        return judgement, Memory(crawl.bodies, crawl.pages, (run, *memory.runs))


def _only(outcome: Outcome | Further) -> Outcome:
    """The outcome: no article of the replica has a second page."""
    assert isinstance(outcome, Outcome)
    return outcome


class _Crawl:
    def __init__(self, outcomes: Outcomes, spoiled: Spoiled, now: datetime, memory: Memory) -> None:
        self._outcomes = outcomes
        self._spoiled = spoiled
        self._now = now
        self.bodies = dict(memory.bodies)
        self.pages = dict(memory.pages)

    def run(self, seeds: tuple[NewLink, ...]) -> Iterator[Outcome]:
        """The outcomes of the sources and of every article that was not read before."""
        waiting = deque(seeds)
        met = {link.url for link in seeds} | set(self.bodies)
        while waiting:
            outcome = self._fetch(waiting.popleft())
            if outcome.page is not None:
                self.pages[outcome.url] = outcome.page
            new = {link.url: link for link in outcome.links if link.url not in met}
            met |= set(new)
            waiting.extend(new.values())
            yield outcome

    def _fetch(self, link: NewLink) -> Outcome:
        claimed = Claimed(
            url=link.url, kind=link.kind, edition=link.edition, published_at=link.published_at
        )
        answer, url, came_from = self._follow(link.url)
        if self.bodies.get(link.url) == answer.body and answer.status == 200:
            return _only(self._outcomes.of_response(claimed, Response(link.url, 304)))
        self.bodies[link.url] = answer.body
        request = Request(link.url, meta={"redirect_urls": came_from})
        response = HtmlResponse(
            url, answer.status, headers={"Content-Type": answer.content_type}, body=answer.body,
            request=request,
        )  # fmt: skip
        if answer.status in (200, 404, 410):
            return _only(self._outcomes.of_response(claimed, response))
        return self._outcomes.of_failure(claimed, request, HttpError(response))

    def _follow(self, url: str) -> tuple[Answer, str, list[str]]:
        came_from: list[str] = []
        while True:
            parts = urlsplit(url)
            answer = self._spoiled.answer(parts.netloc, parts.path, self._now)
            if answer.status >= 500:  # tried again, as Scrapy does
                answer = self._spoiled.answer(parts.netloc, parts.path, self._now)
            if answer.status != 301:
                return answer, url, came_from
            came_from.append(url)
            url = urljoin(url, dict(answer.headers)["Location"])
