"""`/records/{id}` and `/records?url=`: one record, by its id or by the address of any version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from anyio.to_thread import run_sync
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import Response

from scraper.extraction.addresses import normalise_url
from scraper.feed import encode_record
from scraper.items import Record
from scraper.service.answers import PROBLEM, answer, problem
from scraper.service.operations import Content, Operation
from scraper.service.parameters import parse_query
from scraper.storage import Store

ID_MAX = 2048  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsQuery:
    """The address of a version."""

    url: Annotated[
        str,
        Meta(
            min_length=1,
            max_length=2048,
            description="address of an article in any language and any spelling that was seen",
        ),
    ]


_ANSWERS = {
    200: Content("the record as last published", shape=Record),
    304: Content("you have it", ""),
    404: Content("there is none", PROBLEM),
    410: Content("it was taken out; `replaced_by` may name another", shape=Record),
}
BY_ID = Operation(
    address="/records/{id}",
    name="record",
    summary="One record by its id",
    path={"id": "id of a record, percent-encoded"},
    answers=_ANSWERS,
)
BY_URL = Operation(
    address="/records",
    name="record_by_url",
    summary="The record that shows the article of an address",
    says="`Content-Location` names the record by its id.",
    query=RecordsQuery,
    answers=_ANSWERS | {400: Content("a parameter is wrong", PROBLEM)},
)


class Records:
    """The two endpoints."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def serve_by_id(self, request: Request) -> Response:
        """The record of an id."""
        id: str = request.path_params["id"]
        if len(id) > ID_MAX or "\0" in id:
            return _answer(request, None)
        return _answer(request, await run_sync(self._store.record, id))

    async def serve_by_url(self, request: Request) -> Response:
        """The record that shows an article."""
        query = parse_query(request, RecordsQuery)
        return _answer(request, await run_sync(self._find, query.url))

    def _find(self, url: str) -> Record | None:
        spellings = dict.fromkeys((url, _normalise(url)))
        ids = self._store.article_ids_by_url(spellings)
        articles = [ids[spelling] for spelling in spellings if spelling in ids]
        for stored in self._store.stories_of(articles):
            record = self._store.record(stored.story.id)
            if record is not None:
                return record
        return None


def record_address(id: str) -> str:
    """The path under which a record is served."""
    return f"/records/{quote(id, safe=':')}"


def _normalise(url: str) -> str:
    try:
        return normalise_url(url)
    except ValueError:
        return url


def _answer(request: Request, record: Record | None) -> Response:
    if record is None:
        return problem(404, "no such record")
    body = encode_record(record)
    location = {"content-location": record_address(record.id)}
    response = answer(request, body, modified=record.updated_at, headers=location)
    if record.removed and response.status_code == 200:
        response.status_code = 410
    return response
