"""When a site is due: from its schedule, its time zone and, after failures, a growing wait.

Values in, values out; it asks no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim

from scraper.sites import Site

_CHANGE = timedelta(hours=3)
"""Longer than any change of clocks, so that a search begun so much earlier is outside of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackOff:
    """How long a failing site is left alone: `first`, doubling with each failure to `longest`."""

    first: timedelta
    longest: timedelta

    def wait(self, failures: int) -> timedelta:
        """The wait after so many failures in a row; none without a failure."""
        if failures < 1:
            return timedelta(0)
        return min(self.first * (1 << min(failures - 1, 30)), self.longest)


def describe_rule(site: Site) -> str:
    """The site's schedule and zone as one text, by which a change of the site's file is noticed."""
    if isinstance(site.schedule, timedelta):
        return f"every {site.schedule}"
    return f"{site.schedule} {site.timezone}"


def next_time(site: Site, after: datetime) -> datetime:
    """The first time later than `after` at which the site is due, in UTC.

    A cron time that the clocks skip in spring comes as soon as they have moved; one that they show
    twice in autumn comes at its first showing only, unless it is every hour or more often (the
    rules of Debian's cron). An interval counts from `after`.
    """
    if isinstance(site.schedule, timedelta):
        return after + site.schedule
    # begun inside the doubled hour, a search would find its times a second time
    begin = (after - _CHANGE).astimezone(ZoneInfo(site.timezone))
    for moment in CronSim(site.schedule, begin):
        if (due := moment.astimezone(UTC)) > after:
            return due
    raise ValueError(f"{site.name}: the schedule {site.schedule!r} has no next time")


def next_due(
    site: Site, planned: datetime, now: datetime, failures: int, back_off: BackOff
) -> datetime:
    """When a site is due after a crawl that was planned for a time and is over now.

    Times that passed meanwhile are merged into the crawl that is over; failures in a row put the
    next time off.
    """
    earliest = now + back_off.wait(failures)
    if not isinstance(site.schedule, timedelta):
        return next_time(site, max(now, earliest - timedelta(seconds=1)))
    steps = max(0, -((planned - earliest) // site.schedule))  # rounded up, so not before earliest
    due = planned + max(1, steps) * site.schedule
    return due if due > now else due + site.schedule
