"""One story as a file for other programs: its record as JSON, its sentences as TMX 1.4b."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from scraper.feed.exports.exchange import write_tmx as write_tmx_file
from scraper.feed.segments import read_segments
from scraper.items import Record


def write_json(record: Record) -> bytes:
    """The record as the feed has it, on lines people can read."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2)


def write_tmx(record: Record) -> bytes:
    """Every bead of sentences with at least two languages as a translation unit."""
    with TemporaryDirectory(prefix="tlumach-") as folder:
        path = Path(folder) / "story.tmx"
        write_tmx_file(read_segments((record,), record.langs), path, record.langs)
        return path.read_bytes()
