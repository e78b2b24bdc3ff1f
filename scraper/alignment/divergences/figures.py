"""Numbers and dates that disagree: values, units and rounding are brought together first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest

from scraper.text.dates import DateMention, find_dates
from scraper.text.numbers import Quantity, find_quantities

ROUNDING = Decimal("0.12")
"""The most that rounding may change a value, as a share of it."""

_CURRENCY_BEFORE = re.compile(r"\b(UAH|USD|EUR|GBP|PLN|RUB)\s$")
_PM_AFTER = re.compile(r"^\s*p\.?m\b", re.IGNORECASE)
_NOON = Decimal(720)
DATE = "date"
_AM_AFTER = re.compile(r"^\s*a\.?m\b", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}")
_RANGE_BEFORE = re.compile(r"\b\d{1,2}(?:-?го)?\s?(?:[-–—]|та|і|и|and|to)\s?$")
_RANGE_AFTER = re.compile(r"^\s?(?:[-–—]|and|to)\s?\d{1,2}\b(?![:.,]\d)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in its unit, the words it was read from, and how exactly these give it."""

    value: Decimal
    unit: str | None
    text: str
    digits: int
    """Significant digits as written; fewer mean that it may be rounded."""


@lru_cache(maxsize=4096)
def find_figures(text: str, lang: str) -> tuple[Figure, ...]:
    """The numbers and dates of a text; a date is month times 100 plus day, in the unit `date`."""
    dates = find_dates(text, lang)
    figures = [figure for date in dates for figure in _of_date(date, text)]
    taken = [_with_range(date, text) for date in dates]
    numbers = [
        found
        for found in find_quantities(text, lang)
        if not any(start < found.end and found.start < end for start, end in taken)
        and not (found.unit is None and 0 < found.value < 1)
    ]
    return (*figures, *_join_times(numbers, text))


def _of_date(date: DateMention, text: str) -> Iterator[Figure]:
    """A date's day and year; of `16-17 November` both days."""
    days = {date.day} if date.day else set()
    start, end = _with_range(date, text)
    days.update(int(day) for day in _DAY.findall(text[start : date.start] + text[date.end : end]))
    for day in sorted(days):
        yield Figure(Decimal(date.month * 100 + day), DATE, date.text, 9)
    if date.year:
        yield Figure(Decimal(date.year), "year", str(date.year), 9)


def _with_range(date: DateMention, text: str) -> tuple[int, int]:
    """The offsets of a date with the other end of its range: 16-17 November, November 16-17."""
    before = _RANGE_BEFORE.search(text[: date.start])
    after = _RANGE_AFTER.match(text[date.end :])
    start = before.start() if before else date.start
    return start, date.end + (after.end() if after else 0)


def _figure(found: Quantity, text: str) -> Figure:
    value, unit = found.value, found.unit
    before = _CURRENCY_BEFORE.search(text[: found.start])
    if unit is None and before:
        unit = before[1]
    if unit == "clock":
        value = _of_day(value, text[found.end :])
    return Figure(value, unit, found.text, _digits(value))


def _of_day(minutes: Decimal, after: str) -> Decimal:
    """Minutes after midnight of a time that may be followed by a.m. or p.m."""
    if _PM_AFTER.match(after) and minutes < _NOON:
        return minutes + _NOON
    if _AM_AFTER.match(after) and minutes >= _NOON:
        return minutes - _NOON
    return minutes


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _join_times(numbers: Sequence[Quantity], text: str) -> Iterator[Figure]:
    """Numbers as figures; `2 год 50 хв` is one length of time."""
    skipped = False
    for one, after in zip_longest(numbers, numbers[1:]):
        if skipped:
            skipped = False
        elif after and _is_minutes_of(one, after, text):
            hours = one.value + after.value / 60
            skipped = True
            yield Figure(hours, "hour", text[one.start : after.end], 3)
        else:
            yield _figure(one, text)


def _is_minutes_of(one: Quantity, after: Quantity, text: str) -> bool:
    between = text[one.end : after.start].strip(" .,")
    return one.unit == "hour" and after.unit == "min" and between in ("", "and", "і", "и", "та")


def may_compare(one: Figure, other: Figure) -> bool:
    """Whether two figures measure the same kind of thing; a bare number may be of any kind."""
    if DATE in (one.unit, other.unit) or "clock" in (one.unit, other.unit):
        return one.unit == other.unit
    return one.unit == other.unit or None in (one.unit, other.unit)


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same: equal, or the less exact one is the other rounded."""
    if not may_compare(one, other):
        return False
    if one.value == other.value:
        return True
    if one.unit in (DATE, "clock", "year") or other.unit == "year":
        return False
    exact, rough = sorted((one, other), key=lambda figure: -figure.digits)
    if rough.digits > 2 or exact.digits == rough.digits:
        return False
    return abs(exact.value - rough.value) <= ROUNDING * abs(exact.value) and _rounds_to(
        exact.value, rough
    )


def _rounds_to(value: Decimal, rough: Figure) -> bool:
    step = Decimal(10) ** (rough.value.adjusted() - rough.digits + 1)
    return abs(value - rough.value) < step
