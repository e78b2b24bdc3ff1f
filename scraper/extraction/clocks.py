"""Times of day as newsrooms write them in uk, ru and en, with the zone where one is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_FIGURES = re.compile(
    r"(?<![\d.:])(?P<hour>[01]?\d|2[0-3]|24(?=[:.]00))[:.](?P<minute>[0-5]\d)"
    r"(?::(?P<second>[0-5]\d))?(?![\d.])(?:\s*(?P<half>[ap])\.?\s?m\b)?",
    re.I,
)
_UNITS = re.compile(
    r"\b(?:об?|в|у)\s+(?P<hour>[01]?\d|2[0-3])\s*(?:год(?:ин\w*)?|час(?:а|ов)?|ч)\b\.?\s*"
    r"(?P<minute>[0-5]?\d)\s*(?:хв|мин)",
    re.I,
)
_HOUR = re.compile(r"(?<![\d.:])(?P<hour>1[0-2]|[1-9])\s*(?P<half>[ap])\.?m\b", re.I)
_NOON = re.compile(r"\b(?P<hour>12)\s+noon\b", re.I)

_ZONE = re.compile(
    r"\.?\s*\(?(?:(?:UTC|GMT)(?P<sign>[+-])(?P<hours>1[0-4]|0?\d)(?::?(?P<minutes>[0-5]\d))?"
    r"|(?P<name>[A-Z]{1,3}T|UTC|MSK|МСК|мск))(?!\w)"
)
_NAMED = {
    "Europe/London": "BST",
    "Europe/Paris": "CET CEST",
    "Europe/Kyiv": "EET EEST",
    "Europe/Moscow": "MSK МСК мск",
    "America/New_York": "ET EST EDT",
    "America/Chicago": "CT CST CDT",
    "America/Los_Angeles": "PT PST PDT",
}
_ZONES: dict[str, tzinfo] = {
    "UTC": UTC,
    "GMT": UTC,
    **{name: ZoneInfo(zone) for zone, names in _NAMED.items() for name in names.split()},
}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; the hour 24 is the next day's first, `zone` is None where none is named."""

    hour: int = 0
    minute: int = 0
    second: int = 0
    zone: tzinfo | None = None

    def on(self, day: date, local: tzinfo) -> datetime | None:
        """This time on a day, in `local` where it names no zone; None past the calendar's end."""
        try:
            day += timedelta(days=self.hour // 24)
        except OverflowError:
            return None
        at = time(self.hour % 24, self.minute, self.second)
        return datetime.combine(day, at, self.zone or local)


def read_clock(text: str) -> Clock | None:
    """The time of day in a text; None where there is none or its zone is not known."""
    match = next(_times(text), None)
    if match is None:
        return None
    zone = _ZONE.match(text, match.end())
    if zone is not None and zone["name"] and zone["name"] not in _ZONES:
        return None
    said = match.groupdict()
    return Clock(
        _hour(int(said["hour"]), said.get("half")),
        int(said.get("minute") or 0),
        int(said.get("second") or 0),
        _zone(zone) if zone is not None else None,
    )


def _times(text: str) -> Iterator[re.Match[str]]:
    """The surest first: 17.11 may be a day, 10:05 never is."""
    yield from sorted(_FIGURES.finditer(text), key=lambda match: ":" not in match[0])
    for form in (_UNITS, _HOUR, _NOON):
        yield from form.finditer(text)


def _hour(hour: int, half: str | None) -> int:
    return hour % 12 + (12 if half.lower() == "p" else 0) if half else hour


def _zone(match: re.Match[str]) -> tzinfo:
    if match["name"]:
        return _ZONES[match["name"]]
    ahead = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return timezone(-ahead if match["sign"] == "-" else ahead)
