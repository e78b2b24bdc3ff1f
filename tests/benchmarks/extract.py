"""Reads pages without any site's rules: `python -m tests.benchmarks.extract DIR > PRED.jsonl`.

DIR holds `html/<id>.html.gz` and `gold.jsonl`, of which only ids and addresses are read. A line of
the answer has id, text, title and date. `--system NAME` asks a peer instead, `--memory` reads
the pages of one host with what they have in common known.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.extractors import SYSTEMS, Answer, Sample, read_with_memory

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def read_samples(folder: Path) -> Iterator[Sample]:
    """The pages of a folder, in the order of its list."""
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    for row in rows:
        body = gzip.decompress((folder / "html" / f"{row['id']}.html.gz").read_bytes())
        yield Sample(row["id"], row.get("url") or "https://unknown.invalid/article", body, NOW)


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of CPU a page, and the most memory the process had, in MiB."""

    ms: float
    peak: float


def extract(
    system: str, samples: Sequence[Sample], *, memory: bool = False
) -> tuple[list[Answer], Cost]:
    """What a system answers for each page, and what that cost."""
    start, read = SYSTEMS[system]
    start()
    before = time.process_time()
    answers = read_with_memory(samples) if memory else [read(sample) for sample in samples]
    spent = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return answers, Cost(1000 * spent / max(len(samples), 1), peak)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write one JSON line a page, and the costs on the error stream."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.extract")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--system", choices=sorted(SYSTEMS), default="tlumach")
    parser.add_argument(
        "--memory", action="store_true", help="learn the lines that pages of one host share"
    )
    options = parser.parse_args(arguments)
    samples = list(read_samples(options.folder))
    answers, cost = extract(options.system, samples, memory=options.memory)
    for sample, answer in zip(samples, answers, strict=True):
        row = {"id": sample.id, "text": answer.text, "title": answer.title, "date": answer.date}
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        if answer.failed:
            print(f"{sample.id}: {answer.failed}", file=sys.stderr)
    print(json.dumps({"ms": round(cost.ms, 2), "peak": round(cost.peak)}), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
