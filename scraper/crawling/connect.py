"""A download handler that can connect a host to another address, to crawl a replica of it.

Requests keep their URL, Host header, robots rules and slots; only the connection goes elsewhere.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import Response, TextResponse


class ConnectToHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP handler; hosts named in CONNECT_TO are reached at `address:port`."""

    lazy = False

    def __init__(self, crawler: Any) -> None:  # noqa: ANN401
        super().__init__(crawler)
        self._connect_to: dict[str, str] = crawler.settings.getdict("CONNECT_TO")

    async def download_request(self, request: Request) -> Response:
        """The response to a request, from its own host or the one named for it."""
        if not self._connect_to:
            return await super().download_request(request)
        parts = urlsplit(request.url)
        address = self._connect_to.get(parts.hostname or "")
        if address is None:
            return await super().download_request(request)
        there = request.replace(url=urlunsplit(parts._replace(scheme="http", netloc=address)))
        there.headers["Host"] = parts.netloc
        response = await super().download_request(there)
        for name in ("download_latency", "_early_headers"):
            if name in there.meta:
                request.meta[name] = there.meta[name]
        # left unset, a text response guesses its encoding here, from compressed bytes
        unguessed = {"encoding": None} if isinstance(response, TextResponse) else {}
        return response.replace(url=request.url, **unguessed)
