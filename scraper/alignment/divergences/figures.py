"""Numbers and dates as one version has them, ready to be held against another's.

Units of one dimension are brought to one, a currency before a sum, a.m. and p.m., ranges of days
and lengths of time in two parts are read; what may be rounding is told apart from what is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest

from scraper.alignment.divergences.counts import NEARBY, find_counts
from scraper.text.dates import DateMention, find_dates
from scraper.text.numbers import Quantity, find_quantities

ROUNDING = Decimal("0.12")
"""The most that rounding may change a value, as a share of it."""
DATE = "date"
"""The unit of a day: month times 100 plus day."""

NUMBER = "№"
"""The unit of what only has a number, such as a bus line."""

_BASE = {
    "mm": ("m", Decimal("0.001")), "cm": ("m", Decimal("0.01")), "km": ("m", Decimal(1000)),
    "t": ("kg", Decimal(1000)), "hour": ("min", Decimal(60)), "week": ("day", Decimal(7)),
    "gw": ("mw", Decimal(1000)), "km2": ("m2", Decimal(1_000_000)), "ha": ("m2", Decimal(10_000)),
    "mile": ("m", Decimal("1609.344")), "ft": ("m", Decimal("0.3048")),
    "inch": ("m", Decimal("0.0254")), "ft2": ("m2", Decimal("0.0929")),
    "acre": ("m2", Decimal("4046.86")), "sotka": ("m2", Decimal(100)),
    "lb": ("kg", Decimal("0.4536")), "mph": ("km/h", Decimal("1.609344")),
    "m/s": ("km/h", Decimal("3.6")), "year": ("month", Decimal(12)),
}  # fmt: skip
_IMPERIAL = frozenset(("mile", "ft", "inch", "ft2", "acre", "lb", "mph"))
CONVERTED = Decimal("0.08")
"""The most by which a newsroom's conversion between systems of measures may be off, as a share."""
ABOUT = Decimal("0.25")
"""The same of what is counted by the dozen or by tens."""
_UNIT_AFTER = tuple(
    (re.compile(rf"[\s\u00a0-]*(?:{words})", re.IGNORECASE), unit)
    for words, unit in (
        (r"(?:square|sq\.?)[\s-]*(?:feet|foot|ft)\b", "ft2"),
        (r"(?:square|sq\.?|кв\.?|квадратн\w+)[\s-]*(?:kilomet|км|кілометр|километр)", "km2"),
        (r"(?:square|sq\.?|кв\.?|квадратн\w+)[\s-]*(?:met|m\b|м\b|метр)", "m2"),
        (r"(?:cubic|куб\.?|кубічн\w+|кубическ\w+)[\s-]*(?:met|m\b|м\b|метр)", "m3"),
        (r"(?:km/h|kph|км/ч\w*|км/год\w*)", "km/h"),
        (
            r"(?:kilomet\w+|км|километр\w*|кілометр\w*)\s(?:per|an|в|на)\s(?:hour|час|годину)",
            "km/h",
        ),
        (r"(?:mph|miles (?:per|an) hour)\b", "mph"),
        (r"(?:m/s|м/с)\b", "m/s"),
        (r"(?:feet|foot|ft)\b", "ft"),
        (r"acres?\b", "acre"),
        (r"сот(?:ок|ки|ка|ку)\b", "sotka"),
        (r"miles?\b", "mile"),
        (r"inch(?:es)?\b", "inch"),
    )
)
_PER_SECOND = re.compile(r"\s?/|\s(?:per|a)\s|\s(?:на|за|в)\s?сек")
_CURRENCY_BEFORE = re.compile(r"\b(UAH|USD|EUR|GBP|PLN|RUB)\s$")
_ORDINAL = re.compile(r"\d+-[а-яіїєё]{1,3}")
_NUMBER_BEFORE = re.compile(r"(?:№|#|\b[Nn]o\.)\s?$")
_PM_AFTER = re.compile(r"^\s*p\.?m\b", re.IGNORECASE)
_AM_AFTER = re.compile(r"^\s*a\.?m\b", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}")
_RANGE_BEFORE = re.compile(r"\b\d{1,2}(?:-?го)?\s?(?:[-–—]|та|і|и|по|до|and|to)\s?$")
_RANGE_AFTER = re.compile(r"^\s?(?:[-–—]|and|to)\s?\d{1,2}\b(?![:.,]\d)")
NEAR = 20
"""How many times the end of a range may be its beginning."""

_RANGE = re.compile(r"\s?(?:[-–—]|до|to|and|по|и|і|та)\s?")
_LEADING = re.compile(r"\d+(?:[.,]\d+)?")
_FAHRENHEIT = 40
"""Degrees from which a temperature may be Fahrenheit."""
_POWERS = frozenset(Decimal(10) ** power for power in (0, 3, 6, 9, 12))
_BY_TENS = re.compile(r"dozen|tens|десят(?:к|ок)|дюжин", re.IGNORECASE)
_PER_HOUR = re.compile(r"\s?/\s?(?:год|ч|h)|\s(?:per|an|на|в|за)\s(?:hour|годину|час)\b")
_NOON = Decimal(720)
_EXACT = 9


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in its unit, the words it was read from, and how exactly these give it."""

    value: Decimal
    unit: str | None
    text: str
    digits: int
    """Significant digits as written; fewer mean that it may be rounded."""

    @property
    def base(self) -> tuple[Decimal, str | None]:
        """The value in the smallest unit of its dimension."""
        unit, factor = _BASE.get(self.unit or "", (self.unit, Decimal(1)))
        return self.value * factor, unit


@lru_cache(maxsize=4096)
def find_figures(text: str, lang: str) -> tuple[Figure, ...]:
    """The numbers and dates of a text."""
    dates = find_dates(text, lang)
    figures = [figure for date in dates for figure in _of_date(date, text)]
    taken = [_with_range(date, text) for date in dates]
    counts = [found for found in find_counts(text, lang) if not _overlaps(found, taken)]
    taken += [(found.start, found.end) for found in counts]
    plain = [
        found
        for found in find_quantities(text, lang)
        if not _overlaps(found, taken) and not (found.unit is None and 0 < found.value < 1)
    ]
    numbers = sorted((*counts, *plain), key=lambda found: found.start)
    return (*figures, *_join_times(numbers, text))


def _overlaps(found: Quantity, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < found.end and found.start < end for start, end in taken)


def _of_date(date: DateMention, text: str) -> Iterator[Figure]:
    """A date's day and year; of `16-17 November` both days."""
    days = {date.day} if date.day else set()
    start, end = _with_range(date, text)
    days.update(int(day) for day in _DAY.findall(text[start : date.start] + text[date.end : end]))
    for day in sorted(days):
        yield Figure(Decimal(date.month * 100 + day), DATE, date.text, _EXACT)
    if date.year:
        yield Figure(Decimal(date.year), "year", str(date.year), _EXACT)


def _with_range(date: DateMention, text: str) -> tuple[int, int]:
    """The offsets of a date with the other end of its range: 16-17 November, November 16-17."""
    before = _RANGE_BEFORE.search(text, max(0, date.start - NEARBY), date.start)
    after = _RANGE_AFTER.match(text[date.end : date.end + NEARBY])
    start = before.start() if before else date.start
    return start, date.end + (after.end() if after else 0)


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
        elif after and _RANGE.fullmatch(text[one.end : after.start]):
            yield _figure(_like(one, after), text, text[after.end : after.end + NEARBY])
        else:
            yield _figure(one, text, text[one.end : one.end + NEARBY])


def _like(one: Quantity, after: Quantity) -> Quantity:
    """A bare number in the multiplier and unit of the one it leads to: from 6 to 9 million."""
    plain = _LEADING.match(after.text)
    if one.unit or not plain:
        return one
    leading = Decimal(plain[0].replace(",", "."))
    if not leading or max(one.value, leading) > NEAR * min(one.value, leading):
        return one
    factor = after.value / leading
    if factor not in _POWERS:
        return one
    return replace(one, value=one.value * factor, unit=after.unit)


def _is_minutes_of(one: Quantity, after: Quantity, text: str) -> bool:
    between = text[one.end : after.start].strip(" .,")
    return one.unit == "hour" and after.unit == "min" and between in ("", "and", "і", "и", "та")


def _figure(found: Quantity, text: str, after: str) -> Figure:
    """The quantity with the unit that its surroundings give it; `after` is what follows."""
    value, unit = found.value, None if _ORDINAL.fullmatch(found.text) else found.unit
    if unit is None:
        unit = _unit_before(text[max(0, found.start - NEARBY) : found.start]) or _unit_after(after)
    if unit == "clock":
        value = _of_day(value, after)
    if unit == "km" and _PER_HOUR.match(after):
        unit = "km/h"
    if unit == "m" and _PER_SECOND.match(after):
        unit = "m/s"
    return Figure(value, unit, found.text, len(value.normalize().as_tuple().digits))


def _unit_before(before: str) -> str | None:
    currency = _CURRENCY_BEFORE.search(before)
    if currency:
        return currency[1]
    return NUMBER if _NUMBER_BEFORE.search(before) else None


def _unit_after(after: str) -> str | None:
    return next((unit for pattern, unit in _UNIT_AFTER if pattern.match(after)), None)


def _of_day(minutes: Decimal, after: str) -> Decimal:
    """Minutes after midnight of a time that may be followed by a.m. or p.m."""
    if _PM_AFTER.match(after) and minutes < _NOON:
        return minutes + _NOON
    if _AM_AFTER.match(after) and minutes >= _NOON:
        return minutes - _NOON
    return minutes


def share_dimension(one: Figure, other: Figure) -> bool:
    """Whether two figures measure the same kind of thing; a bare number may be of any kind."""
    units = one.base[1], other.base[1]
    if DATE in units or "clock" in units:
        return units[0] == units[1]
    return units[0] == units[1] or None in units


def to_one_unit(one: Figure, other: Figure) -> tuple[Decimal, Decimal]:
    """The values of two figures of one dimension in one unit; as written where one has no unit."""
    if one.unit is None or other.unit is None:
        return one.value, other.value
    return one.base[0], other.base[0]


def are_equal(one: Figure, other: Figure) -> bool:
    """Whether two figures are the same value of the same kind of thing."""
    values = to_one_unit(one, other)
    if (
        one.unit != other.unit
        and _IMPERIAL & {one.unit, other.unit}
        and share_dimension(one, other)
    ):
        return abs(values[0] - values[1]) <= CONVERTED * max(map(abs, values))
    if one.unit == other.unit == "deg" and _are_degrees_of_two_scales(*values):
        return True
    return share_dimension(one, other) and values[0] == values[1]


def _are_degrees_of_two_scales(one: Decimal, other: Decimal) -> bool:
    """Whether one may be Fahrenheit and the other Celsius."""
    return any(
        high >= _FAHRENHEIT and abs((high - 32) / Decimal("1.8") - low) <= 1
        for high, low in ((one, other), (other, one))
    )


def may_be_rounded(one: Figure, other: Figure) -> bool:
    """Whether the less exact of two figures may be the other rounded."""
    if not share_dimension(one, other) or {one.unit, other.unit} & {DATE, "clock", "year"}:
        return False
    if _BY_TENS.search(one.text) or _BY_TENS.search(other.text):
        values = to_one_unit(one, other)
        return abs(values[0] - values[1]) <= ABOUT * max(map(abs, values))
    exact, rough = sorted((one, other), key=lambda figure: -figure.digits)
    if rough.digits > 2 or exact.digits == rough.digits:
        return False
    value, rounded = to_one_unit(exact, rough)
    step = Decimal(10) ** (rounded.normalize().adjusted() - rough.digits + 1)
    return abs(value - rounded) <= min(ROUNDING * abs(value), step)


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same, exactly or rounded."""
    return are_equal(one, other) or may_be_rounded(one, other)


def take_matches(
    lefts: Sequence[Figure], rights: Sequence[Figure]
) -> tuple[list[Figure], list[Figure]]:
    """What is left of each side when equal figures, and then rounded ones, have found each other.

    A figure that has an equal one is no rounding of another, but may be repeated.
    """
    left = [one for one in lefts if not any(are_equal(one, other) for other in rights)]
    right = [one for one in rights if not any(are_equal(one, other) for other in lefts)]
    rounded_left = [one for one in left if not any(may_be_rounded(one, other) for other in right)]
    rounded_right = [one for one in right if not any(may_be_rounded(one, other) for other in left)]
    return rounded_left, rounded_right
