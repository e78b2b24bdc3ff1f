"""Follows `/changes` from another program: `follow(address, cursor file, handle)`.

It needs nothing but Python's own library, so that the file can be copied. The cursor is saved after
a record was handled: a crash brings a record again at worst, and never skips one.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

logger = logging.getLogger(__name__)

Record = dict[str, Any]
Query = dict[str, str]

PAGE = 500  # records asked for at once
WAIT = 50  # seconds that the server may wait for the next publication
PATIENCE = 30.0  # seconds of silence beyond that until the connection counts as lost
PAUSE_MIN, PAUSE_MAX = 1.0, 60.0  # seconds between two tries while the server does not answer


class Cursor(NamedTuple):
    """The highest `sequence` that was handled, and the `updated_at` that came with it."""

    after: int = 0
    at: str = ""


class CursorError(Exception):
    """The cursor is of another store: this one was restored or made anew; start from 0."""


class RefusedError(Exception):
    """The server refused what was asked; the message is its own."""


class _LostError(Exception):
    """The answer did not come, or not whole."""


def follow(
    address: str,
    cursor: Path,
    handle: Callable[[Record], None],
    *,
    site: str | None = None,
    langs: Sequence[str] = (),
    complete: bool = False,
    forever: bool = True,
) -> int:
    """Hand every record that was published, changed or removed to `handle`, in order.

    `address` is the service's, such as `http://127.0.0.1:8000`. The file `cursor` holds the highest
    `sequence` that was handled and its time; without the file all records come. A record with
    `removed` was taken out; with `langs` or `complete` one also comes when it lost what was asked
    for. A server that does not answer is asked again. Unless `forever`, the highest `sequence` is
    returned when everything was handled. What `handle` raises goes to the caller, and its record
    comes again next time.
    """
    asked = {"site": site, "langs": ",".join(langs), "complete": "true" if complete else None}
    query = {name: value for name, value in asked.items() if value}
    query |= {"limit": str(PAGE), "wait": str(WAIT if forever else 0)}
    pause = PAUSE_MIN
    while True:
        before = read_cursor(cursor)
        try:
            for reached, record in read_page(address, query, before):
                if record is not None:
                    handle(record)
                save_cursor(cursor, reached)
            pause = PAUSE_MIN
        except _LostError as error:
            logger.warning("%s: %s; asking again in %.0f s", address, error, pause)
            time.sleep(pause)
            pause = min(pause * 2, PAUSE_MAX)
            continue
        if not forever and read_cursor(cursor) == before:
            return before.after


def read_page(address: str, query: Query, cursor: Cursor) -> Iterator[tuple[Cursor, Record | None]]:
    """Each record of one answer with the cursor after it; at last perhaps a cursor alone.

    The cursor alone comes when the answer was whole and not full: what was published up to there
    and is not in it was not asked for.
    """
    count = 0
    try:
        with closing(_connect(address)) as connection:
            response = _ask(connection, address, query | _write_query(cursor))
            for line in _lines(response):
                record: Record = json.loads(line)
                count, cursor = count + 1, Cursor(record["sequence"], record["updated_at"])
                yield cursor, record
            if count < int(query["limit"]) and _is_whole(response):
                reached = int(response.headers.get("tlumach-sequence") or 0)
                if reached > cursor.after:
                    yield Cursor(reached, response.headers.get("tlumach-updated-at", "")), None
    except (OSError, HTTPException, ValueError) as error:
        raise _LostError(f"{type(error).__name__}: {error}") from error


def read_cursor(file: Path) -> Cursor:
    """The cursor in a file, which may be a number alone; the beginning when there is no file."""
    try:
        text = file.read_text().strip()
    except FileNotFoundError:
        return Cursor()
    if "=" not in text:
        return Cursor(int(text))
    given = parse_qs(text)
    return Cursor(int(given["after"][0]), given.get("at", [""])[0])


def save_cursor(file: Path, cursor: Cursor) -> None:
    """Put the cursor into a file in one step: a crash leaves the one before."""
    aside = file.with_name(file.name + ".tmp")
    aside.write_text(urlencode(_write_query(cursor), safe=":") + "\n")
    aside.replace(file)


def _write_query(cursor: Cursor) -> Query:
    return {"after": str(cursor.after)} | ({"at": cursor.at} if cursor.at else {})


def _connect(address: str) -> HTTPConnection:
    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=WAIT + PATIENCE)


def _ask(connection: HTTPConnection, address: str, query: Query) -> HTTPResponse:
    path = urlsplit(address).path.rstrip("/") + "/changes?" + urlencode(query)
    connection.request("GET", path)
    response = connection.getresponse()
    if response.status == 200:
        return response
    says = f"{response.status}: {response.read(2000).decode(errors='replace')}"
    if response.status == 409:
        raise CursorError(says)
    if response.status < 500 and response.status != 429:
        raise RefusedError(says)
    raise HTTPException(says)


def _lines(response: HTTPResponse) -> Iterator[bytes]:
    """The whole lines of an answer; IncompleteRead when it breaks off."""
    rest = b""
    while piece := response.read1(1 << 16):
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
    if rest or response.length:
        raise IncompleteRead(rest)


def _is_whole(response: HTTPResponse) -> bool:
    """Whether an answer that ended without a fault is known to have come to its end."""
    return response.chunked is True or response.length == 0
