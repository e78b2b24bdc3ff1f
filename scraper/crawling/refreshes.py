"""Follows `meta http-equiv=refresh`, and looks for it only where the word stands."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response

_LOOKED_AT = 4 * 4096
"""Bytes: Scrapy looks at 4096 characters, of at most four bytes each."""


class MetaRefresh(MetaRefreshMiddleware):
    """Scrapy's middleware, spared the pages without a refresh: it decodes all of every page."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """The request that a refresh asks for, else the response."""
        if not _may_refresh(response.body[:_LOOKED_AT]):
            return response
        return super().process_response(request, response)


def _may_refresh(head: bytes) -> bool:
    """Whether the word stands in some bytes; in those of two to a letter it is not looked for."""
    return b"refresh" in head.lower() or b"\0" in head
