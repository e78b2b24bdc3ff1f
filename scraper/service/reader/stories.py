"""The list of stories: what each line of it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from scraper.items import Divergence, DivergenceKind, Severity, Version
from scraper.service.reader.context import Context
from scraper.service.reader.questions import SEVERITIES
from scraper.service.reader.texts import host_of, plain, web_address
from scraper.service.reader.times import MINUTE
from scraper.storage.browsing import Card, CardVersion, Placed


@dataclass(frozen=True, slots=True)
class Line:
    """One version in a list: its headline, when it came after the first, and its source."""

    lang: str
    headline: str
    url: str | None
    host: str
    published_at: datetime | None
    delay: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Mark:
    """Divergences of one kind: how many, and how grave the gravest is."""

    kind: DivergenceKind
    count: int
    severity: Severity


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in the list."""

    id: str
    site: str
    shown_at: datetime
    lines: tuple[Line, ...]
    absent: tuple[str, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The stories of one day of the zone; `goes_on` when an earlier part of the list began it."""

    day: date
    rows: tuple[StoryRow, ...]
    goes_on: bool = False

    def going_on(self, day: date) -> Day:
        """The same after a part of the list that ended on a day."""
        return replace(self, goes_on=self.day == day)


def make_days(context: Context, found: Sequence[Placed]) -> list[Day]:
    """The stories parted by day, in their order."""
    days: list[tuple[date, list[StoryRow]]] = []
    times = context.times
    for placed in found:
        day = times.local(placed.place.shown_at).date()
        if not days or days[-1][0] != day:
            days.append((day, []))
        days[-1][1].append(make_row(context, placed.card, placed.place.shown_at))
    return [Day(day, tuple(rows)) for day, rows in days]


def make_row(context: Context, card: Card, shown_at: datetime) -> StoryRow:
    """One story as the list shows it."""
    return StoryRow(
        id=card.id,
        site=card.site,
        shown_at=shown_at,
        lines=tuple(_lines(context, card)),
        absent=context.absent(card.site, card.langs),
        marks=count_marks(card.divergences),
    )


def count_marks(divergences: Sequence[Divergence]) -> tuple[Mark, ...]:
    """The kinds of divergences, gravest first, then the most frequent."""
    counts = Counter(one.kind for one in divergences)
    marks = [
        Mark(kind, count, max((d.severity for d in divergences if d.kind == kind), key=_weight))
        for kind, count in counts.items()
    ]
    return tuple(sorted(marks, key=lambda mark: (-_weight(mark.severity), -mark.count, mark.kind)))


def _weight(severity: Severity) -> int:
    return SEVERITIES.index(severity)


def _lines(context: Context, card: Card) -> Iterator[Line]:
    times = [one.published_at for one in card.versions.values() if one.published_at is not None]
    first = min(times, default=None)
    for lang in context.order(card.site, tuple(card.versions)):
        version = card.versions[lang]
        yield Line(
            lang=lang,
            headline=plain(version.headline).strip() or "…",
            url=web_address(version.url),
            host=host_of(version.url),
            published_at=version.published_at,
            delay=say_delay(context, first, version.published_at),
            note=say_state(context, version),
        )


def say_delay(context: Context, first: datetime | None, time: datetime | None) -> str | None:
    """How long after the first version another came; None for the first itself."""
    if first is None or time is None or (time - first).total_seconds() < MINUTE:
        return None
    return context.times.span(time - first)


def say_state(context: Context, version: CardVersion | Version) -> str | None:
    """What a reader should know of a version: gone from its site, or not whole."""
    if version.gone:
        return context.words("story.gone")
    if version.excerpt:
        return context.words("story.excerpt")
    return None if version.access == "free" else context.words(f"story.{version.access}")
