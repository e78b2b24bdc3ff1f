"""Reading pages without any site's rules beside four libraries, in the same run.

usage: TLUMACH_EVAL=DIR python -m tests.benchmarks.extraction_report [SET ...]

A row per set and system: precision, recall and F1 of the body in shingles of four words, exact
titles and days where the set has them, milliseconds of CPU a page, peak memory. Every system runs
in a process of its own; the scorer is the one beside the data.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

PEERS = {
    "trafilatura": "trafilatura",
    "trafilatura, precision": "trafilatura",
    "trafilatura, precision, text only": "trafilatura",
    "readability-lxml": "readability",
    "newspaper4k": "newspaper",
    "resiliparse": "resiliparse",
}
"""A system and the module that it needs."""

HEAD = (
    "set           system                                 P     R    F1 title  date     ms    MiB"
)


@dataclass(frozen=True, slots=True)
class Row:
    """What a system reached on a set; a rate is None where set or system has no such field."""

    system: str
    precision: float
    recall: float
    f1: float
    title: float | None
    date: float | None
    ms: float
    peak: float
    failed: int

    def show(self, name: str) -> str:
        """The row as a line of the table."""
        rates = (
            f"{rate:6.3f}" if rate is not None else "     -" for rate in (self.title, self.date)
        )
        body = f"{self.precision:.3f} {self.recall:.3f} {self.f1:.3f}"
        cost = f"{self.ms:6.1f} {self.peak:6.0f}"
        failed = f"  {self.failed} pages not read" if self.failed else ""
        return f"{name:13} {self.system:34} {body}{''.join(rates)} {cost}{failed}"


def find_sets(data: Path, names: Sequence[str] = ()) -> list[Path]:
    """The folders of pages with answers, all or those named."""
    folders = sorted(gold.parent for gold in (data / "extraction").glob("*/gold.jsonl"))
    return [folder for folder in folders if not names or folder.name in names]


def measure(folder: Path, system: str, *, memory: bool = False) -> Row:
    """Run a system on a set in a process of its own, and score its answers."""
    command = [sys.executable, "-m", "tests.benchmarks.extract", str(folder), "--system", system]
    command += ["--memory"] * memory
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=1200)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    gold = [json.loads(line) for line in (folder / "gold.jsonl").open(encoding="utf-8")]
    rates = load_score(folder.parent.parent)(gold, answers)["all"]
    cost = json.loads(done.stderr.splitlines()[-1])
    return Row(
        system=f"{system} --memory" if memory else system,
        precision=rates["shingle_p"],
        recall=rates["shingle_r"],
        f1=rates["shingle_f1"],
        title=rates["title"] if _both_have("title", gold, answers) else None,
        date=rates["date"] if _both_have("date", gold, answers) else None,
        ms=cost["ms"],
        peak=cost["peak"],
        failed=sum(not answer["text"] for answer in answers),
    )


def _both_have(field: str, gold: list[Any], answers: list[Any]) -> bool:
    return any(row.get(field) for row in gold) and any(row[field] for row in answers)


Score = Callable[[list[Any], list[Any]], dict[str, dict[str, float]]]


def load_score(data: Path) -> Score:
    """The scorer that lies beside the data."""
    spec = importlib.util.spec_from_file_location("score", data / "score_extraction.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast(Score, module.score)


def rows(folder: Path) -> Iterator[str]:
    """A line per system, ours first."""
    yield measure(folder, "tlumach").show(folder.name)
    for system, module in PEERS.items():
        if importlib.util.find_spec(module) is None:
            yield f"{folder.name:13} {system:34} not installed: requirements/peers.txt"
        else:
            yield measure(folder, system).show(folder.name)


def main(names: Sequence[str]) -> None:
    """Print the table."""
    folder = os.environ.get("TLUMACH_EVAL")
    if not folder:
        print("no evaluation data: TLUMACH_EVAL is not set")
        return
    print(HEAD)
    for chosen in find_sets(Path(folder) / "benchmarks", names):
        for line in rows(chosen):
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
