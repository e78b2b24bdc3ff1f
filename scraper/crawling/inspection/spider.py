"""The spider behind `scrapy inspect`: fetches what a walk names, as politely as a crawl.

It stores nothing. Settings, robots.txt, delays and the address check are those of a crawl.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime
from typing import Any

import scrapy
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)

from scraper.crawling.clock import Clock
from scraper.crawling.inspection.asking import Walk
from scraper.crawling.inspection.seen import Answer, Ask
from scraper.crawling.responses import failure_reason, make_page

MakeWalk = Callable[[datetime, str], Walk[Any]]
"""Begins a walk at a time, for a user agent."""

FAILURES = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)


class InspectionSpider(scrapy.Spider):
    """Looks at a bounded number of pages; `seen` is what the walk returned, once it has ended."""

    name = "inspection"
    custom_settings = {"PROGRESS_ENABLED": False, "ITEM_PIPELINES": {}}  # noqa: RUF012
    allowed_domains: list[str]
    site_name: str
    make_walk: MakeWalk
    clock: Clock
    seen: Any = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *_: Any, **given: Any) -> InspectionSpider:  # noqa: ANN401
        """The spider of a `walk`, a function of time and user agent; `site` names the pages.

        `hosts` are those that are asked; none given means any.
        """
        spider = super().from_crawler(crawler)
        spider.site_name, spider.make_walk = given["site"], given["walk"]
        spider.allowed_domains = sorted(given["hosts"])
        spider.clock = Clock(crawler.settings["CLOCK_START"])
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Walk; the pages are fetched here, so nothing is left to schedule."""
        self.seen = await self._walk()
        no_requests: tuple[Request, ...] = ()
        for request in no_requests:
            yield request

    async def _walk(self) -> Any:  # noqa: ANN401
        walk = self.make_walk(self.clock.now(), self.settings["USER_AGENT"])
        answers: Mapping[str, Answer] | None = None
        while True:
            try:
                asks = next(walk) if answers is None else walk.send(answers)
            except StopIteration as end:
                return end.value
            brought = await asyncio.gather(*map(self._fetch, asks))
            answers = {ask.url: answer for ask, answer in zip(asks, brought, strict=True)}

    async def _fetch(self, ask: Ask) -> Answer:
        """The answer to one address, whatever its status."""
        request = Request(ask.url, meta={"dont_obey_robotstxt": True} if ask.is_robots else {})
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(request)
        except FAILURES as error:
            return Answer(reason=failure_reason(error)[1])
        return Answer(make_page(self.site_name, ask.url, response, self.clock.now()))
