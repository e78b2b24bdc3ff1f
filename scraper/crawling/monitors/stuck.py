"""Finds sources that stay as they are while the edition's others bring what is new.

A feed that is no longer written answers as ever, or `not modified`, and lists old articles. Lists
that are written once an hour or on working days lack what is new too, so a list is only stuck when
it lacks more than it ever lacked before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from scraper.crawling.monitors.lists import is_archive
from scraper.crawling.monitors.sights import Sights
from scraper.crawling.monitors.usual import make_lots, usual_of_shares
from scraper.crawling.monitors.verdicts import Alarm
from scraper.crawling.monitors.window import GOOD, is_whole
from scraper.languages import badge
from scraper.storage import Run

LONG = timedelta(hours=12)
"""A list may rest for a night."""

TIMES = 2
"""So many times what a list ever lacked in a row it must lack now."""


@dataclass(frozen=True, slots=True)
class Brought:
    """How many of the new articles that any list of an edition named, one list named too."""

    at: datetime
    listed: int
    pages: int
    is_good: bool = True


def find_stuck(sights: Sights, earlier: Sequence[Run]) -> Iterator[Alarm]:
    """An alarm for each list that has brought nothing new for long; `earlier` newest first."""
    if sights.last_seen is None:
        return
    stats = sights.stats()
    for (lang, path), seen in sights.lists.items():
        now = _brought(f"{lang} {path}", stats, sights.last_seen)
        if now is None or now.listed or is_archive(sights.site, lang, path):
            continue
        told = _lacking([now, *_history(f"{lang} {path}", earlier)], sights.site.expects.at_least)
        if told:
            name = f"source {badge(lang)} {path}"
            lacked = sorted(sights.new_elsewhere(lang, path))
            yield Alarm(name, f"{name} lists none of the {told}", (*seen.urls[:1], *lacked[:2]))


def _history(name: str, earlier: Sequence[Run]) -> Iterator[Brought]:
    for run in earlier:
        if is_whole(run.arguments):
            is_good = run.outcome in GOOD
            brought = _brought(name, run.stats, run.started_at, is_good=is_good)
            if brought is not None:
                yield brought


def _brought(
    name: str, stats: Mapping[str, object], at: datetime, *, is_good: bool = True
) -> Brought | None:
    """What a run's stats say of a list: one that was sent, or that was as it was before."""
    for kind in ("carried", "unchanged"):
        counts = stats.get(kind, {})
        if isinstance(counts, Mapping) and name in counts:
            each = counts[name]
            return Brought(at, each.get("listed", 0), each["pages"], is_good)
    return None


def _lacking(runs: Sequence[Brought], least: int) -> str:
    """In words what a list lacks since it last brought something, when that is too much."""
    place = next((n for n, run in enumerate(runs) if run.listed), None)
    if place is None:  # it never brought anything
        return ""
    last, lacked = runs[place], sum(run.pages for run in runs[:place])
    if lacked < max(least, TIMES * _most_lacked(runs[place:])) or runs[0].at - last.at < LONG:
        return ""
    good = [{"pages": run.pages, "listed": run.listed} for run in runs[place:] if run.is_good]
    lots = make_lots(good, least)
    usual = usual_of_shares([(lot["listed"], lot["pages"]) for lot in lots], lacked)
    if usual is None or usual.low <= 0:
        return ""
    since = f"since {last.at:%Y-%m-%d %H:%M} UTC"
    return f"{lacked} articles that are new {since}, usually {usual.share:.0%}"


def _most_lacked(runs: Sequence[Brought]) -> int:
    """The most new articles that a list lacked from one run that it brought some in to another."""
    most = lacked = 0
    for run in runs:
        lacked = 0 if run.listed else lacked + run.pages
        most = max(most, lacked)
    return most
