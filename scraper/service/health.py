"""`/healthz`: whether the store answers, and how far the published files are behind it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec
from anyio.to_thread import run_sync
from sqlalchemy.exc import DatabaseError
from starlette.requests import Request
from starlette.responses import Response

from scraper.feed.manifest import read_manifest
from scraper.service.answers import JSON, PROBLEM, problem
from scraper.service.operations import Content, Operation
from scraper.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the service does: the last `sequence` in the store, and in the files; None without."""

    status: str
    sequence: int
    files_sequence: int | None


OPERATION = Operation(
    address="/healthz",
    name="health",
    summary="Whether the service works",
    answers={
        200: Content("it does", shape=Health),
        503: Content("the store does not answer", PROBLEM),
    },
)


class HealthCheck:
    """The endpoint."""

    def __init__(self, store: Store, output: Path) -> None:
        self._store = store
        self._output = output

    async def serve(self, request: Request) -> Response:
        """200 when the store answers, 503 when it does not."""
        try:
            health = await run_sync(self._look)
        except DatabaseError:
            return problem(503, "the store does not answer")
        body = msgspec.json.encode(health)
        return Response(body, headers={"cache-control": "no-store"}, media_type=JSON)

    def _look(self) -> Health:
        sequence = self._store.last_sequence()
        return Health(status="ok", sequence=sequence, files_sequence=_last_in_files(self._output))


def _last_in_files(folder: Path) -> int | None:
    try:
        return read_manifest(folder).sequence
    except (OSError, msgspec.DecodeError):
        return None
