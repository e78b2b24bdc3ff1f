"""How every site is doing, in figures, and what is wrong.

It asks the store and judges; `scrapy status`, the pages and `/metrics` show the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median

from scraper.crawling.inspection.verified import verified_at
from scraper.service.problems import Problem, ProblemKind
from scraper.service.schedule_times import next_time
from scraper.sites import Site
from scraper.storage import Run, Scheduled, Store

DAY = timedelta(days=1)
DAYS_BACK = 14
"""Days before the last one whose median is what is usual."""

DAYS_LEAST = 3
"""With fewer days than this nothing is usual yet."""

FEW = 0.3
"""Below this share of what is usual a day has too few articles ..."""

FEW_COMPLETE = 0.1
"""... or complete stories, of which the last day's are not all translated yet."""

SMALL = 10
"""Where less than this is usual, any day may be quiet."""

LATE = timedelta(hours=1)
"""So long may a due site wait for a scheduler that is busy with others."""

STALE = timedelta(hours=24)
"""So long, or four times the time between two crawls, a site may go without a good one."""

FAILING = 3
"""From so many crawls in a row that read no page on it is no passing trouble."""

BROKEN_OFF = timedelta(hours=6)
"""A run without an end that began longer ago, and that no scheduler looks after, was broken off."""

BAD = ("blocked", "layout-changed", "crashed", "killed", "broken-off", "wrong-arguments")
"""Ends that somebody has to look into; a `partial` crawl goes on with the next, up to a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A count of the last 24 hours beside the median of the days before, None without such days."""

    day: int
    usual: float | None

    def is_low(self, share: float) -> bool:
        """Whether it is below a share of a usual count that is not small."""
        return self.usual is not None and self.usual >= SMALL and self.day < share * self.usual


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteStatus:
    """One site at a moment; `delay` is the median time from publication to feed of the last day.

    `verified` is false while its facts were held against no real page; `verified_at` is when an
    inspection last found them right on the live site.
    `waiting` counts the addresses that would be fetched now, `addresses` all of them by state;
    `failures` the failed crawls in a row; `says` are the reasons of the last crawl in its own
    words, `problems` what is wrong.
    """

    site: str
    title: str
    verified: bool
    verified_at: datetime | None
    last_success: datetime | None
    last_start: datetime | None
    last_end: datetime | None
    last_outcome: str | None
    running: bool
    next_run: datetime | None
    waiting: int
    leased: int
    failed: int
    addresses: Mapping[str, int]
    articles: Level
    complete: Level
    delay: timedelta | None
    failures: int
    says: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _LastCrawl:
    """How the last crawl ended, from the schedule or from the runs, whichever knows of a later."""

    started_at: datetime | None = None
    running: bool = False
    ended_at: datetime | None = None
    outcome: str | None = None
    says: tuple[str, ...] = ()


def read_status(store: Store, sites: Sequence[Site], now: datetime) -> tuple[SiteStatus, ...]:
    """The status of the given sites, in their order."""
    schedule = store.schedule()
    return tuple(_read_site(store, site, schedule.get(site.name), now) for site in sites)


def sites_at_work(store: Store, sites: Mapping[str, Site]) -> tuple[Site, ...]:
    """The sites that were ever crawled or are scheduled, by name."""
    known = {*store.sites_known(), *store.schedule()}
    return tuple(site for name, site in sorted(sites.items()) if name in known)


def _read_site(store: Store, site: Site, row: Scheduled | None, now: datetime) -> SiteStatus:
    counts = store.counts(site.name)
    last = _last_crawl(row, store.runs(site.name, limit=20), now)
    seen_live = verified_at(store, site)
    first_run = store.first_run(site.name)
    delays = [delay.total_seconds() for delay in store.feed_delays(site.name, now - DAY)]
    status = SiteStatus(
        site=site.name,
        title=site.title,
        verified=site.verified is not None or seen_live is not None,
        verified_at=seen_live,
        last_success=store.last_end(site.name, ("finished",)),
        last_start=last.started_at,
        last_end=last.ended_at,
        last_outcome=last.outcome,
        running=last.running,
        next_run=row.due_at if row else None,
        waiting=store.waiting(site.name, now),
        leased=counts["leased"],
        failed=counts["failed"],
        addresses=dict(sorted(counts.items())),
        articles=_level(store.count_articles(site.name, _borders(now)), first_run, now),
        complete=_level(store.count_complete(site.name, _borders(now)), first_run, now),
        delay=timedelta(seconds=median(delays)) if delays else None,
        failures=row.failures if row else 0,
        says=last.says,
        problems=(),
    )
    return replace(status, problems=tuple(_find_problems(status, site, first_run, now)))


def _last_crawl(row: Scheduled | None, runs: Sequence[Run], now: datetime) -> _LastCrawl:
    newest = runs[0] if runs else None
    open_since = newest.started_at if newest and newest.finished_at is None else None
    leased = row is not None and row.leased_until is not None and row.leased_until > now
    running = leased or (open_since is not None and now - open_since < BROKEN_OFF)
    started = max((one.started_at for one in (newest, row) if one and one.started_at), default=None)
    last = replace(_last_ended(row, runs), started_at=started, running=running)
    if open_since is None or running or (last.ended_at and last.ended_at >= open_since):
        return last
    return replace(last, ended_at=open_since, outcome="broken-off", says=())


def _last_ended(row: Scheduled | None, runs: Sequence[Run]) -> _LastCrawl:
    ended = next((run for run in runs if run.finished_at is not None), None)
    known = ended.finished_at if ended else None
    if row and row.ended_at and (known is None or row.ended_at >= known):
        says = tuple((row.says or "").splitlines())
        return _LastCrawl(ended_at=row.ended_at, outcome=row.outcome, says=says)
    if ended is None:
        return _LastCrawl()
    told = ended.stats.get("because", ())
    says = tuple(map(str, told)) if isinstance(told, list | tuple) else ()
    return _LastCrawl(ended_at=known, outcome=ended.outcome, says=says)


# --- the last day beside the days before ----------------------------------------------------------


def _borders(now: datetime) -> tuple[datetime, ...]:
    """Where the days begin, of 24 hours each from now back, the oldest first; at last now."""
    return tuple(now - ago * DAY for ago in range(DAYS_BACK + 1, -1, -1))


def _level(days: Sequence[int], first_run: datetime | None, now: datetime) -> Level:
    """The last of the days beside those before it; days before the first crawl do not count."""
    *before, last = days
    lived = 0 if first_run is None else (now - first_run) // DAY
    whole = before[::-1][: max(0, lived - 1)]  # whole days only
    return Level(day=last, usual=median(whole) if len(whole) >= DAYS_LEAST else None)


# --- what is wrong --------------------------------------------------------------------------------


def _find_problems(
    status: SiteStatus, site: Site, first_run: datetime | None, now: datetime
) -> Iterator[Problem]:
    if status.last_outcome in BAD:
        yield Problem("bad-end", {"outcome": status.last_outcome})
    elif status.failures >= FAILING:
        yield Problem("failing", {"n": status.failures})
    if status.next_run and not status.running and now - status.next_run > LATE:
        yield Problem("overdue", {"since": status.next_run})
    good_since = status.last_success or first_run
    if status.last_success is None and status.last_outcome == "partial":
        yield Problem("never-finished")
    elif good_since and now - good_since > _patience(site, now):
        yield Problem("stale", {"since": good_since})
    if status.articles.is_low(FEW):
        yield _too_few("few-articles", status.articles)
    if status.complete.is_low(FEW_COMPLETE):
        yield _too_few("few-complete", status.complete)


def _patience(site: Site, now: datetime) -> timedelta:
    first = next_time(site, now)
    return max(STALE, 4 * (next_time(site, first) - first))


def _too_few(kind: ProblemKind, level: Level) -> Problem:
    return Problem(kind, {"day": level.day, "usual": f"{level.usual:.0f}"})
