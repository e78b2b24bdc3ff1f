"""Reads pages out of WARC files (ISO 28500), packed or not; it writes none and fetches nothing."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from scraper.items import Page

Headers = tuple[tuple[str, str], ...]


class WarcError(ValueError):
    """A file that is no WARC file or breaks off; the message says where."""


def read_pages(path: Path, site: str) -> Iterator[Page]:
    """The HTTP responses of a WARC file, in order, as pages of a site; WarcError when it is broken.

    Bodies come out as the server meant them: chunks joined, gzip and deflate unpacked. A response
    in another encoding keeps its bytes and its `content-encoding` header.
    """
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        stream = cast(BinaryIO, gzip.GzipFile(fileobj=file)) if packed else file
        try:
            for headers, block in _records(stream):
                if headers.get("warc-type") == "response":
                    yield _page(headers, block, site)
        except (EOFError, OSError, LookupError, ValueError) as error:
            raise WarcError(f"{path}: {error}") from None


def _records(stream: BinaryIO) -> Iterator[tuple[dict[str, str], bytes]]:
    """The records: header fields by lower-case name, and the block."""
    while line := stream.readline():
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            raise WarcError(f"no WARC record begins with {line[:40]!r}")
        headers = dict(_read_headers(stream))
        size = int(headers["content-length"])
        block = stream.read(size)
        if len(block) < size:
            raise EOFError(f"a record breaks off after {len(block)} of {size} bytes")
        yield headers, block


def _read_headers(stream: BinaryIO) -> Headers:
    pairs = []
    while (line := stream.readline().rstrip(b"\r\n")) != b"":
        name, _, value = line.decode("utf-8", "replace").partition(":")
        pairs.append((name.strip().lower(), value.strip()))
    return tuple(pairs)


def _page(record: dict[str, str], block: bytes, site: str) -> Page:
    stream = io.BytesIO(block)
    status = stream.readline().split()[1]
    headers = _read_headers(stream)
    headers, body = _decode(headers, stream.read())
    url = record["warc-target-uri"].strip("<>")
    return Page(
        site=site,
        url=url,
        final_url=url,
        status=int(status),
        headers=headers,
        body=body,
        fetched_at=datetime.fromisoformat(record["warc-date"]),
        cut="size" if record.get("warc-truncated") == "length" else None,
    )


def _decode(headers: Headers, body: bytes) -> tuple[Headers, bytes]:
    """The body without transfer and content encoding, and the headers that still hold of it."""
    said = {name: value.lower() for name, value in headers}
    done = {"transfer-encoding"}
    if "chunked" in said.get("transfer-encoding", ""):
        body = _join_chunks(body)
    if said.get("content-encoding") in ("gzip", "x-gzip", "deflate"):
        done |= {"content-encoding", "content-length"}
        body = _unpack(body)
    return tuple(pair for pair in headers if pair[0] not in done), body


def _unpack(body: bytes) -> bytes:
    """The payload of a packed body; one that was unpacked before it was archived stays as it is."""
    try:
        return zlib.decompress(body, 32 + zlib.MAX_WBITS)  # gzip or zlib, as its first bytes say
    except zlib.error:
        return body


def _join_chunks(body: bytes) -> bytes:
    """The payload of a chunked body; one that was joined before it was archived stays as it is."""
    stream, parts = io.BytesIO(body), []
    while line := stream.readline().strip():
        try:
            size = int(line.partition(b";")[0], 16)
        except ValueError:
            return body
        if size == 0:
            break
        parts.append(stream.read(size))
        stream.readline()
    return b"".join(parts)
