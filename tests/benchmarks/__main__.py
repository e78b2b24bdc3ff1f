"""`python -m tests.benchmarks [WORD ...]`: every report of quality and speed, one after another.

With words only the reports whose names hold one. Each runs in a process of its own, so that its
peak memory is its own; one that fails is named at the end and makes the run fail.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

REPORTS: tuple[tuple[str, ...], ...] = (
    ("match_report",),
    ("langid_report",),
    ("scale", "10000", "100000"),
    ("incremental", "100000"),
    ("features",),
    ("extraction_report",),
    ("cyrillic",),
    ("align_report",),
    ("divergences",),
    ("sentences", "tests/test_text/sentences_development.tsv"),
    ("sentences", "tests/test_text/sentences_unseen.jsonl"),
)
"""Module of this package and its arguments."""

LIMIT = 1800.0
"""Seconds that one report may take."""


def run_report(report: Sequence[str]) -> bool:
    """Whether a report ended well; what it prints goes to the same place as ours."""
    name, *arguments = report
    print(f"\n== {' '.join(report)}", flush=True)
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", *arguments]
    try:
        return subprocess.run(command, timeout=LIMIT, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def main(words: Sequence[str]) -> int:
    """Run the reports; the number of those that failed ends the run."""
    chosen = [r for r in REPORTS if not words or any(word in r[0] for word in words)]
    failed = [report for report in chosen if not run_report(report)]
    for report in failed:
        print(f"failed: {' '.join(report)}", file=sys.stderr)
    return len(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
