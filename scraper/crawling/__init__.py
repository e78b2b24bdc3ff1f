"""Scrapy's side: the base spider and what it needs to be polite, complete and safe."""

from scraper.crawling.spider import NewsSpider

__all__ = ["NewsSpider"]
