"""Counts over records: what was published when, how late versions come, how well they align."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scraper.items import Record

DELAYS = (15, 30, 60, 120, 240, 480, 1440)
"""Upper bounds, in minutes, of the classes that delays between versions are counted in."""

TENTHS = 10


@dataclass(slots=True)
class Statistics:
    """What a set of records holds.

    `articles` counts by (day, language), `complete` the stories with every edition by day; `delays`
    by class of `DELAYS` (the last is beyond all), from a story's first version to each other one;
    `scores` sentence beads in two or more languages by tenths of their score.
    """

    stories: int = 0
    articles: Counter[tuple[str, str]] = field(default_factory=Counter)
    complete: Counter[str] = field(default_factory=Counter)
    delays: Counter[int] = field(default_factory=Counter)
    scores: Counter[int] = field(default_factory=Counter)
    divergences: Counter[str] = field(default_factory=Counter)

    @property
    def days(self) -> Sequence[str]:
        """The days that have articles, in order."""
        return sorted({day for day, _ in self.articles})

    def add(self, record: Record) -> None:
        """Count one live record."""
        self.stories += 1
        if record.complete and record.published_at:
            self.complete[f"{record.published_at:%Y-%m-%d}"] += 1
        times = []
        for lang, version in record.versions.items():
            if version.published_at:
                self.articles[f"{version.published_at:%Y-%m-%d}", lang] += 1
                times.append(version.published_at)
        for time in sorted(times)[1:]:
            self.delays[delay_class((time - min(times)).total_seconds() / 60)] += 1
        for bead in record.beads:
            for inner in bead.sentences:
                if sum(bool(texts) for texts in inner.sentences.values()) > 1:
                    self.scores[min(int(inner.score * TENTHS), TENTHS - 1)] += 1
        self.divergences.update(divergence.kind for divergence in record.divergences)


def count_records(records: Iterable[Record]) -> Statistics:
    """The statistics of the live ones among the records."""
    statistics = Statistics()
    for record in records:
        if not record.removed:
            statistics.add(record)
    return statistics


def delay_class(minutes: float) -> int:
    """The class of a delay: the place of the first bound that is not below it."""
    return next((n for n, bound in enumerate(DELAYS) if minutes <= bound), len(DELAYS))


def delay_names() -> tuple[str, ...]:
    """What the classes of delays are called."""
    names = [f"{bound} min" if bound < 60 else f"{bound // 60} h" for bound in DELAYS]
    return (*(f"up to {name}" for name in names), f"over {names[-1]}")
