"""The geometry of the small charts: bars in a box of their own units; colours are the style's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

HEIGHT = 24.0
"""Units from the foot of a chart to its top."""

GAP = 0.18
"""Share of a bar's width left free beside it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its box, its value and what it is called."""

    x: float
    y: float
    width: float
    height: float
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars side by side, one unit of width each; `top` is the value at full height."""

    width: int
    height: float
    top: float
    bars: tuple[Bar, ...]

    @property
    def is_empty(self) -> bool:
        """Whether every bar is nothing."""
        return not any(bar.value for bar in self.bars)


def make_chart(values: Sequence[float], labels: Sequence[str], top: float | None = None) -> Chart:
    """A chart of values from 0, drawn up to `top` or to the largest of them."""
    limit = max(values, default=0.0) if top is None else top
    bars = []
    for place, (value, label) in enumerate(zip(values, labels, strict=True)):
        height = round(HEIGHT * min(value / limit, 1.0), 3) if limit > 0 else 0.0
        height = max(height, 0.8) if value > 0 else 0.0  # what there is must be seen
        x = round(place + GAP / 2, 3)
        bars.append(Bar(x, round(HEIGHT - height, 3), round(1 - GAP, 3), height, value, label))
    return Chart(max(len(values), 1), HEIGHT, limit, tuple(bars))


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: the least value that `share` of them do not exceed."""
    if not values:
        raise ValueError("no values, no percentile")
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def count_into(values: Sequence[timedelta], limits: Sequence[timedelta]) -> list[int]:
    """How many values lie below each limit, each counted once; the last number is the rest."""
    counts = [0] * (len(limits) + 1)
    for value in values:
        place = next((at for at, limit in enumerate(limits) if value < limit), len(limits))
        counts[place] += 1
    return counts
