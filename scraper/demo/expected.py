"""What a crawl of the replica must find, derived from the data files alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from scraper.demo.addresses import EDITIONS
from scraper.demo.articles import DemoStory
from scraper.demo.incidents import Incident
from scraper.demo.newsroom import Newsroom

TWINS = {"uk": "ru", "ru": "uk"}
"""Editions whose pages share a path, so that a crawler derives one address from the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the store must hold after a visit, and what the visit itself must have met.

    Held: `stories`, `complete` ones (every edition), `articles` per language, `partial` ones
    (teasers) per language, `edits_told` per language of the edited version. Met on the last visit:
    `new` versions per language, `edited` and `gone` (withdrawn since the visit before) ones, and by
    reason `rejected` and `blocked` addresses.
    `missing_twins` counts by reason the addresses that a crawler derives from a shared path and
    that answer 404 or 410; they are not in `rejected`.
    """

    stories: int = 0
    complete: int = 0
    articles: Counter[str] = field(default_factory=Counter)
    partial: Counter[str] = field(default_factory=Counter)
    edits_told: Counter[str] = field(default_factory=Counter)
    new: Counter[str] = field(default_factory=Counter)
    edited: Counter[str] = field(default_factory=Counter)
    gone: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    blocked: Counter[str] = field(default_factory=Counter)
    missing_twins: Counter[str] = field(default_factory=Counter)


def expected_counts(*visits: datetime, newsroom: Newsroom | None = None) -> Expected:
    """What crawls at these times, in order, must have found after the last one.

    ValueError without a visit.
    """
    if not visits:
        raise ValueError("a crawl takes place at some time: no visit given")
    room = newsroom or Newsroom()
    *before, last = visits
    known = set(_seen(room.stories, before))
    held = known | set(_seen(room.stories, (last,)))
    numbers = Counter(number for number, _ in held)
    new = Counter(lang for number, lang in held - known)
    return Expected(
        stories=len(numbers),
        complete=sum(1 for count in numbers.values() if count == len(EDITIONS)),
        articles=Counter(lang for _, lang in held),
        partial=Counter(_partial(room, held)),
        edits_told=Counter(
            lang for pair in pairwise(visits) for lang in _edited(room.stories, pair[:1], pair[1])
        ),
        new=new,
        edited=Counter(_edited(room.stories, before[-1:], last)),
        gone=Counter(_gone(room.stories, known, last)),
        rejected=Counter(_reasons(room.incidents, "rejected", before, last)),
        blocked=Counter(_reasons(room.incidents, "blocked", before, last)),
        missing_twins=Counter(_missing_twins(room, known, last)),
    )


def _seen(stories: Iterable[DemoStory], visits: Iterable[datetime]) -> Iterator[tuple[int, str]]:
    """The versions present on any of the visits, by number and language."""
    times = tuple(visits)
    for story in stories:
        for lang in story.versions:
            if any(story.is_present(lang, time) for time in times):
                yield story.number, lang


def _partial(room: Newsroom, held: set[tuple[int, str]]) -> Iterator[str]:
    for incident in room.incidents:
        if incident.kind == "paywall" and (incident.story, incident.lang) in held:
            yield incident.lang


def _edited(
    stories: Iterable[DemoStory], before: Sequence[datetime], last: datetime
) -> Iterator[str]:
    """The languages of versions that were edited since the visit before, if there was one."""
    if not before:
        return
    for story in stories:
        for lang in story.edits:
            was_there = story.is_present(lang, before[-1]) and story.is_present(lang, last)
            if was_there and story.is_edited(lang, last) and not story.is_edited(lang, before[-1]):
                yield lang


def _gone(
    stories: Iterable[DemoStory], known: set[tuple[int, str]], last: datetime
) -> Iterator[str]:
    for story in stories:
        for lang in story.withdrawn:
            if (story.number, lang) in known and story.is_withdrawn(lang, last):
                yield lang


def _reasons(
    incidents: Iterable[Incident], count: str, before: list[datetime], now: datetime
) -> Iterator[str]:
    for incident in incidents:
        met_before = any(incident.is_listed(time) for time in before)
        if count not in incident.counts or (met_before and not _is_met_again(incident)):
            continue
        if incident.is_listed(now):
            yield incident.counts[count]


def _is_met_again(incident: Incident) -> bool:
    """Whether a later visit counts it once more.

    An article has validators, so it is answered 304 and not read again; what robots forbid is not
    asked for a second time.
    """
    return incident.kind not in ("article", "disallowed")


def _missing_twins(room: Newsroom, known: set[tuple[int, str]], now: datetime) -> Iterator[str]:
    """The reasons of twins that are not there: of stories, and of articles that are rejected.

    A twin that an earlier visit saw is a version that is gone, and counted as that.
    """
    for story in room.stories:
        for lang, twin in TWINS.items():
            is_missing = story.is_present(lang, now) and not story.is_present(twin, now)
            if is_missing and (story.number, twin) not in known:
                yield "http-410" if story.is_withdrawn(twin, now) else "http-404"
    for incident in room.incidents:
        if incident.kind == "article" and incident.lang in TWINS and incident.is_listed(now):
            yield "http-404"
