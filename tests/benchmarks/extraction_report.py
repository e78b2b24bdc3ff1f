"""Reading pages without any site's rules beside four libraries, in the same run.

usage: TLUMACH_EVAL=DIR python -m tests.benchmarks.extraction_report [SET ...]
           [--system NAME ...] [--limit SECONDS] [--anew]

A row per set and system: precision, recall and F1 of the body in shingles of four words, exact
titles and days where the set has them, milliseconds of CPU a page, peak memory. Every system runs
in a process of its own; the scorer is the one beside the data. What a peer answered in an earlier
run is taken from there and marked `kept`, its cost too; `--anew` asks again.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, cast

from tests.benchmarks.answers import PEERS, TooSlowError, ask

LIMIT = 240.0
"""Seconds that a system may take for a set; the slowest peer needs half of it on a busy machine."""

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
    is_kept: bool = False

    def show(self, name: str) -> str:
        """The row as a line of the table."""
        rates = (
            f"{rate:6.3f}" if rate is not None else "     -" for rate in (self.title, self.date)
        )
        body = f"{self.precision:.3f} {self.recall:.3f} {self.f1:.3f}"
        cost = f"{self.ms:6.1f} {self.peak:6.0f}"
        kept = "  kept" if self.is_kept else ""
        failed = f"  {self.failed} pages not read" if self.failed else ""
        return f"{name:13} {self.system:34} {body}{''.join(rates)} {cost}{kept}{failed}"


def find_sets(data: Path, names: Sequence[str] = ()) -> list[Path]:
    """The folders of pages with answers, all or those named."""
    folders = sorted(gold.parent for gold in (data / "extraction").glob("*/gold.jsonl"))
    return [folder for folder in folders if not names or folder.name in names]


def measure(folder: Path, system: str, *, limit: float = LIMIT, anew: bool = False) -> Row:
    """Ask a system for its answers on a set, and score them; TooSlowError after `limit` seconds."""
    told = ask(folder, system, limit=limit, anew=anew)
    answers = list(told.lines)
    gold = [json.loads(line) for line in (folder / "gold.jsonl").open(encoding="utf-8")]
    rates = load_score(folder.parent.parent)(gold, answers)["all"]
    return Row(
        system=system,
        precision=rates["shingle_p"],
        recall=rates["shingle_r"],
        f1=rates["shingle_f1"],
        title=rates["title"] if _both_have("title", gold, answers) else None,
        date=rates["date"] if _both_have("date", gold, answers) else None,
        ms=told.cost["ms"],
        peak=told.cost["peak"],
        failed=sum(not answer["text"] for answer in answers),
        is_kept=told.is_kept,
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


def rows(
    folder: Path, systems: Sequence[str], *, limit: float = LIMIT, anew: bool = False
) -> Iterator[str]:
    """A line per system, in the order given."""
    for system in systems:
        try:
            if system in PEERS:
                version(PEERS[system])
            yield measure(folder, system, limit=limit, anew=anew).show(folder.name)
        except PackageNotFoundError:
            yield f"{folder.name:13} {system:34} not installed: requirements/peers.txt"
        except TooSlowError as error:
            yield f"{folder.name:13} {system:34} {error}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    systems = ("tlumach", *PEERS)
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.extraction_report")
    parser.add_argument("sets", nargs="*", metavar="SET", help="names of sets; all unless given")
    parser.add_argument("--system", action="append", choices=systems, help="only this one; again")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds for a system and set")
    parser.add_argument("--anew", action="store_true", help="ask peers again, answers kept or not")
    options = parser.parse_args(arguments)
    folder = os.environ.get("TLUMACH_EVAL")
    if not folder:
        print("no evaluation data: TLUMACH_EVAL is not set")
        return
    print(HEAD)
    for chosen in find_sets(Path(folder) / "benchmarks", options.sets):
        asked = options.system or systems
        for line in rows(chosen, asked, limit=options.limit, anew=options.anew):
            print(line, flush=True)


if __name__ == "__main__":
    main()
