"""The item pipeline: commits outcomes to the store and counts what became of them."""

from __future__ import annotations

from scrapy.crawler import Crawler

from scraper.crawling.spider import NewsSpider
from scraper.storage import Outcome


class StorePipeline:
    """Hands each outcome to the store; returns when its transaction is through."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        """Scrapy's constructor."""
        return cls(crawler)

    async def process_item(self, item: Outcome) -> Outcome:
        """Commit one outcome and count it in the crawl's stats."""
        spider = self._crawler.spider
        assert isinstance(spider, NewsSpider)
        await spider.store(item)
        return item
