"""Politeness to hosts: AutoThrottle with Crawl-delay as its floor, slower when refused."""

from __future__ import annotations

import logging
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)

REFUSALS = frozenset({403, 429, 503})
"""HTTP statuses by which a server says: not you, not now."""


class Politeness(AutoThrottle):
    """AutoThrottle that never goes below a host's Crawl-delay and backs off when refused."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._agent = settings["USER_AGENT"]
        self._longest = settings.getfloat("CRAWL_DELAY_MAX")
        self._factor = settings.getfloat("SLOW_DOWN_FACTOR")
        self._slowest = settings.getfloat("SLOW_DOWN_MAX")
        self._floors: dict[str, float] = {}
        crawler.signals.connect(self._robots_parsed, signal=signals.robots_parsed)

    def slow_down(self, url: str, at_least: float = 0.0) -> None:
        """Multiply the delay of a URL's host, up to SLOW_DOWN_MAX seconds."""
        host = urlsplit(url).hostname or ""
        slot = self.crawler.engine.downloader.slots.get(host)
        if slot is None:
            return
        slot.delay = min(max(slot.delay, 0.5) * self._factor, self._slowest)
        slot.delay = max(slot.delay, min(at_least, self._slowest))
        logger.warning("%s refuses us: one request every %.1f s from now on", host, slot.delay)

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        host = urlsplit(request.url).hostname or ""
        wanted = robotparser.crawl_delay(self._agent)
        if not wanted:
            return
        if wanted > self._longest:
            logger.warning(
                "%s asks for %s s between requests, CRAWL_DELAY_MAX caps it at %s s",
                host,
                wanted,
                self._longest,
            )
        floor = min(wanted, self._longest)
        self._floors[host] = floor
        downloader = self.crawler.engine.downloader
        downloader.per_slot_settings.setdefault(host, {})["delay"] = floor
        if slot := downloader.slots.get(host):
            slot.delay = max(slot.delay, floor)

    def _adjust_delay(self, slot: Slot, latency: float, response: Response) -> None:
        if response.status in REFUSALS:
            self.slow_down(response.url, _retry_after(response))
            return
        super()._adjust_delay(slot, latency, response)
        host = urlsplit(response.url).hostname or ""
        slot.delay = max(slot.delay, self._floors.get(host, 0.0))


def _retry_after(response: Any) -> float:  # noqa: ANN401
    """Seconds that a Retry-After header asks for, 0 without a usable one."""
    raw = (response.headers.get("Retry-After") or b"").decode("ascii", "ignore").strip()
    if raw.isdigit():
        return float(raw)
    date = (response.headers.get("Date") or b"").decode("ascii", "ignore")
    try:
        return (parsedate_to_datetime(raw) - parsedate_to_datetime(date)).total_seconds()
    except (ValueError, TypeError):
        return 0.0
