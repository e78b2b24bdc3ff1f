"""How each site is doing, in the figures and charts of the page; the store gives the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scraper.crawling.tally import group
from scraper.service.reader.charts import Chart
from scraper.service.reader.context import Context
from scraper.service.reader.site_charts import (
    Delay,
    after_first,
    chart_delays,
    chart_hours,
    chart_shares,
    until_seen,
)
from scraper.service.reader.times import Times
from scraper.service.status import BROKEN_OFF, SiteStatus
from scraper.sites import Site
from scraper.storage import Run, Store
from scraper.storage.health import FailedAddress, RunLine

STRIP_DAYS = 30
DELAY_DAYS = 7
RUNS_READ = 50  # last runs whose stats are looked into
FIELDS = ("lead", "image", "author", "date")
GRAVITY = (
    *("finished", "running", "partial", "unknown", "wrong-arguments", "killed", "crashed"),
    *("blocked", "layout-changed"),
)
"""Outcomes from good to bad; a day is shown as its worst."""

FAULTS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class DayOfRuns:
    """The runs of one day: their number and the worst outcome, None without any."""

    day: date
    runs: int
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Field:
    """How many of the articles read have a field: a share, and the least expected."""

    name: str
    share: float
    expected: float


@dataclass(frozen=True, slots=True)
class Fault:
    """What a run that did not end well says of itself."""

    started_at: datetime
    outcome: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A site in a few figures; `status` is None before it was ever crawled or scheduled."""

    site: Site
    status: SiteStatus | None
    outcome: str | None
    due: bool
    strip: tuple[DayOfRuns, ...]
    articles: tuple[tuple[str, int], ...]
    stories: int
    complete: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A site in all figures."""

    glance: Glance
    hours: tuple[tuple[str, Chart, int], ...]
    hour_labels: tuple[str, ...]
    shares: Chart
    share_days: tuple[date, ...]
    fields: tuple[Field, ...]
    articles_read: int
    rejects: tuple[tuple[str, int], ...]
    seen_delays: tuple[Delay, ...]
    version_delays: tuple[Delay, ...]
    faults: tuple[Fault, ...]
    failures: tuple[FailedAddress, ...]


def make_glance(
    context: Context, store: Store, site: Site, status: SiteStatus | None, now: datetime
) -> Glance:
    """A site in a few figures; of one that is not at work the store is not asked."""
    lines: Sequence[RunLine] = ()
    found: Counter[str] = Counter()
    stories: Sequence[tuple[datetime, bool]] = ()
    if status is not None:
        lines = store.run_lines(site.name, now - timedelta(days=STRIP_DAYS))
        recent = store.article_times(site.name, now - timedelta(hours=24))
        found = Counter(one.lang for one in recent)
        stories = store.completeness(site.name, now - timedelta(days=DELAY_DAYS))
    return Glance(
        site=site,
        status=status,
        outcome=_outcome(context, status),
        due=bool(status and status.next_run and status.next_run <= now and not status.running),
        strip=tuple(_strip(lines, context.times, now)),
        articles=tuple((lang, found[lang]) for lang in context.order(site.name, site.langs)),
        stories=len(stories),
        complete=sum(complete for _, complete in stories),
        problems=tuple(_tell_problems(context, status)),
    )


def _outcome(context: Context, status: SiteStatus | None) -> str | None:
    """What the last run came to, by a word that the pages know."""
    if status is None or status.running:
        return None if status is None else "running"
    known = status.last_outcome is None or context.words.has(f"sites.{status.last_outcome}")
    return status.last_outcome if known else "unknown"


def _tell_problems(context: Context, status: SiteStatus | None) -> Iterator[str]:
    """What is wrong, in the words and times of the page."""
    for problem in status.problems if status else ():
        values = dict(problem.values)
        for name, value in values.items():
            if isinstance(value, datetime):
                values[name] = context.times.full(value)
        if "outcome" in values:
            values["outcome"] = context.words(f"sites.{_outcome(context, status)}")
        yield context.words(f"problem.{problem.kind}", **values)


def make_report(
    context: Context, store: Store, site: Site, status: SiteStatus | None, now: datetime
) -> Report:
    """A site in all figures."""
    times = context.times
    articles = store.article_times(site.name, now - timedelta(days=DELAY_DAYS))
    runs = store.runs(site.name, limit=RUNS_READ)
    stats = _add_up(runs)
    hours, labels = chart_hours(articles, site.langs, times, now)
    days, shares = chart_shares(store, site.name, times, now)
    read = sum(group(stats, "lang/").values())
    return Report(
        glance=make_glance(context, store, site, status, now),
        hours=hours,
        hour_labels=labels,
        shares=shares,
        share_days=days,
        fields=tuple(_fields(stats, site, read)),
        articles_read=read,
        rejects=tuple(Counter(group(stats, "article/rejected/")).most_common()),
        seen_delays=tuple(chart_delays(until_seen(articles), site.langs, times)),
        version_delays=tuple(chart_delays(after_first(articles), site.langs, times)),
        faults=tuple(_faults(runs, status)),
        failures=store.failures(site.name),
    )


def outcome_of(line: RunLine, now: datetime) -> str:
    """How a run ended, or that it still goes on, or that nobody heard of it again."""
    if line.outcome is not None:
        return line.outcome if line.outcome in GRAVITY else "unknown"
    return "running" if now - line.started_at < BROKEN_OFF else "unknown"


# --- runs ----------------------------------------------------------------------------------------


def _strip(lines: Sequence[RunLine], times: Times, now: datetime) -> Iterator[DayOfRuns]:
    by_day: dict[date, list[str]] = {}
    for line in lines:
        by_day.setdefault(times.local(line.started_at).date(), []).append(outcome_of(line, now))
    today = times.local(now).date()
    for ago in range(STRIP_DAYS - 1, -1, -1):
        day = today - timedelta(days=ago)
        outcomes = by_day.get(day, [])
        yield DayOfRuns(day, len(outcomes), max(outcomes, key=GRAVITY.index, default=None))


def _add_up(runs: Sequence[Run]) -> Counter[str]:
    total: Counter[str] = Counter()
    for run in runs:
        for name, value in run.stats.items():
            if isinstance(value, int) and name.startswith(("lang/", "field/", "article/rejected/")):
                total[name] += value
    return total


def _fields(stats: Mapping[str, int], site: Site, read: int) -> Iterator[Field]:
    for name in FIELDS if read else ():
        share = stats.get(f"field/{name}", 0) / read
        yield Field(name, min(share, 1.0), getattr(site.expects, name))


def _faults(runs: Sequence[Run], status: SiteStatus | None) -> list[Fault]:
    """What the last runs that did not end well say of themselves, newest first.

    A crawl that crashed, or that the scheduler had to end, says nothing; the scheduler does.
    """
    faults: list[Fault] = []
    if status and status.failures and status.last_end is not None and not _told_by(runs, status):
        says = "\n".join(status.says)
        faults.append(Fault(status.last_end, status.last_outcome or "unknown", says))
    for run in runs:
        if run.outcome not in (None, "finished"):
            faults += [Fault(run.started_at, str(run.outcome), said) for said in _because(run)]
    return faults[:FAULTS_SHOWN]


def _told_by(runs: Sequence[Run], status: SiteStatus) -> bool:
    """Whether the runs themselves tell what the last crawl came to."""
    told = next((run for run in runs if run.finished_at is not None), None)
    return told is not None and told.outcome == status.last_outcome and bool(told.stats)


def _because(run: Run) -> list[str]:
    """The sentences of a run's judgement; its failures by reason when it has none."""
    told = run.stats.get("because")
    if isinstance(told, list | tuple) and told:
        return [str(sentence) for sentence in told]
    counted = {**group(run.stats, "page/failed/"), **group(run.stats, "page/blocked/")}
    return [f"{reason}: {count}" for reason, count in counted.items()] or [""]
