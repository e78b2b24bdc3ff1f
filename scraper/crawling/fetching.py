"""Fetches named addresses of one site, as politely as a crawl, and keeps the pages in memory.

It stores nothing and follows nothing; settings, robots.txt, delays and the address check are those
of a crawl.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

import scrapy
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from scraper.crawling.clock import Clock
from scraper.crawling.responses import failure_reason, make_page
from scraper.items import Page
from scraper.sites import Site


class FetchingSpider(scrapy.Spider):
    """One try at each address; `pages` holds what came, `failed` why the others did not."""

    name = "fetching"
    custom_settings = {"PROGRESS_ENABLED": False, "ITEM_PIPELINES": {}}  # noqa: RUF012
    allowed_domains: list[str]
    site: Site
    urls: Sequence[str]
    clock: Clock
    pages: dict[str, Page]
    failed: dict[str, str]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *_: Any, **given: Any) -> FetchingSpider:  # noqa: ANN401
        """The spider of one `site` and some `urls`."""
        site: Site = given["site"]
        spider = super().from_crawler(crawler)
        spider.site, spider.urls = site, tuple(given["urls"])
        spider.allowed_domains = sorted(site.hosts)
        spider.clock = Clock(crawler.settings["CLOCK_START"])
        spider.pages, spider.failed = {}, {}
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """A request for each address."""
        for url in self.urls:
            yield Request(url, callback=self.parse, errback=self.fail, cb_kwargs={"url": url})

    def parse(self, response: Response, **kwargs: Any) -> None:  # noqa: ANN401
        """Keep the page."""
        url = kwargs["url"]
        self.pages[url] = make_page(self.site.name, url, response, self.clock.now())

    def fail(self, failure: Failure) -> None:
        """Keep the reason."""
        request: Request = failure.request  # type: ignore[attr-defined]
        assert isinstance(failure.value, BaseException)
        self.failed[request.cb_kwargs["url"]] = failure_reason(failure.value)[1]
