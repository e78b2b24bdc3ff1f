"""How well beads are found, and how far their scores can be trusted.

`TLUMACH_EVAL=FOLDER python -m tests.benchmarks.align_report [docs/alignment.svg]` prints a row per
set and draws, over the score, what share of the development sets' beads with it is right.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.benchmarks.align import align_rows
from tests.benchmarks.align_records import align_records
from tests.benchmarks.align_speed import measure_speed

HAND = Path(__file__).parents[1] / "test_alignment" / "hand_aligned.jsonl"
BASELINES = {"sents_dev": 0.899, "sents_short_dev": 0.815, "pars_dev": 0.99, "pars_short_dev": 0.94}
"""Strict F1 of the best ready tool on the same set."""

EDGES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
"""Scores that part the groups in which beads are counted."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """A bead that was found: its score, whether it is exactly right, whether it has two sides."""

    score: float
    is_right: bool
    is_answered: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Beads of nearly one score: how many, their mean score, the share that is right."""

    count: int
    score: float
    right: float


def judge_beads(rows: Iterable[Row]) -> Iterator[Judged]:
    """Align rows that hold their own gold `beads` and judge what is found."""
    for row in rows:
        gold = {_key(bead) for bead in row["beads"]}
        for found in align_rows([row]):
            for bead, score in zip(found["beads"], found["scores"], strict=True):
                yield Judged(score, _key(bead) in gold, all(bead))


def judge_records(rows: Sequence[Row]) -> Iterator[Judged]:
    """The same for sentences of whole records of the demo's stories that the rows are of."""
    gold = {row["id"]: {_key(bead) for bead in row["beads"]} for row in rows}
    for id_, pair, score in align_records(rows):
        yield Judged(score, _key(pair) in gold[id_], all(pair))


def group_beads(beads: Sequence[Judged]) -> list[Group]:
    """Beads by score, without groups that are empty."""
    groups = []
    for low, high in pairwise(EDGES):
        part = [b for b in beads if low <= b.score < high or b.score == high == 1.0]
        if part:
            mean = sum(bead.score for bead in part) / len(part)
            groups.append(Group(len(part), mean, sum(b.is_right for b in part) / len(part)))
    return groups


def calibration_error(groups: Sequence[Group]) -> float:
    """The mean distance of score and share of right beads, each bead counted once."""
    total = sum(group.count for group in groups)
    return sum(group.count * abs(group.score - group.right) for group in groups) / max(1, total)


def read_rows(name: str) -> list[Row]:
    """The rows of a development set with their gold, or the hand-aligned ones."""
    if name == "hand_aligned":
        lines = HAND.read_text("utf-8").splitlines()
        return [json.loads(line) | {"id": str(k)} for k, line in enumerate(lines)]
    data = Path(os.environ["TLUMACH_EVAL"]) / "benchmarks" / "data"
    gold = {row["id"]: row["beads"] for row in _read(data / f"{name}.gold.jsonl")}
    return [row | {"beads": gold[row["id"]]} for row in _read(data / f"{name}.jsonl")]


def draw_reliability(groups: Sequence[Group]) -> str:
    """A picture of the share of right beads over their score; the line is what it should be."""
    dots = "".join(
        f'<circle cx="{40 + 240 * g.score:.1f}" cy="{260 - 240 * g.right:.1f}" r="4"'
        f' fill="#3b6ea8"><title>{g.count} beads of score {g.score:.2f}: {g.right:.1%} right'
        "</title></circle>\n"
        for g in groups
    )
    ticks = "".join(
        f'<text x="{40 + 240 * t:.0f}" y="276" text-anchor="middle">{t:g}</text>'
        f'<text x="34" y="{264 - 240 * t:.0f}" text-anchor="end">{t:g}</text>\n'
        for t in (0, 0.25, 0.5, 0.75, 1)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 300" font-family="sans-serif"'
        ' font-size="11" fill="#777">\n<title>Beads: share that is right over the score</title>\n'
        '<path d="M40 20V260H280" stroke="#8888" fill="none"/>\n'
        '<path d="M40 260L280 20" stroke="#8888" stroke-dasharray="3"/>\n'
        f'{ticks}{dots}<text x="160" y="294" text-anchor="middle">score</text>\n</svg>\n'
    )


def strict_f1(beads: Sequence[Judged], rows: Iterable[Row]) -> float:
    """Precision over all beads found, recall over the gold beads that have an answer."""
    answered = sum(bead.is_right and bead.is_answered for bead in beads)
    precision = sum(bead.is_right for bead in beads) / max(1, len(beads))
    recall = answered / max(1, sum(1 for row in rows for a, b in row["beads"] if a and b))
    return 2 * precision * recall / max(1e-9, precision + recall)


def _key(bead: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(sorted(side)) for side in bead)


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _report(name: str) -> list[Judged]:
    rows, start = read_rows(name), time.process_time()
    beads = list(judge_beads(rows))
    milliseconds = (time.process_time() - start) / len(rows) * 1000
    _tell(name, rows, beads, f"{milliseconds:.0f} ms a pair")
    return beads


def _tell(name: str, rows: Sequence[Row], beads: Sequence[Judged], cost: str) -> None:
    sys.stdout.write(
        f"{name:16} {len(rows):4} pairs {len(beads):5} beads  strict F1"
        f" {strict_f1(beads, rows):.3f}  best ready tool {BASELINES.get(name, '-'):<5}"
        f"  calibration error {calibration_error(group_beads(beads)):.3f}  {cost}\n"
    )


def main() -> None:
    """Print the rows and what it costs; draw the picture where the command line says."""
    names = list(BASELINES) if os.environ.get("TLUMACH_EVAL") else []
    found = [bead for name in names for bead in _report(name)]
    _report("hand_aligned")
    rows = read_rows("hand_aligned")
    _tell("the same, records", rows, list(judge_records(rows)), "in three languages")
    if len(sys.argv) > 1 and found:
        Path(sys.argv[1]).write_text(draw_reliability(group_beads(found)), "utf-8")
    if names:
        for line in measure_speed(read_rows(names[0])):
            sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
