"""The formats by name, and the one function that writes a file or folder in one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scraper.feed.exports.exchange import write_tmx, write_xliff
from scraper.feed.exports.lines import write_jsonl, write_moses, write_tsv
from scraper.feed.exports.tables import MissingExtraError, write_huggingface, write_parquet
from scraper.feed.exports.targets import TargetError, check_target, whole
from scraper.feed.segments import Segment

Writer = Callable[[Iterable[Segment], Path, Sequence[str]], int]

LACKS_LANGUAGE = "lacks-language"
"""The reason by which segments are counted that a format has no place for."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is written; a `whole` one has no place for segments that lack a language.

    `files` are patterns of what it writes into a folder; none when it is a single file.
    """

    write: Writer
    whole: bool = False
    files: tuple[str, ...] = ()


FORMATS: dict[str, Format] = {
    "jsonl": Format(write_jsonl),
    "tmx": Format(write_tmx),
    "moses": Format(write_moses, whole=True, files=("corpus.*",)),
    "tsv": Format(write_tsv),
    "parquet": Format(write_parquet),
    "huggingface": Format(write_huggingface, files=("README.md", "data/train.jsonl")),
    "xliff": Format(write_xliff, whole=True),
}


class ExportError(Exception):
    """An export cannot be made as asked; the message says why."""


def export_segments(
    segments: Iterable[Segment],
    name: str,
    path: Path,
    langs: Sequence[str],
    dropped: Counter[str] | None = None,
) -> int:
    """Write segments in the format `name` to `path` and return how many were written.

    What the format has no place for is counted in `dropped` by its reason. The file or folder
    appears whole, or not at all when ExportError or another error is raised. An earlier export of
    the same form is replaced; nothing else is.
    """
    if name not in FORMATS:
        raise ExportError(f"no such format: {name}; there are {', '.join(FORMATS)}")
    if name == "xliff" and len(langs) != 2:
        raise ExportError("xliff takes two languages, source and target: --langs ua,en")
    form = FORMATS[name]
    if form.whole:
        segments = _with_every_language(segments, langs, Counter() if dropped is None else dropped)
    try:
        check_target(path, form.files)
        with whole(path) as aside:
            return form.write(segments, aside, langs)
    except (MissingExtraError, TargetError) as error:
        raise ExportError(str(error)) from None


def _with_every_language(
    segments: Iterable[Segment], langs: Sequence[str], dropped: Counter[str]
) -> Iterator[Segment]:
    for segment in segments:
        if all(lang in segment.texts for lang in langs):
            yield segment
        else:
            dropped[LACKS_LANGUAGE] += 1
