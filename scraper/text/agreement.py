"""Whether figures of two languages say the same, after units, clocks and rounding.

Two figures disagree when neither has an answer on the other side and both measure one thing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from scraper.text.clock import HALF_DAY
from scraper.text.counts import ONE, ORDINAL
from scraper.text.figures import DATE, MONTH, PLUS, YEAR, YEARS, Figure, find_figures
from scraper.text.numbers import CLOCK, HALF_CLOCK
from scraper.text.units import BASES, CALENDAR, IMPERIAL, READINGS, TIME

ROUNDING = Decimal("0.12")
"""The most that rounding may change a value, as a share of it."""
CONVERTED = Decimal("0.08")
"""The most by which a conversion may be off, as a share: between systems of measures, or of months
and years to days."""
ABOUT = Decimal("0.25")
"""The same of what is counted by the dozen or by tens."""

_FAHRENHEIT = 40
"""Degrees from which a temperature may be Fahrenheit."""
_BY_TENS = re.compile(r"dozen|tens|десят(?:к|ок)|дюжин|сот(?:н|ен)", re.IGNORECASE)
_BY_HALVES = re.compile(r"half|\b(?:пів|пол|полу)(?!он)", re.IGNORECASE)
_FAMILIES: Mapping[str, str | None] = {
    HALF_CLOCK: CLOCK,
    MONTH: DATE,
    PLUS: "deg",
    "degf": "deg",
    ONE: None,
}
"""Units that compare with others which have another name."""
_APART = frozenset((CLOCK, DATE, YEAR, ORDINAL, "weekday", "season", "relative day", "decade of",
                    "century of", "each", "times"))  # fmt: skip
"""Units of what no bare number and no other unit is held against."""
_UNROUNDED = _APART - {"times"} | {"year"}


def _bases(figure: Figure) -> tuple[tuple[Decimal, str | None], ...]:
    """The value in the smallest unit of its dimension, per meaning that its unit may have."""
    units = READINGS.get(figure.unit or "", (figure.unit,))
    return tuple((figure.value * _worth(unit), _base(unit)) for unit in units)


def _worth(unit: str | None) -> Decimal:
    return BASES[unit][1] if unit and unit in BASES else Decimal(1)


def _base(unit: str | None) -> str | None:
    return BASES[unit][0] if unit and unit in BASES else _family(unit)


def _family(unit: str | None) -> str | None:
    """The unit under which others of another name compare with it."""
    return _FAMILIES.get(unit, unit) if unit else None


def _values(one: Figure, other: Figure) -> tuple[Decimal, Decimal] | None:
    """The values of two figures in one unit, as written where one has none; None if they differ in
    kind."""
    for value, unit in _bases(one):
        for against, unit_against in _bases(other):
            if unit == unit_against:
                return value, against
            if _is_bare(unit, other) or _is_bare(unit_against, one):
                return one.value, other.value
    return None


def _is_bare(unit: str | None, other: Figure) -> bool:
    """Whether a number without a unit may be held against a figure."""
    if unit is not None:
        return False
    return other.unit in (ORDINAL, YEAR) or _family(other.unit) not in _APART


def share_dimension(one: Figure, other: Figure) -> bool:
    """Whether two figures measure the same kind of thing; a bare number may be of any kind."""
    values = _values(one, other)
    if values is None:
        return False
    if YEAR in (one.unit, other.unit) and one.unit != other.unit:
        return all(value in YEARS and value == int(value) for value in values)
    return True


def are_alike(one: Figure, other: Figure) -> bool:
    """Whether two figures have units of one dimension."""
    units = [{unit for _, unit in _bases(figure)} - {None} for figure in (one, other)]
    return one.unit == other.unit or bool(units[0] & units[1])


def gap(one: Figure, other: Figure) -> float:
    """How far apart two figures of one dimension are, as a share of the larger."""
    low, high = sorted(abs(float(value)) for value in _values(one, other) or (0, 1))
    return (high - low) / high if high else 0.0


def are_equal(one: Figure, other: Figure) -> bool:
    """Whether two figures are the same value of the same kind of thing."""
    if one.unit != other.unit and {one.unit, other.unit} <= {"times", "%"}:
        return _is_change(one, other)
    values = _values(one, other)
    if values is None or not share_dimension(one, other):
        return False
    if HALF_CLOCK in (one.unit, other.unit):
        return values[0] % HALF_DAY == values[1] % HALF_DAY
    if {one.unit, other.unit} == {DATE, MONTH}:
        return len({int(value) // 100 or int(value) for value in values}) == 1
    if {_family(figure.unit) for figure in (one, other)} == {"deg"}:
        return _are_degrees(one, other)
    if one.unit != other.unit and _is_converted(one.unit, other.unit):
        return abs(values[0] - values[1]) <= CONVERTED * max(map(abs, values))
    return values[0] == values[1]


def _is_change(one: Figure, other: Figure) -> bool:
    """Whether a percentage is the growth or the fall by a factor: twice is by 100 or by 50 %."""
    factor, share = (one, other) if one.unit == "times" else (other, one)
    grown, left = (factor.value - 1) * 100, 100 / factor.value if factor.value else Decimal(0)
    return any(abs(share.value - told) < 1 for told in (grown, left, 100 - left, grown + 100))


def _is_converted(unit: str | None, other: str | None) -> bool:
    """Whether two units are of two systems, or one has no exact number of the other."""
    units = {reading for one in (unit, other) for reading in READINGS.get(one or "", (one,))}
    if units & IMPERIAL:
        return None not in units
    return bool(units & CALENDAR) and units <= TIME and len(units & CALENDAR) < len(units)


def _are_degrees(one: Figure, other: Figure) -> bool:
    """Whether two temperatures are one, of which either may be Fahrenheit or lack its sign."""
    if abs(one.value) == abs(other.value):
        return not (min(one.value, other.value) < 0 and PLUS in (one.unit, other.unit))
    return any(
        high >= _FAHRENHEIT and abs((high - 32) / Decimal("1.8") - low) <= 1
        for high, low in ((one.value, other.value), (other.value, one.value))
    )


def may_be_rounded(one: Figure, other: Figure) -> bool:
    """Whether the less exact of two figures may be the other rounded."""
    values = _values(one, other)
    if values is None or not share_dimension(one, other):
        return False
    if {_family(figure.unit) for figure in (one, other)} & _UNROUNDED:
        return False
    if _BY_TENS.search(one.text) or _BY_TENS.search(other.text):
        return abs(values[0] - values[1]) <= ABOUT * max(map(abs, values))
    if _BY_HALVES.search(one.text) or _BY_HALVES.search(other.text):
        return abs(values[0] - values[1]) <= ROUNDING * max(map(abs, values))
    if one.digits == other.digits:
        return False
    value, rounded = values if one.digits > other.digits else values[::-1]
    digits = min(one.digits, other.digits)
    if digits > 2:
        return False
    step = Decimal(10) ** (rounded.normalize().adjusted() - digits + 1)
    return abs(value - rounded) <= min(ROUNDING * abs(value), step)


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same, exactly or rounded."""
    return are_equal(one, other) or may_be_rounded(one, other)


def may_clash(one: Figure, other: Figure) -> bool:
    """Whether two figures without an answer contradict each other.

    They are of one kind, or the same figure in another unit; what may be a mere word contradicts
    only its like.
    """
    if not (one.is_sure and other.is_sure):
        return one.unit == other.unit is not None
    is_measure = not {_family(one.unit), _family(other.unit)} & (_APART)
    return share_dimension(one, other) or (is_measure and one.value == other.value)


def find_unanswered(figures: Sequence[Figure], others: Sequence[Figure]) -> list[int]:
    """The places of those figures that have no answer, as `take_matches` has them."""
    alone = [n for n, one in enumerate(figures) if not any(are_equal(one, x) for x in others)]
    rest = [x for x in others if not any(are_equal(one, x) for one in figures)]
    return [n for n in alone if not any(may_be_rounded(figures[n], other) for other in rest)]


def find_surplus(figures: Sequence[Figure], others: Sequence[Figure]) -> list[int]:
    """The places of those figures that the other side has too, but fewer times."""
    return [
        n
        for n, one in enumerate(figures)
        if one.is_sure
        and sum(are_equal(one, x) for x in figures) > sum(are_equal(one, x) for x in others) > 0
    ]


def take_matches(
    lefts: Sequence[Figure], rights: Sequence[Figure]
) -> tuple[list[Figure], list[Figure]]:
    """What is left of each side when equal figures, and then rounded ones, have found each other.

    A figure that has an equal one is no rounding of another, but may be repeated.
    """
    left = [lefts[n] for n in find_unanswered(lefts, rights)]
    right = [rights[n] for n in find_unanswered(rights, lefts)]
    return left, right


def disagree(left: str, left_lang: str, right: str, right_lang: str) -> bool:
    """Whether two texts that answer one another give a figure otherwise."""
    lefts, rights = take_matches(find_figures(left, left_lang), find_figures(right, right_lang))
    return any(may_clash(one, other) for one in lefts for other in rights)
