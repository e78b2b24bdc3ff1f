"""The manifest: which files the output folder holds, with counts and digests; it writes nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from scraper.items import SCHEMA

FileKind = Literal["records", "removed", "feed", "schema"]
MANIFEST_SCHEMA = "tlumach/manifest/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFile:
    """One file: its path below the folder, records or feed items in it, size and SHA-256 digest."""

    path: str
    kind: FileKind
    count: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the output folder holds; the same records give the same manifest.

    `sequence` is the highest sequence of a record in it and `updated_at` that record's, so a reader
    who took all files can go on with the change feed from there. `langs` counts the records that
    have each language.
    """

    schema: str = MANIFEST_SCHEMA
    record_schema: str = SCHEMA
    title: str = ""
    public_url: str = ""
    sequence: int = 0
    updated_at: datetime | None = None
    records: int = 0
    complete: int = 0
    removed: int = 0
    langs: dict[str, int] = field(default_factory=dict)
    files: tuple[OutputFile, ...] = ()


def describe_file(path: str, kind: FileKind, count: int, data: bytes) -> OutputFile:
    """The manifest's entry for a file with these bytes."""
    digest = hashlib.sha256(data).hexdigest()
    return OutputFile(path=path, kind=kind, count=count, bytes=len(data), sha256=digest)


def encode_manifest(manifest: Manifest) -> bytes:
    """The manifest as indented JSON."""
    encoded = msgspec.json.encode(manifest, order="deterministic")
    return msgspec.json.format(encoded, indent=2) + b"\n"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an output folder; FileNotFoundError or msgspec.DecodeError."""
    return msgspec.json.decode((folder / "manifest.json").read_bytes(), type=Manifest)
