"""Times of publication: machine-readable ones and simple written dates of uk, ru and en.

A time without a zone is in the site's; a result is aware UTC and never later than `now`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
# Clocks differ; a time this far ahead is still taken, as `now`.
SLACK = timedelta(hours=1)

_MONTHS = {
    1: "січня січень січ января январь янв january jan",
    2: "лютого лютий лют февраля февраль фев february feb",
    3: "березня березень бер марта март мар march mar",
    4: "квітня квітень кві квіт апреля апрель апр april apr",
    5: "травня травень тра трав мая май may",
    6: "червня червень чер черв июня июнь июн june jun",
    7: "липня липень лип июля июль июл july jul",
    8: "серпня серпень сер серп августа август авг august aug",
    9: "вересня вересень вер верес сентября сентябрь сен сент september sept sep",
    10: "жовтня жовтень жов жовт октября октябрь окт october oct",
    11: "листопада листопад лис лист ноября ноябрь ноя нояб november nov",
    12: "грудня грудень гру груд декабря декабрь дек december dec",
}
_MONTH_OF = {name: month for month, names in _MONTHS.items() for name in names.split()}
_NAMES = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_CLOCK = re.compile(
    r"(?<![\d.:])([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?(?![\d.])(?:\s*([ap])\.?m\b)?", re.I
)
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s.\-]+(?:of\s+)?({_NAMES})\b\.?,?(?:\s+(\d{{4}}))?", re.I
)
_MONTH_DAY = re.compile(
    rf"\b({_NAMES})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(\d{{4}}))?", re.I
)
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})(?!\d)")
_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?",
    re.I,
)
_HAS_CLOCK = re.compile(r"\d:\d\d|^\d{10,13}$|\s\d{1,2}\.\d\d(?![.\d])")
_IN_PATH = re.compile(r"/(20\d{2}|19\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time and the text it was read from."""

    at: datetime
    raw: str

    @property
    def is_exact(self) -> bool:
        """Whether the text names a time of day, not only the day."""
        return _HAS_CLOCK.search(self.raw) is not None


def read_time(text: str, *, zone: str, now: datetime) -> Stamp | None:
    """The time that a machine-readable or written text states, or None when it states none.

    Known forms: ISO 8601, RFC 822, Unix seconds, `DD.MM.YYYY`, and day with month name in uk, ru
    and en; without a year the latest one that is not after `now`.
    """
    raw = text.strip()
    local = ZoneInfo(zone)
    for reader in (_read_iso, _read_unix, _read_rfc822, _read_written):
        at = reader(raw, local, now)
        if at is not None:
            return _bounded(at, raw, now)
    return None


def path_date(path: str) -> str | None:
    """The day that an address names (`/2026/1/8/`) as `2026-01-08`, or None when it names none."""
    match = _IN_PATH.search(path)
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match is not None else None


def _bounded(at: datetime, raw: str, now: datetime) -> Stamp | None:
    at = at.astimezone(UTC)
    if at < EARLIEST or at > now + SLACK:
        return None
    return Stamp(min(at, now.astimezone(UTC)), raw)


def _read_iso(text: str, local: ZoneInfo, now: datetime) -> datetime | None:
    match = _ISO.search(text)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    clock = (int(match[4]), int(match[5]), int(match[6] or 0)) if match[4] else None
    at = _build(year, month, day, clock, local)
    if at is None or not match[7] or clock is None:
        return at
    return at.replace(tzinfo=UTC) - _offset(match[7])


def _offset(text: str) -> timedelta:
    if text.upper() in ("Z", "UTC", "GMT"):
        return timedelta()
    digits = text[1:].replace(":", "").ljust(4, "0")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -size if text[0] == "-" else size


def _read_unix(text: str, local: ZoneInfo, now: datetime) -> datetime | None:
    if not re.fullmatch(r"\d{10}(?:\d{3})?", text):
        return None
    return datetime.fromtimestamp(int(text[:10]), UTC)


def _read_rfc822(text: str, local: ZoneInfo, now: datetime) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=local)


def _read_written(text: str, local: ZoneInfo, now: datetime) -> datetime | None:
    clock = _read_clock(text)
    if match := _DAY_MONTH.search(text):
        day, month, year = int(match[1]), _MONTH_OF[match[2].lower()], match[3]
    elif match := _MONTH_DAY.search(text):
        day, month, year = int(match[2]), _MONTH_OF[match[1].lower()], match[3]
    elif match := _DOTTED.search(text):
        day, month, year = int(match[1]), int(match[2]), match[3]
        year = f"20{year}" if len(year) == 2 else year
    else:
        return None
    if year is not None:
        return _build(int(year), month, day, clock, local)
    return _latest(month, day, clock, local, now)


def _latest(
    month: int, day: int, clock: tuple[int, int, int] | None, local: ZoneInfo, now: datetime
) -> datetime | None:
    """The day in this year, or in the last one when it would be in the future."""
    this_year = now.astimezone(local).year
    for year in (this_year, this_year - 1):
        at = _build(year, month, day, clock, local)
        if at is not None and at <= now + SLACK:
            return at
    return None


def _read_clock(text: str) -> tuple[int, int, int] | None:
    text = _DOTTED.sub(" ", text)
    match = _CLOCK.search(text)
    if match is None:
        return None
    hour = int(match[1])
    if match[3]:
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    return hour, int(match[2]), 0


def _build(
    year: int, month: int, day: int, clock: tuple[int, int, int] | None, local: ZoneInfo
) -> datetime | None:
    try:
        return datetime(year, month, day, *(clock or (0, 0, 0)), tzinfo=local)
    except ValueError:
        return None
