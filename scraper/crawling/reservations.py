"""Asks each host once a run for its file of reservations, and notes them on its articles' pages.

The note is the header by which a server may say the same of one page, so that extraction reads all
of them alike, also when the stored page is read again.
"""

from __future__ import annotations

import asyncio
import logging

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from scraper.extraction.opt_outs import TDM
from scraper.extraction.reservations import (
    TDM_FILE,
    Reservation,
    is_reserved,
    parse_reservations,
)

logger = logging.getLogger(__name__)

SIZE_MAX = 1 << 20  # bytes of a file that is looked at
PRIORITY = 1000  # as that of robots.txt: pages wait for it


class Reservations:
    """A downloader middleware; a host whose file cannot be read reserves nothing by it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._rules: dict[str, asyncio.Future[tuple[Reservation, ...]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Reservations:
        """As Scrapy makes it."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Have the host's rules before the first of its articles is fetched."""
        if not _is_article(request):
            return
        origin = _origin(request)
        if origin not in self._rules:
            self._rules[origin] = asyncio.get_running_loop().create_future()
            self._rules[origin].set_result(await self._fetch(origin))
        await self._rules[origin]

    def process_response(self, request: Request, response: Response) -> Response:
        """Note the reservation on a page whose server says nothing of it itself."""
        known = self._rules.get(_origin(request)) if _is_article(request) else None
        if known is None or not known.done() or TDM in response.headers:
            return response
        if is_reserved(known.result(), request.url):
            response.headers[TDM] = "1"
        return response

    async def _fetch(self, origin: str) -> tuple[Reservation, ...]:
        request = Request(
            origin + TDM_FILE,
            priority=PRIORITY,
            callback=NO_CALLBACK,
            meta={"dont_retry": True, "download_maxsize": SIZE_MAX},
        )
        assert self._crawler.engine is not None
        try:
            response = await self._crawler.engine.download_async(request)
        except IgnoreRequest:
            return ()  # robots.txt forbids the file
        except Exception as error:  # whatever is wrong with it, the site is read as before
            logger.info("%s: %s", request.url, error or type(error).__name__)
            return ()
        return parse_reservations(response.body) if response.status == 200 else ()


def _is_article(request: Request) -> bool:
    claimed = request.cb_kwargs.get("claimed")
    return "further" in request.cb_kwargs or (claimed is not None and claimed.kind == "article")


def _origin(request: Request) -> str:
    parts = urlparse_cached(request)
    return f"{parts.scheme}://{parts.netloc}"
