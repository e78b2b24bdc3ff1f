"""What came back for an address, as the store says it: a page, or why there is none."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from scraper.crawling.politeness import REFUSALS
from scraper.extraction import normalise_url
from scraper.items import Page

_FAILURES: tuple[tuple[type[Exception], str], ...] = (
    (DownloadTimeoutError, "timeout"),
    (CannotResolveHostError, "host-not-found"),
    (DownloadConnectionRefusedError, "connection-refused"),
)


def make_page(site: str, asked: str, response: Response, now: datetime) -> Page:
    """The page that a response is; `asked` is the frontier's address."""
    return Page(
        site=site,
        url=asked,
        final_url=response.url,
        status=response.status,
        headers=read_headers(response.headers),
        body=response.body,
        fetched_at=now,
        cut="short" if "dataloss" in response.flags else None,
    )


def make_cut_page(site: str, asked: str, request: Request, now: datetime) -> Page:
    """The page of a download that was cut for its size: its headers, as far as they were seen."""
    return Page(
        site=site,
        url=asked,
        final_url=request.url,
        status=200,
        headers=request.meta.get("seen_headers", ()),
        body=b"",
        fetched_at=now,
        cut="size",
    )


def read_headers(headers: object) -> tuple[tuple[str, str], ...]:
    """Response headers as (lower-case name, value) pairs, one pair per value."""
    items = headers.items() if hasattr(headers, "items") else ()
    return tuple(
        (name.decode("latin-1").lower(), value.decode("latin-1"))
        for name, values in items
        for value in values
    )


def redirected_from(response: Response) -> tuple[str, ...]:
    """The addresses that redirected to the response's own, normalised."""
    return tuple(normalise_url(url) for url in response.meta.get("redirect_urls", ()))


def failure_reason(error: BaseException) -> tuple[Literal["failed", "blocked"], str]:
    """The frontier's state and the reason, as a slug, for an address that gave no page."""
    if isinstance(error, HttpError):
        status = error.response.status
        return ("blocked" if status in REFUSALS else "failed"), f"http-{status}"
    if isinstance(error, IgnoreRequest):
        return "blocked", "robots" if "robots" in str(error) else "offsite"
    return "failed", next((slug for kind, slug in _FAILURES if isinstance(error, kind)), "network")


def is_too_large(error: BaseException) -> bool:
    """Whether a download was cancelled because it was over DOWNLOAD_MAXSIZE."""
    return isinstance(error, DownloadCancelledError)
