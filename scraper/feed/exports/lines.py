"""Formats of lines: JSON Lines, tab-separated values, and Moses' files of aligned lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec

from scraper.feed.segments import Segment

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")


def write_jsonl(segments: Iterable[Segment], path: Path, langs: Sequence[str]) -> int:
    """One segment a line with its texts, addresses, score and origin."""
    count = 0
    with path.open("wb") as file:
        for segment in segments:
            file.write(msgspec.json.encode(segment) + b"\n")
            count += 1
    return count


def write_tsv(segments: Iterable[Segment], path: Path, langs: Sequence[str]) -> int:
    """A header, then id, score, kind and a text for each language; an absent one is empty."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("\t".join(["id", "score", "kind", *langs]) + "\n")
        for segment in segments:
            texts = (one_line(segment.texts.get(lang, "")) for lang in langs)
            file.write("\t".join([segment.id, f"{segment.score:.4f}", segment.kind, *texts]) + "\n")
            count += 1
    return count


def write_moses(segments: Iterable[Segment], path: Path, langs: Sequence[str]) -> int:
    """A folder with `corpus.<lang>`, `corpus.scores` and `corpus.ids`, aligned line by line.

    Every segment must have all the languages.
    """
    path.mkdir()
    count = 0
    with ExitStack() as stack:
        files = {
            name: stack.enter_context(
                (path / f"corpus.{name}").open("w", encoding="utf-8", newline="\n")
            )
            for name in (*langs, "scores", "ids")
        }
        for segment in segments:
            for lang in langs:
                files[lang].write(one_line(segment.texts[lang]) + "\n")
            files["scores"].write(f"{segment.score:.4f}\n")
            files["ids"].write(f"{segment.id}\n")
            count += 1
    return count


def one_line(text: str) -> str:
    """A text without tabs, line breaks of any kind and control characters."""
    return _BREAKS.sub(" ", text).strip()
