"""Answers that a reader may already have: validators from the content, 304, and faults as JSON."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

import msgspec
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

FRESH = "public, max-age=60"  # a feed is rewritten every few minutes at most
REVALIDATE = "no-cache"
JSON = "application/json"
PROBLEM = "application/problem+json"

_TAG = re.compile(r'(?:W/)?("[^"]*")')


def weak_tag(content: bytes) -> str:
    """A weak entity tag of the content alone, the same whatever it is compressed with."""
    return f'W/"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'


def http_date(time: datetime) -> str:
    """The time as HTTP writes it; whole seconds."""
    return format_datetime(time.astimezone(UTC).replace(microsecond=0), usegmt=True)


def is_known(asked: Headers, tag: str, modified: datetime | None) -> bool:
    """Whether the reader has this content; its time counts only when it names no tag (RFC 9110)."""
    tags = asked.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or tag.removeprefix("W/") in _TAG.findall(tags)
    since = _parse_date(asked.get("if-modified-since"))
    return since is not None and modified is not None and modified.replace(microsecond=0) <= since


def _parse_date(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        time = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None  # a date that is none is ignored
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def validators(tag: str, modified: datetime | None, cache: str) -> dict[str, str]:
    """The headers by which a reader asks again; a 304 has them too."""
    headers = {"etag": tag, "cache-control": cache, "vary": "Accept-Encoding"}
    return headers | ({"last-modified": http_date(modified)} if modified else {})


def answer(
    request: Request,
    body: bytes,
    *,
    media_type: str = JSON,
    modified: datetime | None = None,
    cache: str = REVALIDATE,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The content, or 304 when the reader has it."""
    tag = weak_tag(body)
    known = validators(tag, modified, cache) | dict(headers or {})
    if is_known(request.headers, tag, modified):
        return Response(status_code=304, headers=known)
    return Response(body, headers=known, media_type=media_type)


def problem(status: int, title: str, detail: str = "", **headers: str) -> Response:
    """A fault as RFC 9457 describes it: `title` names its kind, `detail` this one."""
    body = {"title": title, "status": status} | ({"detail": detail} if detail else {})
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(
        msgspec.json.encode(body),
        status_code=status,
        headers={"cache-control": "no-store"} | named,
        media_type=PROBLEM,
    )
