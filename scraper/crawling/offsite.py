"""Keeps a crawl on its site; a redirect that leaves it is told, where Scrapy drops it silently."""

from __future__ import annotations

from scrapy import Request, Spider, signals
from scrapy.downloadermiddlewares.offsite import OffsiteMiddleware
from scrapy.exceptions import IgnoreRequest


class Offsite(OffsiteMiddleware):
    """Scrapy's own; of a request that it keeps from being scheduled neither errback nor signal
    would ever tell, and an address that is waited for would be in flight for good."""

    def request_scheduled(self, request: Request, spider: Spider) -> None:
        """Refuse a request that leads elsewhere, and say so."""
        try:
            super().request_scheduled(request, spider)
        except IgnoreRequest:
            dropped = signals.request_dropped
            self.crawler.signals.send_catch_log(dropped, request=request, spider=spider)
            raise
