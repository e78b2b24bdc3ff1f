"""`/openapi.json` and `/schema.json`: the interface, generated from the types that make it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from scraper.feed import record_schema
from scraper.service.answers import FRESH, answer
from scraper.service.operations import Content, Operation
from scraper.service.parameters import describe_parameter

Schemas = Callable[[object], dict[str, Any]]

VERSION = "1"
REFERENCE = "#/components/schemas/{name}"
SCHEMA = Operation(
    address="/schema.json",
    name="schema",
    summary="The JSON Schema of a record",
    answers={200: Content("JSON Schema 2020-12", "application/schema+json", dict[str, Any])},
)
SELF = Operation(
    address="/openapi.json",
    name="openapi",
    summary="This description",
    answers={200: Content("OpenAPI 3.1", "application/json", dict[str, Any])},
)


class Descriptions:
    """The endpoints that describe the others."""

    def __init__(self, operations: Sequence[Operation], *, title: str, public_url: str) -> None:
        base = public_url.rstrip("/") + "/"
        document = describe(operations, title=title, public_url=base)
        self._openapi = msgspec.json.encode(document)
        schema = msgspec.json.encode(record_schema(base + "schema.json"))
        self._schema = msgspec.json.format(schema) + b"\n"

    async def serve_openapi(self, request: Request) -> Response:
        """The OpenAPI document."""
        return answer(request, self._openapi, cache=FRESH)

    async def serve_schema(self, request: Request) -> Response:
        """The same bytes as the file `schema.json`."""
        return answer(request, self._schema, cache=FRESH, media_type="application/schema+json")


def describe(operations: Sequence[Operation], *, title: str, public_url: str) -> dict[str, Any]:
    """The OpenAPI 3.1 document of these endpoints."""
    shapes = list(_shapes(operations))
    schemas, components = msgspec.json.schema_components(shapes, ref_template=REFERENCE)

    def schema_of(shape: object) -> dict[str, Any]:
        return schemas[shapes.index(shape)]

    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": VERSION, "license": {"name": "see each source"}},
        "servers": [{"url": public_url.rstrip("/")}],
        "paths": {one.address: _path(one, schema_of) for one in operations},
        "components": {"schemas": components},
    }


def _shapes(operations: Sequence[Operation]) -> Iterator[Any]:
    """Every shape that is spoken of, each once."""
    seen: list[Any] = []
    for operation in operations:
        for shape in (one.shape for one in operation.answers.values()):
            if shape is not None and shape not in seen:
                seen.append(shape)
    return iter(seen)


def _path(operation: Operation, schemas: Schemas) -> dict[str, Any]:
    described = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [*_path_parameters(operation), *_query_parameters(operation)],
        "responses": {
            str(status): _response(content, schemas)
            for status, content in operation.answers.items()
        },
    }
    return {"get": described | ({"description": operation.says} if operation.says else {})}


def _path_parameters(operation: Operation) -> Iterator[dict[str, Any]]:
    for name, says in operation.path.items():
        schema = {"type": "string"}
        yield {"name": name, "in": "path", "required": True, "description": says, "schema": schema}


def _query_parameters(operation: Operation) -> Iterator[dict[str, Any]]:
    for field in dataclasses.fields(operation.query):
        schema, says = describe_parameter(operation.query, field.name)
        schema.pop("description", None)
        described: dict[str, Any] = {"name": field.name, "in": "query", "schema": schema}
        if says:
            described["description"] = says
        if field.default is dataclasses.MISSING:
            described["required"] = True
        yield described


def _response(content: Content, schemas: Schemas) -> dict[str, Any]:
    if not content.media_type:
        return {"description": content.says}
    schema = schemas(content.shape) if content.shape is not None else {}
    return {"description": content.says, "content": {content.media_type: {"schema": schema}}}
