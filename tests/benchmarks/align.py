"""Aligns pairs of texts as the job does, from a file of pairs to standard output.

`python -m tests.benchmarks.align SENTS.jsonl > PRED.jsonl`
Each line of the input is an object with `id`, `src_lang`, `tgt_lang`, `src` and `tgt` (lists of
texts, sentences or paragraphs, in any two languages); each line of the output has `id` and `beads`,
pairs of lists of indexes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from scraper.alignment import align_texts


def align_rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The beads of each pair of texts, with their scores."""
    for row in rows:
        beads = align_texts(row["src"], row["tgt"], row["src_lang"], row["tgt_lang"])
        yield {
            "id": row["id"],
            "beads": [[bead.left, bead.right] for bead in beads],
            "scores": [round(bead.score, 3) for bead in beads],
        }


def main() -> None:
    """Read the file that the command line names, write to standard output."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.benchmarks.align SENTS.jsonl > PRED.jsonl")
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        for row in align_rows(json.loads(line) for line in lines if line.strip()):
            sys.stdout.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
