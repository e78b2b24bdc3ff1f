"""Records to JSON and back, and the JSON Schema that describes them; it knows no folder layout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from scraper.items import SCHEMA, Record

_ENCODER = msgspec.json.Encoder(order="deterministic")
_DECODER = msgspec.json.Decoder(Record)


class RecordError(ValueError):
    """A line is no record; the message names the place and what is wrong with it."""


def encode_record(record: Record) -> bytes:
    """One line of JSON without its line end; equal records give equal bytes."""
    return _ENCODER.encode(record)


def decode_record(line: bytes | str) -> Record:
    """The record of one line of JSON; RecordError when it is not one or of another schema."""
    try:
        record = _DECODER.decode(line)
    except msgspec.DecodeError as error:
        raise RecordError(str(error)) from error
    if record.schema != SCHEMA:
        raise RecordError(f"schema is {record.schema!r}, this program reads {SCHEMA!r}")
    return record


def read_records(path: Path) -> Iterator[Record]:
    """The records of a JSON Lines file in order; RecordError names file and line of a fault."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield decode_record(line)
            except RecordError as error:
                raise RecordError(f"{path}:{number}: {error}") from error


def record_schema(url: str | None = None) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one line; `url` becomes its `$id`.

    Every field is required, since a written record spells out each one; nothing forbids further
    fields, since the schema grows by adding.
    """
    schema: dict[str, Any] = msgspec.json.schema(Record)
    for definition in schema["$defs"].values():
        if "properties" in definition:
            definition["required"] = list(definition["properties"])
    schema["$defs"]["Record"]["properties"]["schema"] = {"const": SCHEMA}
    head: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    if url:
        head["$id"] = url
    head |= {"title": "Tlumach record", "version": SCHEMA}
    return head | schema
