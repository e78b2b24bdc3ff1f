"""Serves the files of the output folder as they are; it knows their names, and no other file.

Small ones stay in memory, compressed too, until they change on disk; large ones are streamed. Feeds
hold whole addresses of one another: where the service is not at the address that they were written
for, those lead to where it is.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from scraper.feed.manifest import Manifest
from scraper.service.answers import FRESH, PROBLEM, is_known, problem, validators, weak_tag
from scraper.service.compression import SMALLEST, Encoding, choose_encoding, compress
from scraper.service.operations import Content, Operation

SERVED = re.compile(
    r"(sites/\w{1,64}/)?feed(\.[a-z]{2,8})?(-\d{1,5})?\.(json|xml)"
    r"|manifest\.json|records/\w{1,64}/(\d{4}-\d\d-\d\d|undated)\.jsonl|records/removed\.jsonl",
    re.ASCII,
)
KEPT_BYTES = 16 << 20  # of file contents in memory, with their compressed forms
SMALL = 1 << 20  # a larger file is streamed
PIECE = 1 << 16
TAGS_MAX = 4096  # large files whose digest is remembered

Signature = tuple[str, int, int, int]

_JSON_FEED = Content(
    "JSON Feed 1.1, pages through `next_url`", "application/feed+json", dict[str, Any]
)
_ATOM = Content("Atom, pages through the link `next`", "application/atom+xml")
_MORE = {304: Content("you have it", ""), 404: Content("nothing is in it yet", PROBLEM)}
_SITE = {"site": "name of a site"}
_LANG = {"lang": "language, such as `uk`"}


def _feed(
    address: str, name: str, summary: str, found: Content, path: Mapping[str, str]
) -> Operation:
    return Operation(
        address=address, name=name, summary=summary, path=path, answers={200: found, **_MORE}
    )


OPERATIONS = (
    _feed("/feed.json", "feed", "The newest stories", _JSON_FEED, {}),
    _feed("/feed.xml", "feed_atom", "The newest stories", _ATOM, {}),
    _feed("/feed.{lang}.json", "feed_lang", "The newest versions in a language", _JSON_FEED, _LANG),
    _feed("/sites/{site}/feed.json", "site_feed", "A site's newest stories", _JSON_FEED, _SITE),
    _feed("/sites/{site}/feed.xml", "site_feed_atom", "A site's newest stories", _ATOM, _SITE),
    _feed(
        "/sites/{site}/feed.{lang}.json",
        "site_feed_lang",
        "A site's newest versions in a language",
        _JSON_FEED,
        {**_SITE, **_LANG},
    ),
    Operation(
        address="/manifest.json",
        name="manifest",
        summary="What is published as files, with the `sequence` up to which they go",
        answers={200: Content("the files", shape=Manifest), **_MORE},
    ),
)


@dataclass(frozen=True, slots=True)
class Moved:
    """The address that the feeds were written for, and the one they are served at."""

    written: str
    served: str

    def apply(self, path: str, body: bytes) -> bytes:
        """A feed with its own addresses changed: values of JSON, `href` of Atom; never its text."""
        if self.written == self.served or not path.rpartition("/")[2].startswith("feed"):
            return body
        before = b'href="' if path.endswith(".xml") else b'":"'
        return body.replace(before + _base(self.written), before + _base(self.served))


def _base(address: str) -> bytes:
    return address.rstrip("/").encode() + b"/"


@dataclass(slots=True)
class _Kept:
    """A small file in memory."""

    body: bytes
    tag: str
    encoded: dict[Encoding, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.body) + sum(map(len, self.encoded.values()))

    def encode(self, encoding: Encoding | None) -> bytes:
        """The content in an encoding; made once. Tiny content is never compressed."""
        if encoding is None:
            return self.body
        if encoding not in self.encoded:
            self.encoded[encoding] = compress(self.body, encoding)
        return self.encoded[encoding]


class OutputFiles:
    """The endpoint of every file that `write_output` makes, by its path below the folder."""

    def __init__(self, folder: Path, moved: Moved = Moved("", "")) -> None:
        self._folder = folder
        self._moved = moved
        self._kept: OrderedDict[Signature, _Kept] = OrderedDict()
        self._tags: OrderedDict[Signature, str] = OrderedDict()

    async def serve(self, request: Request) -> Response:
        """One file, or 304 when the reader has it; 404 for every other name."""
        path: str = request.scope["path"].removeprefix("/")  # request.url drops line ends
        path = path.replace("feed.ua.", "feed.uk.")  # as the sites say for Ukrainian
        if not SERVED.fullmatch(path):
            return problem(404, "no such file", path[:200])
        try:
            found = (self._folder / path).stat()
        except OSError:
            return problem(404, "no such file yet", f"{path} appears when there is something in it")
        signature = (path, found.st_ino, found.st_mtime_ns, found.st_size)
        modified = datetime.fromtimestamp(found.st_mtime, UTC)
        if found.st_size > SMALL:
            return await self._stream(request, signature, modified)
        return await self._send(request, signature, modified)

    async def _send(self, request: Request, signature: Signature, modified: datetime) -> Response:
        kept = self._kept.get(signature)
        if kept is None:
            body = await run_sync((self._folder / signature[0]).read_bytes)
            body = self._moved.apply(signature[0], body)
            kept = _Kept(body, weak_tag(body))
        headers = validators(kept.tag, modified, FRESH)
        if is_known(request.headers, kept.tag, modified):
            return Response(status_code=304, headers=headers)
        encoding = None
        if len(kept.body) >= SMALLEST:
            encoding = choose_encoding(request.headers.get("accept-encoding", ""))
        body = kept.encode(encoding)
        self._keep(signature, kept)
        if encoding is not None:
            headers["content-encoding"] = encoding
        return Response(body, headers=headers, media_type=media_type_of(signature[0]))

    def _keep(self, signature: Signature, kept: _Kept) -> None:
        """Remember a file as the last used; those used longest ago go when there is no room."""
        for old in [one for one in self._kept if one[0] == signature[0] and one != signature]:
            del self._kept[old]
        self._kept[signature] = kept
        self._kept.move_to_end(signature)
        while sum(one.size for one in self._kept.values()) > KEPT_BYTES:
            self._kept.popitem(last=False)

    async def _stream(self, request: Request, signature: Signature, modified: datetime) -> Response:
        file = await run_sync((self._folder / signature[0]).open, "rb")
        tag = await self._tag_of(signature, file)
        headers = validators(tag, modified, FRESH)
        known = is_known(request.headers, tag, modified)
        if not known and request.method == "GET":
            media_type = media_type_of(signature[0])
            return StreamingResponse(_pieces(file), headers=headers, media_type=media_type)
        file.close()
        if known:
            return Response(status_code=304, headers=headers)
        headers["content-length"] = str(signature[3])
        return Response(headers=headers, media_type=media_type_of(signature[0]))

    async def _tag_of(self, signature: Signature, file: IO[bytes]) -> str:
        if signature not in self._tags:
            self._tags[signature] = await run_sync(_digest, file)
        if len(self._tags) > TAGS_MAX:
            self._tags.popitem(last=False)
        return self._tags[signature]


def media_type_of(path: str) -> str:
    """The media type of a file of the output folder, by its name."""
    name = path.rpartition("/")[2]
    if name.endswith(".jsonl"):
        return "application/jsonl"
    if name.endswith(".xml"):
        return "application/atom+xml"
    return "application/feed+json" if name.startswith("feed") else "application/json"


def _digest(file: IO[bytes]) -> str:
    """A weak tag of an open file's content; it is then read from its beginning again."""
    digest = hashlib.blake2b(digest_size=12)
    while piece := file.read(PIECE):
        digest.update(piece)
    file.seek(0, os.SEEK_SET)
    return f'W/"{digest.hexdigest()}"'


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    """An open file in pieces; a file renamed over it meanwhile does not matter."""
    with file:
        while piece := await run_sync(file.read, PIECE):
            yield piece
