"""Times of publication, in the forms that machines write; `written` reads those of newsrooms.

A time without a zone is in the site's; a result is aware UTC and never later than `now`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from scraper.extraction.written import names_hour, read_written

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
# Clocks differ; a time this far ahead is still taken, as `now`.
SLACK = timedelta(hours=1)

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?",
    re.I,
)
_UNIX = re.compile(r"\d{10}(?:\d{3})?")
_RFC822 = re.compile(
    r"\d{1,2} [A-Za-z]{3} \d{2,4} \d{1,2}:\d{2}"
    r"|[A-Za-z]{3} +\d{1,2} \d{2}:\d{2}:\d{2} (?:\w+ )?\d{4}"
)
_IN_PATH = re.compile(r"/(20\d{2}|19\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time and the text it was read from."""

    at: datetime
    raw: str

    @property
    def is_exact(self) -> bool:
        """Whether the text names a time of day, not only the day."""
        return _UNIX.fullmatch(self.raw) is not None or names_hour(self.raw)


def read_time(text: str, *, zone: str, now: datetime) -> Stamp | None:
    """The time that a machine-readable or written text states, or None when it states none.

    Known forms: ISO 8601, RFC 822, Unix seconds, and what `written` knows.
    """
    raw = text.strip()
    local = ZoneInfo(zone)
    for reader in (_read_iso, _read_unix, _read_rfc822, read_written):
        at = reader(raw, local, now)
        if at is not None:
            return _bounded(at, raw, now)
    return None


def path_date(path: str) -> str | None:
    """The day that an address names (`/2026/1/8/`) as `2026-01-08`, or None when it names none."""
    match = _IN_PATH.search(path)
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match is not None else None


def _bounded(at: datetime, raw: str, now: datetime) -> Stamp | None:
    if at < EARLIEST or at > now + SLACK:  # before the zone is left: year 1 has no day before it
        return None
    return Stamp(min(at, now).astimezone(UTC), raw)


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
    if not _UNIX.fullmatch(text):
        return None
    return datetime.fromtimestamp(int(text[:10]), UTC)


def _read_rfc822(text: str, local: ZoneInfo, now: datetime) -> datetime | None:
    if not _RFC822.search(text):
        return None
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=local)


def _build(
    year: int, month: int, day: int, clock: tuple[int, int, int] | None, local: ZoneInfo
) -> datetime | None:
    try:
        return datetime(year, month, day, *(clock or (0, 0, 0)), tzinfo=local)
    except ValueError:
        return None
