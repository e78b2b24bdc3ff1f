"""Sends an answer over HTTP: validators and 304, gzip, answers that end too early or too late."""

from __future__ import annotations

import gzip
import hashlib
from contextlib import suppress
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

from aiohttp import web

from scraper.demo.answers import Answer

FILLER = b"<!-- archive --> " * 4096
COMPRESS_FROM = 500  # bytes; below that gzip gains nothing


async def send_answer(request: web.Request, answer: Answer) -> web.StreamResponse:
    """The response that was sent for an answer."""
    if answer.announced is not None or answer.filler:
        return await _send_uneven(request, answer)
    headers = {"Content-Type": answer.content_type, **dict(answer.headers)}
    if answer.changed_at is not None:
        headers |= _validators(answer.body, answer.changed_at)
        if _is_fresh(request, headers["ETag"], answer.changed_at):
            return web.Response(status=304, headers=headers)
    body = answer.body
    if _wants_gzip(request, answer):
        body = gzip.compress(body, mtime=0)
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return web.Response(status=answer.status, body=body, headers=headers)


def _validators(body: bytes, changed_at: datetime) -> dict[str, str]:
    # weak, since the same tag stands for the plain and the compressed body
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:16]}"'
    return {"ETag": etag, "Last-Modified": format_datetime(changed_at, usegmt=True)}


def _is_fresh(request: web.Request, etag: str, changed_at: datetime) -> bool:
    """Whether the client has this already; If-Modified-Since counts only without If-None-Match."""
    known = request.headers.get("If-None-Match")
    if known is not None:
        return etag in [tag.strip() for tag in known.split(",")] or known.strip() == "*"
    since = request.headers.get("If-Modified-Since")
    if since is None:
        return False
    with suppress(ValueError):
        return changed_at.replace(microsecond=0) <= parsedate_to_datetime(since)
    return False


def _wants_gzip(request: web.Request, answer: Answer) -> bool:
    accepted = request.headers.get("Accept-Encoding", "")
    is_text = answer.content_type.startswith("text/")
    return is_text and len(answer.body) >= COMPRESS_FROM and "gzip" in accepted


async def _send_uneven(request: web.Request, answer: Answer) -> web.StreamResponse:
    """Send fewer bytes than announced, or far more than anyone wants, then hang up."""
    length = answer.announced or len(answer.body) + answer.filler
    headers = {"Content-Type": answer.content_type, "Content-Length": str(length)}
    response = web.StreamResponse(status=answer.status, headers=headers)
    response.force_close()
    with suppress(ConnectionError):  # the client may well have had enough
        await response.prepare(request)
        await response.write(answer.body)
        for sent in range(0, answer.filler, len(FILLER)):
            await response.write(FILLER[: answer.filler - sent])
    if request.transport is not None:
        request.transport.close()
    return response
