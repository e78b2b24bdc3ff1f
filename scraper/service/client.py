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
from typing import Any
from urllib.parse import urlencode, urlsplit

logger = logging.getLogger(__name__)

Record = dict[str, Any]
Query = dict[str, str]

PAGE = 500  # records asked for at once
WAIT = 50  # seconds that the server may wait for the next publication
PATIENCE = 30.0  # seconds of silence beyond that until the connection counts as lost
PAUSE_MIN, PAUSE_MAX = 1.0, 60.0  # seconds between two tries while the server does not answer


class CursorError(Exception):
    """Nothing as late as the cursor was ever published: the store was replaced; start from 0."""


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
    `sequence` that was handled; without the file all records come. A record with `removed` was
    taken out; with `langs` or `complete` one also comes when it lost what was asked for. A server
    that does not answer is asked again. Unless `forever`, the cursor is returned when everything
    was handled. What `handle` raises goes to the caller, and its record comes again next time.
    """
    asked = {"site": site, "langs": ",".join(langs), "complete": "true" if complete else None}
    query = {name: value for name, value in asked.items() if value}
    query |= {"limit": str(PAGE), "wait": str(WAIT if forever else 0)}
    pause = PAUSE_MIN
    while True:
        before = read_cursor(cursor)
        try:
            for number, record in read_page(address, query | {"after": str(before)}):
                if record is not None:
                    handle(record)
                save_cursor(cursor, number)
            pause = PAUSE_MIN
        except _LostError as error:
            logger.warning("%s: %s; asking again in %.0f s", address, error, pause)
            time.sleep(pause)
            pause = min(pause * 2, PAUSE_MAX)
            continue
        if not forever and read_cursor(cursor) == before:
            return before


def read_page(address: str, query: Query) -> Iterator[tuple[int, Record | None]]:
    """Each record of one answer with the cursor after it; at last perhaps a cursor alone.

    The cursor alone comes when the answer was whole and not full: what was published up to there
    and is not in it was not asked for.
    """
    count, number = 0, int(query["after"])
    try:
        with closing(_connect(address)) as connection:
            response = _ask(connection, address, query)
            for line in _lines(response):
                record: Record = json.loads(line)
                count, number = count + 1, record["sequence"]
                yield number, record
            if count < int(query["limit"]) and _is_whole(response):
                reached = int(response.headers.get("tlumach-sequence") or 0)
                if reached > number:
                    yield reached, None
    except (OSError, HTTPException, ValueError) as error:
        raise _LostError(f"{type(error).__name__}: {error}") from error


def read_cursor(cursor: Path) -> int:
    """The number in a cursor file; 0 when there is none."""
    try:
        return int(cursor.read_text())
    except FileNotFoundError:
        return 0


def save_cursor(cursor: Path, number: int) -> None:
    """Put the number into the file in one step: a crash leaves the one before."""
    aside = cursor.with_name(cursor.name + ".tmp")
    aside.write_text(f"{number}\n")
    aside.replace(cursor)


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
