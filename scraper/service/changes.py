"""`/changes`: the records as JSON Lines in the order of publication, after a reader's cursor.

The reader keeps the highest `sequence` that it has processed and asks with it; the server keeps
nothing about its readers.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Annotated

from anyio.to_thread import run_sync
from msgspec import Meta, to_builtins
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from scraper.items import Record
from scraper.languages import parse_langs
from scraper.service.answers import PROBLEM, problem
from scraper.service.bell import Bell
from scraper.service.operations import Content, Operation
from scraper.service.parameters import (
    LangList,
    ParameterError,
    SequenceNumber,
    SiteName,
    parse_query,
    require_langs,
    require_site,
)
from scraper.sites import Site
from scraper.storage import RecordLine, Store

BATCH = 16  # records in one transaction: some 400 KB, so that slow readers hold no snapshot open
PIECE = 1 << 15  # bytes handed on at once
LIMIT_MAX = 10_000
WAIT_MAX = 60  # seconds
SEQUENCE = "tlumach-sequence"
UPDATED_AT = "tlumach-updated-at"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesQuery:
    """What a follower asks for."""

    after: Annotated[
        SequenceNumber,
        Meta(description="the highest `sequence` that you have processed; 0 at first"),
    ] = 0
    at: (
        Annotated[
            datetime,
            Meta(
                tz=True,
                description="the `updated_at` that came with the sequence `after`: with it you are"
                " told when the store was replaced and gave that number a second time",
            ),
        ]
        | None
    ) = None
    limit: Annotated[
        int, Meta(ge=1, le=LIMIT_MAX, description="how many records to send at most")
    ] = 1000
    site: SiteName | None = None
    langs: LangList = ""
    complete: Annotated[
        bool, Meta(description="only records that have, or once had, every edition of their site")
    ] = False
    wait: Annotated[
        float,
        Meta(ge=0, le=WAIT_MAX, description="seconds to wait for a record when there is none yet"),
    ] = 0


OPERATION = Operation(
    address="/changes",
    name="changes",
    summary="Every record that was published, changed or removed after a cursor",
    says=(
        "One record a line, in the order of `sequence`: of every record that changed after `after`"
        " its latest revision, removals (`removed`) included. Keep the highest `sequence` that you"
        " have processed and its `updated_at`, and ask with both next time (`after`, `at`); a"
        " record whose line you do not get whole comes again. `langs` and `complete` pick records"
        " that have, or had in any earlier revision, what you ask for, so that you also learn when"
        " a record loses it: look at the record."
        " When fewer than `limit` lines came, you have everything up to the number in the header"
        " `Tlumach-Sequence`, published at `Tlumach-Updated-At`, and may go on from there."
    ),
    query=ChangesQuery,
    answers={
        200: Content("the records, maybe none", "application/jsonl", Record),
        400: Content("a parameter is wrong", PROBLEM),
        409: Content("the cursor is none of this store: start again from 0", PROBLEM),
    },
)


class Changes:
    """The endpoint."""

    def __init__(self, store: Store, bell: Bell, sites: Mapping[str, Site]) -> None:
        self._store = store
        self._sites = sites
        self._bell = bell

    async def serve(self, request: Request) -> Response:
        """The records after the reader's cursor, as a stream."""
        query = parse_query(request, ChangesQuery)
        langs = _parse_langs(query.langs)
        await run_sync(require_site, self._store, self._sites, query.site)
        await run_sync(require_langs, self._store, self._sites, langs)
        read = partial(self._store.record_lines, site=query.site, complete=query.complete,
                       langs=langs)  # fmt: skip
        stream = _Stream(read, query.after, query.limit)
        last = await run_sync(self._store.last_sequence)
        wrong = await run_sync(self._judge_cursor, query, last)
        if wrong:
            says = f"{wrong}; the store was replaced, start from 0"
            return problem(409, "the cursor is none of this store", says)
        if request.method == "HEAD":
            pieces: AsyncIterator[bytes] | Iterator[bytes] = iter(())
        else:
            last = await self._wait_for_first(stream, last, query.wait, request)
            pieces = stream.pieces()
        headers = await run_sync(self._headers, last)
        return StreamingResponse(pieces, headers=headers, media_type="application/jsonl")

    def _judge_cursor(self, query: ChangesQuery, last: int) -> str:
        """What shows that the cursor was given out by another store than this; "" when nothing."""
        if query.after > last:
            return f"nothing was published after {last} yet"
        if query.at is None or query.after == 0:
            return ""
        published_at = self._store.published_at(query.after)
        return "" if published_at == query.at else f"{query.after} was published at another time"

    def _headers(self, last: int) -> dict[str, str]:
        """What an answer says besides its records: how far it looked."""
        headers = {SEQUENCE: str(last), "cache-control": "no-store"}
        published_at = self._store.published_at(last)
        return headers | ({UPDATED_AT: to_builtins(published_at)} if published_at else {})

    async def _wait_for_first(
        self, stream: _Stream, last: int, seconds: float, request: Request
    ) -> int:
        """Wait until there is a record to send; the sequence number that was looked up to."""
        end = asyncio.get_running_loop().time() + seconds
        while not await stream.begin():
            left = end - asyncio.get_running_loop().time()
            if left <= 0 or await request.is_disconnected():
                break
            await self._bell.wait(last, min(left, 1.0))
            if self._bell.closed:
                break
            last = await run_sync(self._store.last_sequence)
        return last


class _Stream:
    """Reads a follower's records batch by batch; of each only the bytes to send are kept."""

    def __init__(self, read: partial[tuple[RecordLine, ...]], after: int, limit: int) -> None:
        self._read = read
        self._after = after
        self._left = limit
        self._pieces: deque[bytes] = deque()
        self._more = True

    async def begin(self) -> bool:
        """Read the first batch, once more when there was none; whether there is one."""
        await run_sync(self._read_batch)
        return bool(self._pieces)

    async def pieces(self) -> AsyncIterator[bytes]:
        """The lines, from the first batch on."""
        while self._pieces:
            while self._pieces:
                yield self._pieces.popleft()
            if self._more:
                await run_sync(self._read_batch)

    def _read_batch(self) -> None:
        batch = self._read(self._after, min(self._left, BATCH))
        self._pieces.extend(_join(batch))
        self._left -= len(batch)
        self._more = len(batch) == BATCH and self._left > 0  # else there is nothing more
        if batch:
            self._after = batch[-1].sequence


def _parse_langs(text: str) -> Sequence[str]:
    try:
        return parse_langs(text) if text else ()
    except ValueError as error:
        raise ParameterError(f"langs: {error}") from error


def _join(batch: Sequence[RecordLine]) -> Iterator[bytes]:
    """The lines of a batch in pieces of some PIECE bytes."""
    piece = bytearray()
    for line in batch:
        piece += line.json.encode() + b"\n"
        if len(piece) >= PIECE:
            yield bytes(piece)
            piece.clear()
    if piece:
        yield bytes(piece)
