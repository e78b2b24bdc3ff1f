"""How a crawl ended, and the alarms that say why; it only holds values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a crawl ended; `exit_code` is what the process returns to its caller."""

    FINISHED = "finished"
    PARTIAL = "partial"
    BLOCKED = "blocked"
    LAYOUT_CHANGED = "layout-changed"

    @property
    def exit_code(self) -> int:
        """0 for finished; 2 is left to wrong arguments and 1 to errors of our own."""
        codes = {"finished": 0, "partial": 3, "blocked": 4, "layout-changed": 5}
        return codes[self.value]


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that is not as it should be.

    `what` is the field, edition, selector or source, `says` the sentence with its counts, and
    `examples` are addresses of pages to look at.
    """

    what: str
    says: str
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The sentence and the addresses on one line."""
        return f"{self.says}; see {' '.join(self.examples)}" if self.examples else self.says


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on a crawl, the sentences that explain it and the alarms among them."""

    verdict: Verdict
    because: tuple[str, ...] = ()
    alarms: tuple[Alarm, ...] = ()
