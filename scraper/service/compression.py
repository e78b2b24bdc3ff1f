"""Compresses answers with brotli or gzip for readers that take it; streams are flushed as they go.

Entity tags are weak and stay as they are: they name the content, not its bytes.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable
from typing import Literal, Protocol

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Encoding = Literal["br", "gzip"]

SMALLEST = 500  # bytes; below, a packet is a packet
BROTLI_WHOLE, BROTLI_STREAM = 5, 1  # of 0 to 11; a stream may be gigabytes for one reader
BROTLI_WINDOW = 18  # bits: 256 KB for each reader of a stream instead of 4 MB
GZIP_WHOLE, GZIP_STREAM = 6, 1

_TEXT = re.compile(r"text/|image/svg|application/([\w.-]+\+)?(json|jsonl|xml|javascript)\b")
_OFFER = re.compile(r"\s*([\w*.-]+)\s*(?:;\s*q=(\d(?:\.\d{0,3})?))?\s*", re.ASCII)


class Compressor(Protocol):
    """What both libraries offer for a stream."""

    def add(self, data: bytes) -> bytes:
        """The compressed form of what came so far, to be sent at once."""

    def end(self) -> bytes:
        """What is left to send."""


class _Gzip:
    def __init__(self) -> None:
        self._inner = zlib.compressobj(GZIP_STREAM, zlib.DEFLATED, 31)

    def add(self, data: bytes) -> bytes:
        return self._inner.compress(data) + self._inner.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        return self._inner.flush()


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Compressor(quality=BROTLI_STREAM, lgwin=BROTLI_WINDOW)

    def add(self, data: bytes) -> bytes:
        return bytes(self._inner.process(data) + self._inner.flush())

    def end(self) -> bytes:
        return bytes(self._inner.finish())


_STREAMS: dict[Encoding, Callable[[], Compressor]] = {"br": _Brotli, "gzip": _Gzip}


def make_stream(encoding: Encoding) -> Compressor:
    """A compressor for one answer that is sent as it is made."""
    return _STREAMS[encoding]()


def choose_encoding(accepted: str) -> Encoding | None:
    """The better of the encodings that an Accept-Encoding header takes; None for none."""
    found = (_OFFER.fullmatch(part) for part in accepted.lower().split(","))
    offers = {match[1]: float(match[2] or 1) for match in found if match}
    rest = offers.get("*", 0.0)
    weights: dict[Encoding, float] = {name: offers.get(name, rest) for name in _STREAMS}
    best = max(weights, key=lambda name: weights[name])  # the first of equals: brotli
    return best if weights[best] > 0 else None


def compress(data: bytes, encoding: Encoding) -> bytes:
    """The whole content compressed; equal content gives equal bytes."""
    if encoding == "br":
        return bytes(brotli.compress(data, quality=BROTLI_WHOLE))
    return gzip.compress(data, GZIP_WHOLE, mtime=0)


class CompressionMiddleware:
    """Compresses texts on their way out, unless they are compressed already or very small."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer through a compressor."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        encoding = choose_encoding(Headers(scope=scope).get("accept-encoding", ""))
        await self._app(scope, receive, _Sender(send, encoding))


class _Sender:
    """Holds an answer's head back until its first piece says whether compressing it is worth it."""

    def __init__(self, send: Send, encoding: Encoding | None) -> None:
        self._send = send
        self._encoding = encoding
        self._head: Message = {}
        self._stream: Compressor | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._head = message
            return
        if self._head:
            self._begin(message)
            head, self._head = self._head, {}
            await self._send(head)
        if self._stream is not None:
            message = self._squeeze(message, self._stream)
        await self._send(message)

    def _begin(self, first: Message) -> None:
        headers = MutableHeaders(raw=self._head["headers"])
        if not _TEXT.match(headers.get("content-type", "")):
            return
        if "accept-encoding" not in headers.get("vary", "").lower():
            headers.add_vary_header("Accept-Encoding")
        whole = not first.get("more_body", False)
        if whole and len(first.get("body", b"")) < SMALLEST:
            return
        if self._encoding is None or "content-encoding" in headers:
            return
        headers["content-encoding"] = self._encoding
        self._weaken(headers)
        if whole:
            first["body"] = compress(first["body"], self._encoding)
            headers["content-length"] = str(len(first["body"]))
        else:
            self._stream = make_stream(self._encoding)
            if "content-length" in headers:
                del headers["content-length"]

    @staticmethod
    def _weaken(headers: MutableHeaders) -> None:
        tag = headers.get("etag", "")
        if tag.startswith('"'):
            headers["etag"] = f"W/{tag}"

    @staticmethod
    def _squeeze(message: Message, stream: Compressor) -> Message:
        body = message.get("body", b"")
        data = stream.add(body) if body else b""
        more = message.get("more_body", False)
        return {**message, "body": data if more else data + stream.end()}
