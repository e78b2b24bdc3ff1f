"""How every site is doing, in figures and in the sentences that say what is wrong.

It asks the store and judges; printing is the command's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median

from scraper.crawling.inspection.verified import verified_at
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

GOOD = ("finished", "partial")
"""Outcomes of runs that read what could be read."""

BAD = ("blocked", "layout-changed", "crashed", "killed", "wrong-arguments")


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
    `waiting`, `leased` and `failed` count addresses; `failures` the failed crawls in a row; `says`
    are the reasons of the last crawl in its own words, `problems` what is wrong, in sentences.
    """

    site: str
    title: str
    verified: bool
    verified_at: datetime | None
    last_success: datetime | None
    last_end: datetime | None
    last_outcome: str | None
    running: bool
    next_run: datetime | None
    waiting: int
    leased: int
    failed: int
    articles: Level
    complete: Level
    delay: timedelta | None
    failures: int
    says: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _LastCrawl:
    """How the last crawl ended, from the schedule or from the runs, whichever knows of a later."""

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
    last = _last_crawl(row, store.runs(site.name, limit=20))
    seen_live = verified_at(store, site)
    delays = [delay.total_seconds() for delay in store.feed_delays(site.name, now - DAY)]
    status = SiteStatus(
        site=site.name,
        title=site.title,
        verified=site.verified is not None or seen_live is not None,
        verified_at=seen_live,
        last_success=store.last_end(site.name, ("finished",)),
        last_end=last.ended_at,
        last_outcome=last.outcome,
        running=row is not None and row.leased_until is not None and row.leased_until > now,
        next_run=row.due_at if row else None,
        waiting=store.waiting(site.name, now),
        leased=counts["leased"],
        failed=counts["failed"],
        articles=_articles(store, site, now),
        complete=_complete(store, site, now),
        delay=timedelta(seconds=median(delays)) if delays else None,
        failures=row.failures if row else 0,
        says=last.says,
        problems=(),
    )
    good = store.last_end(site.name, GOOD)
    since = good or store.first_run(site.name)
    return replace(status, problems=tuple(_find_problems(status, site, since, now)))


def _last_crawl(row: Scheduled | None, runs: Sequence[Run]) -> _LastCrawl:
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


def _articles(store: Store, site: Site, now: datetime) -> Level:
    times = store.article_times(site.name, now - (DAYS_BACK + 1) * DAY)
    return _level([one.published_at for one in times], store.first_run(site.name), now)


def _complete(store: Store, site: Site, now: datetime) -> Level:
    stories = store.completeness(site.name, now - (DAYS_BACK + 1) * DAY)
    times = [shown_at for shown_at, complete in stories if complete]
    return _level(times, store.first_run(site.name), now)


def _level(times: Sequence[datetime], first_run: datetime | None, now: datetime) -> Level:
    """Counts of 24 hours each, from now back; days before the first crawl do not count."""
    days = [0] * (DAYS_BACK + 1)
    for time in times:
        place = (now - time) // DAY
        if 0 <= place <= DAYS_BACK:
            days[place] += 1
    lived = 0 if first_run is None else (now - first_run) // DAY
    before = days[1 : min(lived, DAYS_BACK + 1)]  # whole days only
    usual = median(before) if len(before) >= DAYS_LEAST else None
    return Level(day=days[0], usual=usual)


# --- what is wrong --------------------------------------------------------------------------------


def _find_problems(
    status: SiteStatus, site: Site, good_since: datetime | None, now: datetime
) -> Iterator[str]:
    if status.last_outcome in BAD:
        yield f"the last crawl ended as {status.last_outcome}"
    if status.next_run and not status.running and now - status.next_run > LATE:
        yield f"due since {_moment(status.next_run)}, but no scheduler has begun"
    if good_since and now - good_since > _patience(site, now):
        yield f"no crawl has gone well since {_moment(good_since)}"
    if status.articles.is_low(FEW):
        yield _too_few("articles", status.articles)
    if status.complete.is_low(FEW_COMPLETE):
        yield _too_few("complete stories", status.complete)


def _patience(site: Site, now: datetime) -> timedelta:
    first = next_time(site, now)
    return max(STALE, 4 * (next_time(site, first) - first))


def _too_few(what: str, level: Level) -> str:
    return f"{level.day} {what} in the last day, usually {level.usual:.0f}"


def _moment(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M} UTC"
