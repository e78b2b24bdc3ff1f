"""Records to JSON and back, and the schema that describes each line."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

from scraper.feed.records import (
    RecordError,
    decode_record,
    encode_record,
    read_records,
    record_schema,
)
from scraper.items import SCHEMA, Record
from tests.test_feed.records import make_record, make_removed


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = record_schema("https://tlumach.example/schema.json")
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("record", [make_record(1), make_record(2, ("uk",)), make_removed(3, "x")])
def test_a_record_survives_the_round_trip(record: Record) -> None:
    assert decode_record(encode_record(record)) == record


def test_a_line_has_no_line_end_and_keeps_letters() -> None:
    line = encode_record(make_record(1))
    assert b"\n" not in line
    assert "Міст через Лубень".encode() in line


def test_the_order_of_languages_does_not_change_the_bytes() -> None:
    record = make_record(1)
    turned = replace(record, versions=dict(reversed(record.versions.items())))
    assert list(turned.versions) != list(record.versions)
    assert encode_record(turned) == encode_record(record)


def test_times_are_written_in_utc() -> None:
    written = json.loads(encode_record(make_record(1)))
    assert written["published_at"] == "2026-11-17T09:00:00Z"
    assert written["schema"] == SCHEMA


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "truncated"),
        ("{}", "missing required field `id`"),
        ('{"id": 7}', "$.id"),
    ],
)
def test_a_bad_line_is_refused_with_its_fault(line: str, says: str) -> None:
    with pytest.raises(RecordError) as caught:
        decode_record(line)
    assert says in str(caught.value)


def test_another_schema_is_refused() -> None:
    line = encode_record(replace(make_record(1), schema="tlumach/record/9"))
    with pytest.raises(RecordError, match="tlumach/record/9"):
        decode_record(line)


def test_a_file_is_read_in_order_and_its_fault_has_a_line_number(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    good = [make_record(1), make_record(2)]
    path.write_bytes(b"".join(encode_record(record) + b"\n" for record in good))
    assert list(read_records(path)) == good
    path.write_bytes(path.read_bytes() + b"nonsense\n")
    with pytest.raises(RecordError, match=r"day\.jsonl:3: "):
        list(read_records(path))


@pytest.mark.parametrize("record", [make_record(1), make_record(2, ("ru",)), make_removed(3)])
def test_the_schema_describes_what_is_written(
    record: Record, validator: Draft202012Validator
) -> None:
    validator.validate(json.loads(encode_record(record)))


@pytest.mark.parametrize("name", [field.name for field in fields(Record)])
def test_the_schema_asks_for_every_field(name: str, validator: Draft202012Validator) -> None:
    line = json.loads(encode_record(make_record(1)))
    del line[name]
    with pytest.raises(ValidationError, match=name):
        validator.validate(line)


def test_the_schema_lets_later_fields_pass(validator: Draft202012Validator) -> None:
    validator.validate(json.loads(encode_record(make_record(1))) | {"later": 1})


def test_the_schema_names_itself() -> None:
    schema = record_schema("https://tlumach.example/schema.json")
    assert schema["$id"] == "https://tlumach.example/schema.json"
    assert schema["version"] == SCHEMA
    assert schema["title"] == "Tlumach record"
