"""The spider behind `scrapy inspect`: fetches what the walk names, as politely as a crawl.

It stores nothing. Settings, robots.txt, delays and the address check are those of a crawl.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
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
from scraper.crawling.inspection.seen import Answer, Ask, Seen
from scraper.crawling.inspection.walk import walk_site
from scraper.crawling.responses import failure_reason, make_page
from scraper.sites import Site

FAILURES = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)


class InspectionSpider(scrapy.Spider):
    """Looks at a bounded number of a site's pages; `seen` is set when the walk has ended."""

    name = "inspection"
    custom_settings = {"PROGRESS_ENABLED": False, "ITEM_PIPELINES": {}}  # noqa: RUF012
    allowed_domains: list[str]
    site: Site
    clock: Clock
    seen: Seen | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *_: Any, **given: Any) -> InspectionSpider:  # noqa: ANN401
        """The spider of one site, given as `site`."""
        site: Site = given["site"]
        spider = super().from_crawler(crawler)
        spider.site = site
        spider.allowed_domains = sorted(site.hosts)
        spider.clock = Clock(crawler.settings["CLOCK_START"])
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Walk the site; the pages are fetched here, so nothing is left to schedule."""
        self.seen = await self._walk()
        no_requests: tuple[Request, ...] = ()
        for request in no_requests:
            yield request

    async def _walk(self) -> Seen:
        walk = walk_site(self.site, self.clock.now(), self.settings["USER_AGENT"])
        answers: dict[str, Answer] | None = None
        while True:
            try:
                asks = next(walk) if answers is None else walk.send(answers)
            except StopIteration as end:
                seen: Seen = end.value
                return seen
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
        return Answer(make_page(self.site.name, ask.url, response, self.clock.now()))
