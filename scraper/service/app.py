"""Puts the service together: files, API and pages over one store, for reading only."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from anyio.to_thread import current_default_thread_limiter
from sqlalchemy.exc import DatabaseError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from scraper.service import changes, files, health, metrics, openapi, records, search
from scraper.service.answers import FRESH, answer, problem
from scraper.service.bell import Bell
from scraper.service.compression import CompressionMiddleware
from scraper.service.operations import Operation
from scraper.service.parameters import ParameterError
from scraper.service.safety import SafetyMiddleware
from scraper.service.watch import Watch
from scraper.sites import Site
from scraper.storage import Store

THREADS = 4  # that ask the store at once; each has a connection of its own
OPERATIONS: tuple[Operation, ...] = (
    *files.OPERATIONS,
    changes.OPERATION,
    records.BY_ID,
    records.BY_URL,
    search.OPERATION,
    openapi.SCHEMA,
    openapi.SELF,
    health.OPERATION,
    metrics.OPERATION,
)


def create_app(
    store: Store,
    output: Path,
    *,
    sites: Mapping[str, Site],
    title: str,
    public_url: str,
    files_url: str = "",
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    make_pages: Callable[[Watch], Sequence[BaseRoute]] | None = None,
) -> Starlette:
    """The service over an open store and the folder of published files.

    `make_pages` gives the routes of what people look at, which share a watch over the sites with
    the metrics; they come after those of the API and are in turn asked before the answer 404.
    `files_url` is the address that the files were written for, when that is not `public_url`. The
    store stays the caller's to close.
    """
    bell = Bell(store.last_sequence)
    watch = Watch(store, sites, now)
    figures = metrics.Metrics(store, watch)
    described = openapi.Descriptions(OPERATIONS, title=title, public_url=public_url)
    pages = make_pages(watch) if make_pages else (Route("/", _Contents(title).serve),)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = THREADS
        yield
        bell.close()

    app = Starlette(
        routes=[
            *_file_routes(output, files.Moved(files_url or public_url, public_url)),
            *_api_routes(store, output, bell, sites, figures, described),
            *pages,
        ],
        middleware=[
            Middleware(metrics.MetricsMiddleware, metrics=figures),
            Middleware(SafetyMiddleware),
            Middleware(CompressionMiddleware),
        ],
        exception_handlers={
            ParameterError: _tell_parameter,
            HTTPException: _tell_status,
            DatabaseError: _tell_store,
            Exception: _tell_fault,
        },
        lifespan=lifespan,
    )
    app.state.bell = bell
    return app


def _file_routes(output: Path, moved: files.Moved) -> Iterable[BaseRoute]:
    published = files.OutputFiles(output, moved)
    for path in (
        "/manifest.json",
        "/feed{rest}",
        "/sites/{site}/feed{rest}",
        "/records/removed.jsonl",
        "/records/{site}/{day}.jsonl",
    ):
        yield Route(path, published.serve)


def _api_routes(
    store: Store,
    output: Path,
    bell: Bell,
    sites: Mapping[str, Site],
    figures: metrics.Metrics,
    described: openapi.Descriptions,
) -> Iterable[BaseRoute]:
    found = records.Records(store)
    yield Route("/changes", changes.Changes(store, bell, sites).serve)
    yield Route("/search", search.Search(store, sites).serve)
    yield Route("/schema.json", described.serve_schema)
    yield Route("/openapi.json", described.serve_openapi)
    yield Route("/healthz", health.HealthCheck(store, output).serve)
    yield Route("/metrics", figures.serve)
    yield Route("/records", found.serve_by_url)
    yield Route("/records/{id:path}", found.serve_by_id)


class _Contents:
    """What stands at `/` when there are no pages: where to begin."""

    def __init__(self, title: str) -> None:
        self._body = msgspec.json.encode(
            {
                "title": title,
                "feed": "/feed.json",
                "atom": "/feed.xml",
                "changes": "/changes",
                "description": "/openapi.json",
            }
        )

    async def serve(self, request: Request) -> Response:
        """The names of the first things to read."""
        return answer(request, self._body, cache=FRESH)


# --- faults --------------------------------------------------------------------------------------


async def _tell_parameter(request: Request, fault: Exception) -> Response:
    return problem(400, "a parameter is wrong", str(fault))


async def _tell_status(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    allowed = (
        {"allow": fault.headers["Allow"]} if fault.headers and "Allow" in fault.headers else {}
    )
    return problem(fault.status_code, fault.detail, **allowed)


async def _tell_store(request: Request, fault: Exception) -> Response:
    return problem(503, "the store does not answer", retry_after="5")


async def _tell_fault(request: Request, fault: Exception) -> Response:
    return problem(500, "the service failed", "it is in its log")
