"""What may be wrong with a site: each problem as a kind with its values, and in English.

The pages tell the same kinds in the language of their visitor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

ProblemKind = Literal[
    "bad-end", "failing", "overdue", "never-finished", "stale", "few-articles", "few-complete"
]

SENTENCES: Mapping[ProblemKind, str] = {
    "bad-end": "the last crawl ended as {outcome}",
    "failing": "{n} crawls in a row read no page",
    "overdue": "due since {since}, but no scheduler has begun",
    "never-finished": "no crawl has finished yet",
    "stale": "no crawl has finished since {since}",
    "few-articles": "{day} articles in the last day, usually {usual}",
    "few-complete": "{day} complete stories in the last day, usually {usual}",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `values` are what its sentence names: times, counts, words."""

    kind: ProblemKind
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def says(self) -> str:
        """The problem as an English sentence, times in UTC."""
        told = {name: _tell(value) for name, value in self.values.items()}
        return SENTENCES[self.kind].format(**told)


def _tell(value: object) -> object:
    return f"{value:%Y-%m-%d %H:%M} UTC" if isinstance(value, datetime) else value
