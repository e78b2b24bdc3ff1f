"""What the end of a scheduled crawl means: its outcome in a word, and whether it is a failure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scraper.storage import Run

OUTCOMES: Mapping[int, str] = {
    0: "finished",
    1: "crashed",
    2: "wrong-arguments",
    3: "partial",
    4: "blocked",
    5: "layout-changed",
}
"""Exit code of `scrapy crawl` to outcome; a process that a signal ended is `killed`."""

SEVERITY = (0, 3, 5, 4, 2, 1)
"""Exit codes from fine to worst, by which several crawls are told in one code."""

KEPT_LINES = 5
LINE = 300
"""Characters of a line that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How one crawl ended; `says` are the reasons in words, a line each.

    `is_failure` is true when trying again soon would be useless or rude.
    """

    outcome: str
    exit_code: int
    says: str
    is_failure: bool


def judge_end(exit_code: int, run: Run | None, tail: Sequence[str], note: str = "") -> Ending:
    """The end of a crawl's process; `run` is what it wrote down in the store, if it came so far.

    `tail` are the last lines it printed, which tell of a crash; `note` is what the scheduler itself
    did to it. A partial crawl is a failure when it read no page at all: the network or the site is
    down, while single pages that fail wait for their own time.
    """
    outcome = OUTCOMES.get(exit_code, "killed")
    reasons = _reasons(run)
    if outcome in ("crashed", "wrong-arguments", "killed"):
        reasons = tuple(tail[-KEPT_LINES:])
    failed = outcome in ("blocked", "crashed", "wrong-arguments", "killed")
    failed = failed or (outcome == "partial" and not note and not _read_any(run))
    said = "\n".join(line[:LINE] for line in (note, *reasons) if line)
    return Ending(outcome=outcome, exit_code=exit_code, says=said, is_failure=failed)


def worst(exit_codes: Sequence[int]) -> int:
    """One exit code for several crawls: the worst, 1 for a process that a signal ended."""
    known = [code if code in SEVERITY else 1 for code in exit_codes]
    return max(known, key=SEVERITY.index, default=0)


def _reasons(run: Run | None) -> tuple[str, ...]:
    said = run.stats.get("because", ()) if run else ()
    return tuple(map(str, said)) if isinstance(said, list | tuple) else ()


def _read_any(run: Run | None) -> bool:
    stats = run.stats if run else {}
    return any(stats.get(f"page/{kind}") for kind in ("fetched", "not-modified"))
