"""A response before it is sent, and the common kinds of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from scraper.demo.markup import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response before it is sent.

    `changed_at` is what Last-Modified says; without it an answer never becomes a 304. `announced`
    is a Content-Length larger than the body: the connection ends early. `filler` is a number of
    bytes to send after the body.
    """

    status: int = 200
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    changed_at: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()
    announced: int | None = None
    filler: int = 0


def page(text: str, changed_at: datetime | None = None) -> Answer:
    """An HTML page in UTF-8."""
    return Answer(body=text.encode(), changed_at=changed_at)


def error(status: int, text: str) -> Answer:
    """A page that says what is wrong."""
    return Answer(status=status, body=fill("error.html", status=str(status), text=text).encode())
