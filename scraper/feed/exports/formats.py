"""The formats by name, and the one function that writes a file or folder in one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from scraper.feed.exports.exchange import write_tmx, write_xliff
from scraper.feed.exports.lines import write_jsonl, write_moses, write_tsv
from scraper.feed.exports.tables import MissingExtraError, write_huggingface, write_parquet
from scraper.feed.exports.targets import whole
from scraper.feed.segments import Segment

Writer = Callable[[Iterable[Segment], Path, Sequence[str]], int]

FORMATS: dict[str, Writer] = {
    "jsonl": write_jsonl,
    "tmx": write_tmx,
    "moses": write_moses,
    "tsv": write_tsv,
    "parquet": write_parquet,
    "huggingface": write_huggingface,
    "xliff": write_xliff,
}


class ExportError(Exception):
    """An export cannot be made as asked; the message says why."""


def export_segments(
    segments: Iterable[Segment], name: str, path: Path, langs: Sequence[str]
) -> int:
    """Write segments in the format `name` to `path` and return how many were written.

    The file or folder appears whole, or not at all when ExportError or another error is raised.
    """
    if name not in FORMATS:
        raise ExportError(f"no such format: {name}; there are {', '.join(FORMATS)}")
    if name == "xliff" and len(langs) != 2:
        raise ExportError("xliff takes two languages, source and target: --langs ua,en")
    try:
        with whole(path) as aside:
            return FORMATS[name](segments, aside, langs)
    except MissingExtraError as error:
        raise ExportError(str(error)) from None
