"""Writes times and spans of time as people read them, in a zone and a language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scraper.service.reader.words import Words

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Times:
    """Writes aware times in one zone and one language."""

    zone: ZoneInfo
    words: Words

    def local(self, time: datetime) -> datetime:
        """The time on the clocks of the zone."""
        return time.astimezone(self.zone)

    def clock(self, time: datetime) -> str:
        """Hours and minutes."""
        return f"{self.local(time):%H:%M}"

    def day(self, day: date) -> str:
        """A day with its weekday and year."""
        weekday = self.words.listed("time.weekdays")[day.weekday()]
        return f"{weekday}, {self._date(day)} {day.year}"

    def short_day(self, day: date) -> str:
        """A day without its year, the month cut short."""
        return f"{day.day} {self.words.listed('time.short-months')[day.month - 1]}"

    def full(self, time: datetime) -> str:
        """Day, month, year, hours and minutes."""
        local = self.local(time)
        return f"{self._date(local)} {local.year}, {local:%H:%M}"

    def short(self, time: datetime) -> str:
        """Day, month, hours and minutes."""
        local = self.local(time)
        return f"{self.short_day(local)}, {local:%H:%M}"

    def span(self, length: timedelta) -> str:
        """A length of time in its two largest units, without a sign."""
        seconds = abs(round(length.total_seconds()))
        if seconds < MINUTE:
            return self.words("time.at-once")
        days, rest = divmod(seconds, DAY)
        hours, rest = divmod(rest, HOUR)
        units = [("day", days), ("hour", hours), ("minute", rest // MINUTE)]
        shown = [(name, count) for name, count in units if count][:2]
        return " ".join(self.words(f"time.{name}", n=count) for name, count in shown)

    def _date(self, day: date) -> str:
        return f"{day.day} {self.words.listed('time.months')[day.month - 1]}"


def usual_zone(zones: Iterable[str]) -> ZoneInfo:
    """The zone of most sites, the first by name of several; UTC without any."""
    counts = Counter(zones)
    return ZoneInfo(min(counts, key=lambda name: (-counts[name], name), default="UTC"))
