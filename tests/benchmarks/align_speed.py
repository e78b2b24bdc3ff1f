"""What alignment costs: processor time of a usual and of a very long pair, memory over many."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.align import align_rows

USUAL, USUAL_MS = 30, 50
"""Sentences of a usual pair, and the milliseconds of one core that it may take."""
LONG, LONG_S = 2000, 10
"""Sentences of the longest pair, and the seconds of one core that it may take."""
FEW, MANY = 20, 400
"""Pairs after which memory is looked at; between them it may grow by GROWTH MiB."""
GROWTH = 10


def measure_speed(
    rows: Sequence[Mapping[str, Any]], *, long: int = LONG, many: int = MANY
) -> list[str]:
    """A line per target: what was asked for and what was seen, on pairs cut to one size."""
    long_row = _joined(rows, long)
    ends = range(USUAL, min(long, 20 * USUAL) + 1, USUAL)
    usual = [_cut(long_row, end - USUAL) for end in ends]
    for _ in align_rows(usual):
        pass  # dictionaries are read, words remembered
    seconds = _time(usual) / len(usual)
    lines = [f"{USUAL} sentences: {1000 * seconds:.0f} ms a pair (asked: {USUAL_MS})"]
    lines.append(f"{long:,} sentences: {_time([long_row]):.1f} s (asked: {LONG_S})")
    return [*lines, _measure_memory(usual, many)]


def _measure_memory(usual: Sequence[Mapping[str, Any]], many: int) -> str:
    seen = []
    for count in (FEW, many - FEW):
        for k in range(count):
            for _ in align_rows([usual[k % len(usual)]]):
                pass
        seen.append(_resident())
    return (
        f"memory after {FEW} and {many} pairs: {seen[0]:.0f} and {seen[1]:.0f} MiB"
        f" (asked: at most {GROWTH} more)"
    )


def _time(rows: Sequence[Mapping[str, Any]]) -> float:
    start = time.process_time()
    for _ in align_rows(rows):
        pass
    return time.process_time() - start


def _joined(rows: Sequence[Mapping[str, Any]], size: int) -> dict[str, Any]:
    """The texts of rows of one pair of languages one after another, up to a size."""
    langs = rows[0]["src_lang"], rows[0]["tgt_lang"]
    mine = [row for row in rows if (row["src_lang"], row["tgt_lang"]) == langs]
    src = [text for row in mine for text in row["src"]]
    tgt = [text for row in mine for text in row["tgt"]]
    times = size // min(len(src), len(tgt)) + 1
    again = [(f"{text} ({k})" if k else text) for k in range(times) for text in src]
    other = [(f"{text} ({k})" if k else text) for k in range(times) for text in tgt]
    return dict(rows[0]) | {"src": again[:size], "tgt": other[:size]}


def _cut(row: Mapping[str, Any], start: int) -> dict[str, Any]:
    part = slice(start, start + USUAL)
    return dict(row) | {"src": row["src"][part], "tgt": row["tgt"][part]}


def _resident() -> float:
    """Resident memory of this process in MiB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 2**20
