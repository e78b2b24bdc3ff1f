"""The charts of one site: articles by hour, complete stories by day, how long things took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scraper.service.reader.charts import Chart, count_into, make_chart, percentile
from scraper.service.reader.times import Times
from scraper.storage import Store
from scraper.storage.health import ArticleTimes

HOURS = 48
SHARE_DAYS = 14

LIMITS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 180, 360, 1440))
"""Where the bars of a chart of delays end."""


@dataclass(frozen=True, slots=True)
class Delay:
    """How long something took: its chart, the middle value and the one that 9 of 10 are within."""

    lang: str
    chart: Chart
    count: int
    median: timedelta
    p90: timedelta


def chart_hours(
    articles: Sequence[ArticleTimes], langs: Sequence[str], times: Times, now: datetime
) -> tuple[tuple[tuple[str, Chart, int], ...], tuple[str, ...]]:
    """A chart per language of the articles of each hour, all to one scale, the last hour last."""
    this_hour = now.replace(minute=0, second=0, microsecond=0)
    starts = [this_hour - timedelta(hours=ago) for ago in range(HOURS - 1, -1, -1)]
    counts = Counter(
        (one.lang, one.published_at.replace(minute=0, second=0, microsecond=0)) for one in articles
    )
    top = max((count for (_, hour), count in counts.items() if hour >= starts[0]), default=0)
    charts = []
    for lang in langs:
        values = [counts[lang, start] for start in starts]
        labels = [
            f"{times.short(start)}: {times.words('sites.per-hour', n=value)}"
            for start, value in zip(starts, values, strict=True)
        ]
        charts.append((lang, make_chart(values, labels, top), sum(values)))
    return tuple(charts), tuple(times.short(starts[at]) for at in (0, HOURS // 2, HOURS - 1))


def chart_shares(
    store: Store, site: str, times: Times, now: datetime
) -> tuple[tuple[date, ...], Chart]:
    """A chart of the share of complete stories of each day."""
    today = times.local(now).date()
    days = tuple(today - timedelta(days=ago) for ago in range(SHARE_DAYS - 1, -1, -1))
    every: Counter[date] = Counter()
    whole: Counter[date] = Counter()
    for shown_at, complete in store.completeness(site, now - timedelta(days=SHARE_DAYS)):
        day = times.local(shown_at).date()
        every[day] += 1
        whole[day] += complete
    labels = [
        f"{times.short_day(day)}: "
        + times.words("sites.complete-of", part=whole[day], all=every[day])
        for day in days
    ]
    shares = [whole[day] / every[day] if every[day] else 0.0 for day in days]
    return days, make_chart(shares, labels, 1.0)


def until_seen(articles: Sequence[ArticleTimes]) -> Iterator[tuple[str, timedelta]]:
    """For every article, how long after its publication it was first seen."""
    for one in articles:
        yield one.lang, max(one.first_seen_at - one.published_at, timedelta())


def after_first(articles: Sequence[ArticleTimes]) -> Iterator[tuple[str, timedelta]]:
    """For every version but the first of its story, how long after the first it came."""
    first: dict[str, datetime] = {}
    for one in articles:  # the oldest comes first
        if one.story is None:
            continue
        if one.story in first:
            yield one.lang, one.published_at - first[one.story]
        first.setdefault(one.story, one.published_at)


def chart_delays(
    delays: Iterator[tuple[str, timedelta]], langs: Sequence[str], times: Times
) -> Iterator[Delay]:
    """A chart of delays for each language that has any, in the order of the editions."""
    by_lang: dict[str, list[timedelta]] = {}
    for lang, delay in delays:
        by_lang.setdefault(lang, []).append(delay)
    for lang in langs:
        if lang not in by_lang:
            continue
        counts = count_into(by_lang[lang], LIMITS)
        ends = [f"< {times.span(limit)}" for limit in LIMITS] + [f"≥ {times.span(LIMITS[-1])}"]
        labels = [f"{end}: {count}" for end, count in zip(ends, counts, strict=True)]
        seconds = [delay.total_seconds() for delay in by_lang[lang]]
        yield Delay(
            lang,
            make_chart(counts, labels),
            len(seconds),
            timedelta(seconds=percentile(seconds, 0.5)),
            timedelta(seconds=percentile(seconds, 0.9)),
        )
