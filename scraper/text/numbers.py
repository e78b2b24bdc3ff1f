"""Quantities of a text in one canonical form, so that "2,5 млрд" and "2.5 billion" are equal.

It reads figures, number words, multipliers and units; dates are `dates`' business, and a year is a
plain number here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from scraper.text.number_words import (
    FRACTIONS,
    MULTIPLIERS,
    ORDINAL_ENDINGS,
    SHORT_MULTIPLIERS,
    SYMBOLS,
    THOUSAND,
    UNITS,
    WORDS,
)

_SPACE = "[ \u00a0\u202f\u2009]"
_FIGURE = re.compile(
    rf"(?<![\w.,])(?P<sign>[$€£₴₽¥])?{_SPACE}?"
    rf"(?P<digits>\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)*)"
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_PIECE = re.compile(rf"{_FIGURE.pattern}|(?P<word>{_WORD.pattern})")
_CLOCK = re.compile(r"(?<![\d:.])([01]?\d|2[0-3]):([0-5]\d)(?!\d|:\d)")
_AFTER_SYMBOL = re.compile(rf"{_SPACE}?(%|[$€£₴₽¥](?!\d)|°|zł)")
_AFTER_WORD = re.compile(rf"(?:{_SPACE}|-)?([^\W\d_]+(?:[’'][^\W\d_]+)*)(\.?)")
_HYPHEN_OR_SPACE = re.compile(rf"{_SPACE}|-|{_SPACE}and{_SPACE}")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, if it has one, and the offsets of the text it was read from.

    `value` is normalised: 2.50 and 2,5 are one. `unit` is `%`, an ISO 4217 code, `km`, `clock`
    (minutes after midnight) or another short name shared by the languages.
    """

    value: Decimal
    unit: str | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Number:
    value: Decimal
    unit: str | None
    start: int
    end: int
    is_word: bool


def find_quantities(text: str, lang: str) -> tuple[Quantity, ...]:
    """The quantities of a text in order, without overlaps; `lang` is uk, ru or en."""
    clocks = [
        _Number(Decimal(int(m[1]) * 60 + int(m[2])), "clock", m.start(), m.end(), False)
        for m in _CLOCK.finditer(text)
    ]
    taken = {place for clock in clocks for place in range(clock.start, clock.end)}
    numbers = [
        number
        for number in _find_numbers(text, lang)
        if taken.isdisjoint(range(number.start, number.end))
    ]
    whole = [_complete(number, text, lang) for number in _join_words(numbers, text, lang)]
    found = sorted((*clocks, *whole), key=lambda number: number.start)
    return tuple(
        Quantity(_normal(one.value), one.unit, one.start, one.end, text[one.start : one.end])
        for one in found
    )


def read_figure(digits: str, lang: str) -> Decimal | None:
    """The value of written digits: `1,234.5` in English is `1 234,5` elsewhere; None for 1.2.3."""
    plain = re.sub(_SPACE, "", digits)
    commas, dots = plain.count(","), plain.count(".")
    if lang == "en" or (commas and dots):
        thousands = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain)
        if thousands:
            return Decimal(plain.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}", plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if commas + dots > 1:
        return None
    return Decimal(plain.replace(",", "."))


def _find_numbers(text: str, lang: str) -> list[_Number]:
    words = _number_words(lang)
    found = []
    for piece in _PIECE.finditer(text):
        word = piece["word"]
        if word:
            value = words.get(_fold(word))
            if value is not None:
                found.append(_Number(value, None, piece.start(), piece.end(), True))
            continue
        value = read_figure(piece["digits"], lang)
        if value is not None:
            start = piece.start("sign") if piece["sign"] else piece.start("digits")
            unit = SYMBOLS[piece["sign"]] if piece["sign"] else None
            found.append(_Number(value, unit, start, piece.end("digits"), False))
    return found


@cache
def _number_words(lang: str) -> Mapping[str, Decimal]:
    return {**WORDS.get(lang, {}), **FRACTIONS.get(lang, {})}


def _join_words(numbers: list[_Number], text: str, lang: str) -> list[_Number]:
    """Twenty + five = twenty-five: number words in falling order, parted by a space or hyphen."""
    joined: list[_Number] = []
    lowest = Decimal(0)  # the last part of the number that is being put together
    for number in numbers:
        last = joined[-1] if joined else None
        if last and last.is_word and _continues(last, lowest, number, text):
            joined[-1] = _Number(
                last.value + number.value, None, last.start, number.end, number.is_word
            )
        else:
            joined.append(number)
        lowest = number.value
    return joined


def _continues(last: _Number, lowest: Decimal, number: _Number, text: str) -> bool:
    return (
        number.is_word
        and lowest >= 20
        and number.value < (10 if lowest < 100 else 100)
        and number.value == number.value.to_integral_value()
        and _HYPHEN_OR_SPACE.fullmatch(text[last.end : number.start]) is not None
    )


def _complete(number: _Number, text: str, lang: str) -> _Number:
    """The number with the multiplier and the unit that follow it."""
    value, unit, end = number.value, number.unit, number.end
    for _ in range(2):  # "two hundred thousand"
        factor, after = _read_multiplier(text, end, lang)
        if factor is None:
            break
        value, end = value * factor, after
    if unit is None:
        unit, end = _read_unit(text, end, lang)
    return _Number(value, unit, number.start, end, False)


def _read_multiplier(text: str, place: int, lang: str) -> tuple[Decimal | None, int]:
    if lang == "en" and text.startswith(" a ", place):  # half a million
        place += 2
    match = _AFTER_WORD.match(text, place)
    if match is None or lang not in MULTIPLIERS:
        return None, place
    word = _fold(match[1])
    if len(word) == 1 and text.startswith("/", match.end(1)):  # "12 m/s" is no million
        return None, place
    if word in SHORT_MULTIPLIERS[lang]:
        is_short = len(word) <= 4 and lang != "en"
        return SHORT_MULTIPLIERS[lang][word], match.end() if is_short else match.end(1)
    for beginning, factor in MULTIPLIERS[lang]:
        if word.startswith(beginning) and len(word) <= len(beginning) + 3:
            if factor == THOUSAND and text.startswith("-", place):
                return None, place  # "2-тысячный"
            return factor, match.end(1)
    return None, place


def _read_unit(text: str, place: int, lang: str) -> tuple[str | None, int]:
    symbol = _AFTER_SYMBOL.match(text, place)
    if symbol:
        return SYMBOLS[symbol[1]], symbol.end()
    match = _AFTER_WORD.match(text, place)
    if match is None or lang not in UNITS:
        return None, place
    if lang == "en" and _fold(match[1]) == "per" and text.startswith(" cent", match.end(1)):
        return "%", match.end(1) + len(" cent")
    whole, beginnings = UNITS[lang]
    word = _fold(match[1])
    if text.startswith("-", place) and word in ORDINAL_ENDINGS.get(lang, ()):  # "72-га бригада"
        return None, place
    unit = whole.get(word)
    if unit is None:
        unit = next((unit for start, unit in beginnings if word.startswith(start)), None)
    return (unit, match.end(1)) if unit else (None, place)


def _fold(word: str) -> str:
    return word.lower().replace("'", "’").replace("ё", "е")


def _normal(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()
