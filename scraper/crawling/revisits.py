"""When an article is read again: recent and often edited ones sooner, settled ones not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisits:
    """The rule for coming back; all times are seconds.

    `after` are the times after the first visit at which an article that nobody edits is read again.
    `share` is the part of its age that always passes between two visits. From the age of `max_age`
    on it is not read again.
    """

    after: Sequence[float]
    max_age: float
    share: float = 0.0

    def wait(self, visits: int, edits: int, age: float | None) -> float | None:
        """Seconds from this visit to the next one; None when the article has settled.

        `visits` counts the visits before this one, `edits` how many found it edited, this one
        included. An edit takes one step back, so that an article is left alone only after as many
        visits in which it had not changed as `after` has times. Without a known `age` the article
        is as old as its visits make it.
        """
        if not self.after:
            return None
        age = visits * self.after[0] if age is None else max(age, 0.0)
        step = max(visits - edits, 0)
        if age > self.max_age or step >= len(self.after):
            return None
        gap = self.after[step] - (self.after[step - 1] if step else 0.0)
        return max(gap, self.share * age)
