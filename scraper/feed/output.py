"""Puts the output folder together: day files, feeds, schema, manifest; no store, no clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from scraper.feed.feeds import Feeds
from scraper.feed.files import delete_stale, write_file
from scraper.feed.manifest import FileKind, Manifest, OutputFile, describe_file, encode_manifest
from scraper.feed.records import encode_record, record_schema
from scraper.feed.spool import Spool
from scraper.items import Record
from scraper.sites import Site

REMOVED = "records/removed.jsonl"

OWN_FILES = (
    "records/**/*.jsonl",
    "records/**/.*.tmp",
    *(
        f"{folder}{name}"
        for folder in ("", "sites/*/")
        for name in ("feed*.json", "feed*.xml", ".*.tmp")
    ),
)


def write_output(
    records: Iterable[Record],
    folder: Path,
    *,
    title: str,
    public_url: str,
    langs: Sequence[str],
    sites: Mapping[str, Site],
    newest: int = 500,
) -> Manifest:
    """Write everything that readers of files get and return the manifest.

    `records` is the latest revision of every record, removed ones too, in any order; it is read
    once and not held. `langs` is the order in which a story's language is chosen for `feed.json`;
    each of them has a feed of its own, and so has each site. Feeds hold the `newest` items, those
    of a site fewer. Every file is written aside and renamed, unchanged ones stay untouched; the
    manifest comes after the files it names, and only then are files deleted that it does not name.
    Equal records give equal bytes.
    """
    base = public_url.rstrip("/") + "/"
    totals = _Totals()
    feeds = Feeds(langs, sites, base, newest, record_path)
    with Spool(folder / ".spool") as spool:
        for record in records:
            _spool_record(spool, record)
            totals.add(record)
            feeds.add(record)
        files = list(_write_days(spool, folder))
    files += [
        _write(folder, page.name, "feed", page.count, page.data) for page in feeds.pages(title)
    ]
    files.append(_write(folder, "schema.json", "schema", 0, _encode_schema(base)))
    manifest = totals.manifest(title=title, public_url=base, files=files)
    write_file(folder / "manifest.json", encode_manifest(manifest))
    delete_stale(folder, OWN_FILES, (file.path for file in files))
    return manifest


def record_path(record: Record) -> str:
    """Where the record's line stands, below the output folder: by site and day of publication."""
    if record.removed:
        return REMOVED
    time = record.published_at
    day = f"{time.astimezone(UTC):%Y-%m-%d}" if time else "undated"
    return f"records/{record.site}/{day}.jsonl"


def _spool_record(spool: Spool, record: Record) -> None:
    spool.add(record_path(record), (_place(record), record.id), encode_record(record))


def _place(record: Record) -> str:
    """What a file's lines are ordered by: removals by sequence, the rest by time."""
    if record.removed:
        return f"{record.sequence:020}"
    time = record.published_at
    return time.astimezone(UTC).isoformat(timespec="microseconds") if time else ""


def _write_days(spool: Spool, folder: Path) -> Iterator[OutputFile]:
    for path, lines in spool.files():
        kind: FileKind = "removed" if path == REMOVED else "records"
        yield _write(folder, path, kind, len(lines), b"".join(line + b"\n" for line in lines))


def _write(folder: Path, path: str, kind: FileKind, count: int, data: bytes) -> OutputFile:
    write_file(folder / path, data)
    return describe_file(path, kind, count, data)


def _encode_schema(base: str) -> bytes:
    return msgspec.json.format(msgspec.json.encode(record_schema(base + "schema.json"))) + b"\n"


class _Totals:
    """Counts what the manifest tells."""

    def __init__(self) -> None:
        self.sequence = self.records = self.complete = self.removed = 0
        self.updated_at: datetime | None = None
        self.langs: Counter[str] = Counter()

    def add(self, record: Record) -> None:
        """Count one record."""
        if record.sequence > self.sequence:
            self.sequence, self.updated_at = record.sequence, record.updated_at
        if record.removed:
            self.removed += 1
            return
        self.records += 1
        self.complete += record.complete
        self.langs.update(record.versions.keys())

    def manifest(self, *, title: str, public_url: str, files: Iterable[OutputFile]) -> Manifest:
        """The manifest with these counts, its files in the order of their paths."""
        return Manifest(
            title=title,
            public_url=public_url,
            sequence=self.sequence,
            updated_at=self.updated_at,
            records=self.records,
            complete=self.complete,
            removed=self.removed,
            langs=dict(self.langs),
            files=tuple(sorted(files, key=lambda file: file.path)),
        )
