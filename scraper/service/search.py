"""`/search`: records by the words of any of their versions, those last published first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

import msgspec
from anyio.to_thread import run_sync
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import Response

from scraper.service.answers import PROBLEM, answer
from scraper.service.operations import Content, Operation
from scraper.service.parameters import (
    ParameterError,
    SequenceNumber,
    SiteName,
    parse_query,
    require_site,
)
from scraper.service.records import record_address
from scraper.sites import Site
from scraper.storage import QuestionError, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """What somebody looks for."""

    q: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=200,
            description='words that must all occur; `"..."` for words in a row, `word*` for'
            " words that begin so",
        ),
    ]
    site: SiteName | None = None
    before: Annotated[
        SequenceNumber | None, Meta(description="`sequence` at which the page before ended")
    ] = None
    limit: Annotated[int, Meta(ge=1, le=100, description="how many to send at most")] = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundVersion:
    """One version of what was found."""

    id: str
    url: str
    headline: str
    lead: str | None
    published_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a list needs of a record; the rest, which is most of it, is not even decoded."""

    id: str
    sequence: int
    site: str
    langs: tuple[str, ...]
    complete: bool
    published_at: datetime | None
    updated_at: datetime
    divergences: tuple[msgspec.Raw, ...]
    versions: dict[str, FoundVersion]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One record that has the words; `record` is the address of the whole of it."""

    id: str
    record: str
    sequence: int
    site: str
    langs: tuple[str, ...]
    complete: bool
    published_at: datetime | None
    updated_at: datetime
    divergences: int
    versions: dict[str, FoundVersion]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """A page of what was found; `next` is the address of the page after it."""

    q: str
    results: tuple[Found, ...]
    next: str | None


OPERATION = Operation(
    address="/search",
    name="search",
    summary="Records by their words",
    says=(
        "Headline, lead, text, caption, authors and tags of every version are searched; case,"
        " apostrophes and stress marks do not count, endings do."
    ),
    query=SearchQuery,
    answers={
        200: Content("what was found, last published first", shape=SearchResult),
        400: Content("a parameter is wrong", PROBLEM),
    },
)


class Search:
    """The endpoint."""

    def __init__(self, store: Store, sites: Mapping[str, Site]) -> None:
        self._store = store
        self._sites = sites

    async def serve(self, request: Request) -> Response:
        """A page of records that have the words."""
        query = parse_query(request, SearchQuery)
        await run_sync(require_site, self._store, self._sites, query.site)
        try:
            records = await run_sync(_find, self._store, query)
        except QuestionError as error:
            raise ParameterError(f"q: {error}") from error
        more = len(records) == query.limit
        result = SearchResult(
            q=query.q,
            results=tuple(_describe(record) for record in records),
            next=_next_address(query, records[-1].sequence) if more else None,
        )
        return answer(request, msgspec.json.encode(result))


def _next_address(query: SearchQuery, before: int) -> str:
    given = {"q": query.q, "site": query.site, "before": before, "limit": query.limit}
    return "/search?" + urlencode({k: v for k, v in given.items() if v is not None})


def _find(store: Store, query: SearchQuery) -> tuple[Listed, ...]:
    lines = store.search_lines(query.q, site=query.site, before=query.before, limit=query.limit)
    return tuple(msgspec.json.decode(line, type=Listed) for line in lines)


def _describe(record: Listed) -> Found:
    return Found(
        id=record.id,
        record=record_address(record.id),
        sequence=record.sequence,
        site=record.site,
        langs=record.langs,
        complete=record.complete,
        published_at=record.published_at,
        updated_at=record.updated_at,
        divergences=len(record.divergences),
        versions=record.versions,
    )
