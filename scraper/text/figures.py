"""Every figure that a text tells, of one form: numbers, dates, times, periods and counts.

A currency before a sum, ranges, lengths in two parts and degrees of frost are read here; what says
the same in two languages is `agreement`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise, zip_longest

from scraper.text.counts import ORDINAL, find_counts
from scraper.text.dates import DateMention, find_dates
from scraper.text.numbers import Quantity, find_quantities
from scraper.text.periods import find_periods
from scraper.text.units import BASES, MONEY, TIME

DATE, MONTH, YEAR = "date", "month of year", "year of"
"""Units of the calendar: month times 100 plus day, a month alone, a year of our era."""
NUMBER = "№"
"""The unit of what only has a number, such as a bus line."""
PLUS = "deg+"
"""Degrees that are told to be above zero."""
YEARS = range(1400, 2200)
"""Numbers that may be a year."""
NEARBY = 40
"""Characters around a figure that may tell more of it."""
NEAR = 20
"""How many times the end of a range may be its beginning."""

_EXACT = 9
_NUMBER_BEFORE = re.compile(r"(?:№|#|\b[Nn]o\.)\s?$")
_DAY = re.compile(r"\d{1,2}")
_RANGE_BEFORE = re.compile(
    r"\b\d{1,2}(?:-?го)?(?:,\s\d{1,2})*\s?(?:[-–—]|та|і|й|и|по|до|and|to)\s?$"
)
_RANGE_AFTER = re.compile(r"^(?:,\s\d{1,2})*(?:\s?[-–—]\s?|\s(?:and|to)\s)\d{1,2}\b(?![:.,]\d)")
_RANGE = re.compile(r"\s?(?:[-–—]|до|to|and|по|или|чи|or|и|і|та)\s?")
_LEADING = re.compile(r"\d+(?:[.,]\d+)?")
_POWERS = frozenset(Decimal(10) ** power for power in (0, 3, 6, 9, 12))
_MINUS_BEFORE = re.compile(r"(?:(?:^|[\s(])[-−–]|мінус|минус|minus)\s?$", re.IGNORECASE)
_PLUS_BEFORE = re.compile(r"(?:\+|плюс|plus)\s?$", re.IGNORECASE)
_FROST_AFTER = re.compile(r"\s?[CС]?\s?(?:морозу|мороза|(?:нижче|ниже) нуля|below|of frost)")
_WARM_AFTER = re.compile(r"\s?[CС]?\s?(?:тепла|(?:вище|выше) нуля|above)")
_SEPARATED = re.compile(r"[\s.,]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in its unit, the words it was read from, and how exactly these give it.

    `digits` are the significant ones as written; fewer mean that it may be rounded. What is not
    sure may be a mere word: both, the first, one of them.
    """

    value: Decimal
    unit: str | None
    text: str
    digits: int
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class _Found:
    figures: tuple[Figure, ...]
    start: int
    end: int


@lru_cache(maxsize=4096)
def find_figures(text: str, lang: str) -> tuple[Figure, ...]:
    """The figures of a text: those of the calendar first, then numbers in order."""
    found: list[_Found] = []
    for one in (*_dates(text, lang), *_periods(text, lang)):
        if not _overlaps(one.start, one.end, found):
            found.append(one)
    figures = [figure for one in found for figure in one.figures]
    return (*figures, *_find_numbers(text, lang, found))


def _overlaps(start: int, end: int, found: Sequence[_Found | Quantity]) -> bool:
    return any(one.start < end and start < one.end for one in found)


def _dates(text: str, lang: str) -> Iterator[_Found]:
    for date in find_dates(text, lang):
        start, end = _with_range(date, text)
        yield _Found(tuple(_of_date(date, text[start : date.start] + text[date.end : end])),
                     start, end)  # fmt: skip


def _of_date(date: DateMention, around: str) -> Iterator[Figure]:
    """A date's day and year; of `16-17 November` both days."""
    days = {date.day} if date.day else set()
    days.update(int(day) for day in _DAY.findall(around) if date.day)
    for day in sorted(days):
        yield Figure(Decimal(date.month * 100 + day), DATE, date.text, _EXACT)
    if not days:
        yield Figure(Decimal(date.month), MONTH, date.text, _EXACT)
    if date.year:
        yield Figure(Decimal(date.year), YEAR, str(date.year), _EXACT)


def _with_range(date: DateMention, text: str) -> tuple[int, int]:
    """The offsets of a date with the other end of its range: 16-17 November, November 16-17."""
    if date.day is None:
        return date.start, date.end
    before = _RANGE_BEFORE.search(text, max(0, date.start - NEARBY), date.start)
    after = _RANGE_AFTER.match(text[date.end : date.end + NEARBY])
    start = before.start() if before else date.start
    return start, date.end + (after.end() if after else 0)


def _periods(text: str, lang: str) -> Iterator[_Found]:
    for period in find_periods(text, lang):
        written = text[period.start : period.end]
        unit = ORDINAL if period.unit == "roman" else period.unit
        figure = Figure(Decimal(period.value), unit, written, _EXACT)
        yield _Found((figure,), period.start, period.end)


def _find_numbers(text: str, lang: str, found: Sequence[_Found]) -> Iterator[Figure]:
    """Numbers and counts; of two that overlap the longer one."""
    plain = [one for one in find_quantities(text, lang) if one.unit or not 0 < one.value < 1]
    kept: list[Quantity] = []
    for one in sorted((*find_counts(text, lang), *plain), key=lambda one: one.start - one.end):
        if not _overlaps(one.start, one.end, (*found, *kept)):
            kept.append(one)
    return _join(sorted(kept, key=lambda one: one.start), text)


def _join(numbers: Sequence[Quantity], text: str) -> Iterator[Figure]:
    """Numbers as figures; `2 год 50 хв` is one length of time."""
    numbers = _share_ranges(numbers, text)
    skipped = False
    for one, after in zip_longest(numbers, numbers[1:]):
        if skipped:
            skipped = False
        elif after and _is_rest_of(one, after, text):
            skipped = True
            rest = after.value * _worth(after) / _worth(one)
            yield Figure(one.value + rest, one.unit, text[one.start : after.end], 3)
        else:
            yield _figure(one, text)


def _worth(one: Quantity) -> Decimal:
    """How much of the smallest unit of its dimension a quantity's unit is."""
    return BASES.get(one.unit or "", ("", Decimal(1)))[1]


def _is_rest_of(one: Quantity, after: Quantity, text: str) -> bool:
    """Whether a smaller unit of the same kind follows: 2 год 50 хв, 5 грн 40 коп., 1 m 80 cm."""
    if one.unit is None or after.unit is None:
        return False
    base, worth = BASES.get(one.unit, (one.unit, Decimal(1)))
    other, small = BASES.get(after.unit, (after.unit, Decimal(1)))
    between = text[one.end : after.start].strip(" ." + "," * (one.unit in TIME))
    joins = ("", "and", "і", "и", "та", "й") if one.unit in TIME else ("",)
    is_part = base == other and after.value * small < worth
    return is_part and one.value == one.value.to_integral_value() and between in joins


def _share_ranges(numbers: Sequence[Quantity], text: str) -> list[Quantity]:
    """The numbers, both ends of a range in one multiplier and unit."""
    shared = list(numbers)
    for place, (one, after) in enumerate(pairwise(numbers)):
        if _RANGE.fullmatch(text[one.end : after.start]):
            shared[place] = _like(one, after)
            if one.unit in MONEY and after.unit is None:  # $6-9 million
                shared[place + 1] = replace(after, unit=one.unit)
    return shared


def _like(one: Quantity, after: Quantity) -> Quantity:
    """A bare number in the multiplier and unit of the one it leads to: from 6 to 9 million."""
    plain = _LEADING.match(after.text)
    if one.unit not in (None, *MONEY) or (one.unit and after.unit):
        return one
    if not plain:
        return replace(one, unit=after.unit) if after.unit != ORDINAL else one
    leading = Decimal(plain[0].replace(",", "."))
    if not leading or max(one.value, leading) > NEAR * min(one.value, leading):
        return one
    factor = after.value / leading
    if factor not in _POWERS:
        return one
    return replace(one, value=one.value * factor, unit=one.unit or after.unit)


def _figure(found: Quantity, text: str) -> Figure:
    """The quantity with what its surroundings tell of it."""
    value, unit = found.value, found.unit
    before = text[max(0, found.start - NEARBY) : found.start]
    if unit is None and _NUMBER_BEFORE.search(before):
        unit = NUMBER
    if unit == "year" and int(value) in YEARS and not _SEPARATED.search(found.text[:4]):
        unit = YEAR
    if unit == "deg":
        value, unit = _below_zero(value, before, text[found.end : found.end + NEARBY])
    return Figure(
        value, unit, found.text, len(found.value.normalize().as_tuple().digits), found.is_sure
    )


def _below_zero(value: Decimal, before: str, after: str) -> tuple[Decimal, str]:
    if _MINUS_BEFORE.search(before) or _FROST_AFTER.match(after):
        return -value, "deg"
    is_told = _PLUS_BEFORE.search(before) or _WARM_AFTER.match(after)
    return value, PLUS if is_told else "deg"
