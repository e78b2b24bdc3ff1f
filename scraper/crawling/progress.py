"""Shows how a crawl goes: a live line with the log on a terminal, plain lines elsewhere."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.logging import RichHandler
from rich.text import Text
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.logformatter import LogFormatter, LogFormatterResult
from scrapy.utils.asyncio import create_looping_call

from scraper.crawling.tally import group
from scraper.languages import badge

logger = logging.getLogger(__name__)

PLAIN_EVERY = 10.0
LIVE_EVERY = 0.25


class QuietLog(LogFormatter):
    """Scrapy's log lines without the items: an outcome holds a whole page."""

    def scraped(self, *_: object) -> LogFormatterResult | None:  # type: ignore[override]
        """Nothing; the item is in the store."""


class Progress:
    """Counts pages, articles per language, rejects and the rate while a crawl runs."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._started = time.monotonic()
        self._live: Live | None = None
        every = LIVE_EVERY if sys.stderr.isatty() else PLAIN_EVERY
        self._loop = create_looping_call(self._show)
        self._every = every
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        """Scrapy's constructor."""
        if not crawler.settings.getbool("PROGRESS_ENABLED", True):
            raise NotConfigured
        return cls(crawler)

    def _opened(self) -> None:
        self._started = time.monotonic()
        if sys.stderr.isatty():
            console = Console(stderr=True)
            _log_to(console)
            self._live = Live(console=console, auto_refresh=False, transient=True)
            self._live.start()
        self._loop.start(self._every, now=False)

    def _closed(self) -> None:
        if self._loop.running:
            self._loop.stop()
        if self._live is not None:
            self._live.stop()

    def _show(self) -> None:
        assert self._crawler.stats is not None
        seconds = max(time.monotonic() - self._started, 1e-3)
        line = describe(self._crawler.stats.get_stats(), seconds)
        if self._live is not None:
            self._live.update(Text(line), refresh=True)
        else:
            logger.info(line)


def _log_to(console: Console) -> None:
    """Let the log's lines share a console with the live line, at the level they had."""
    root = logging.getLogger()
    for before in root.handlers:
        if isinstance(before, logging.StreamHandler) and before.stream is sys.stderr:
            handler = RichHandler(before.level, console, show_path=False, rich_tracebacks=False)
            root.removeHandler(before)
            root.addHandler(handler)
            return


def describe(stats: Mapping[str, Any], seconds: float) -> str:
    """One line on a crawl's counts; `seconds` is how long it has run."""
    pages = sum(value for name, value in stats.items() if name.startswith("page/"))
    langs = ", ".join(f"{badge(lang)} {n}" for lang, n in group(stats, "lang/").items())
    articles = sum(group(stats, "lang/").values())
    rejects = sum(group(stats, "article/rejected/").values())
    return (
        f"{pages} pages, {articles} articles{f' ({langs})' if langs else ''}, "
        f"{rejects} rejected, {pages / seconds:.1f} pages/s"
    )
