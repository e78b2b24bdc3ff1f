"""`python -m tests.benchmarks.langid TEXTS.jsonl > PRED.jsonl`: languages by the production path.

TEXTS holds one `{"id", "text"}` a line; PRED gets one `{"id", "lang"}` with the tag of the language
or of a neighbour (be, bg, pl), or `other`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from scraper.languages import OTHER, identify

LANGS = ("uk", "en", "ru")


def name_languages(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """Each text's language as a site of these three languages would be told."""
    for line in lines:
        row = json.loads(line)
        yield {"id": row["id"], "lang": name_language(row["text"])}


def name_language(text: str) -> str:
    """The tag of a text's language, of a neighbour, or `other`."""
    verdict = identify(text, langs=LANGS)
    return verdict.closest if verdict.lang == OTHER else verdict.lang


def main(path: str) -> None:
    """Name the languages of a file's texts."""
    for answer in name_languages(Path(path).read_text("utf-8").splitlines()):
        print(json.dumps(answer))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.benchmarks.langid TEXTS.jsonl > PRED.jsonl")
    main(sys.argv[1])
