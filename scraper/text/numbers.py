"""Quantities of a text in one canonical form, so that "2,5 млрд" and "2.5 billion" are equal.

It reads figures, number words, multipliers, units and times of day; a year is a plain number here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from scraper.text.clock import HALF_DAY, find_times
from scraper.text.compounds import read_prefix
from scraper.text.number_words import (
    AND_A_HALF,
    COLLECTIVES,
    FRACTIONS,
    HUNDRED,
    LONE,
    MULTIPLIERS,
    SHORT_MULTIPLIERS,
    THOUSAND,
    WORDS,
    fold_number,
)
from scraper.text.ordinals import ORDINAL_ENDINGS
from scraper.text.units import CURRENCIES, SYMBOLS, read_unit

CLOCK, HALF_CLOCK = "clock", "half clock"

_SPACE = "[ \u00a0\u202f\u2009]"
_LETTERS = r"[^\W\d_]+(?:[’'][^\W\d_]+)*"
_FIGURE = re.compile(
    rf"(?<![\w.,])(?:(?P<sign>[$€£₴₽¥]){_SPACE}?|(?P<code>{'|'.join(CURRENCIES)}){_SPACE})?"
    rf"(?P<digits>\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)*)"
)
_PIECE = re.compile(rf"(?P<word>(?![A-Z]{{3}}{_SPACE}\d){_LETTERS})|{_FIGURE.pattern}")
_AFTER_WORD = re.compile(rf"(?:{_SPACE}|-)?({_LETTERS})(\.?)")
_HYPHEN_OR_SPACE = re.compile(rf"{_SPACE}and{_SPACE}|{_SPACE}|-")
_DIGITS_NEXT = re.compile(rf"{_SPACE}(\d{{1,3}})(?![\d.,]\d|{_SPACE}\d{{3}}|\d|-)")
_LENGTHWISE = re.compile(r" (?:wide|long|high|deep|tall|below|above|away|thick|across|sprint|race)")
_QUARTERS = frozenset(("чверть", "чверті", "четверть", "четверти", "quarter"))
_QUARTERS_NEXT = re.compile(r"[ -](?:чверті|чвертей|четверти|четвертей|quarters)\b")
_OF_A = re.compile(r" of an?(?= )| an?(?= )")
_ARTICLES = frozenset(("a", "an", "one", "every", "each"))
_LOT_NEXT = re.compile(
    r" (?:(?:hundred|thousand|million|billion|trillion|dozen|fortnight)\b(?! of)|(?:and a half|"
    r"(?:second|minute|hour|day|week|month|year|mile|kilometer|kilometre) and a half)\b)"
)
_EVERY = "що"  # what Ukrainian glues to a length of time: щопівгодини


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, if it has one, and the offsets of the text it was read from.

    `value` is normalised: 2.50 and 2,5 are one. `unit` is `%`, an ISO 4217 code, `km`, `clock`
    (minutes after midnight), `half clock` (after midnight or noon) or another short name shared by
    the languages. What is not sure may be a mere word: both, the first, one of them.
    """

    value: Decimal
    unit: str | None
    start: int
    end: int
    text: str
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class _Number:
    value: Decimal
    unit: str | None
    start: int
    end: int
    is_word: bool


def find_quantities(text: str, lang: str) -> tuple[Quantity, ...]:
    """The quantities of a text in order, without overlaps; `lang` is uk, ru or en."""
    times = [
        Quantity(
            Decimal(time.minutes if time.is_sure else time.minutes % HALF_DAY),
            CLOCK if time.is_sure else HALF_CLOCK,
            time.start,
            time.end,
            text[time.start : time.end],
        )
        for time in find_times(text, lang)
    ]
    taken = {place for time in times for place in range(time.start, time.end)}
    found: list[Quantity] = []
    for first in _find_numbers(text, lang):
        if first.start in taken or (found and first.start < found[-1].end):
            continue
        one = _complete(first, text, lang)
        if taken.isdisjoint(range(one.start, one.end)):
            written = text[one.start : one.end]
            found.append(Quantity(normal(one.value), one.unit, one.start, one.end, written))
    return tuple(sorted((*times, *found), key=lambda one: one.start))


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


def normal(value: Decimal) -> Decimal:
    """The value in its shortest form: 2.50 is 2.5 and 1E+3 is 1000."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _find_numbers(text: str, lang: str) -> Iterator[_Number]:
    """Where a number may begin: digits, number words, and what is half of what it is glued to."""
    for piece in _PIECE.finditer(text):
        if piece["word"]:
            if _may_begin(piece["word"], lang):
                yield from _read_word(piece["word"], piece.start(), text, lang)
            continue
        value = read_figure(piece["digits"], lang)
        if value is not None:
            sign = piece["sign"] or piece["code"]
            start = piece.start("digits") if sign is None else piece.start()
            unit = SYMBOLS.get(sign, sign) if sign else None
            yield _Number(value, unit, start, piece.end("digits"), False)


@lru_cache(maxsize=65536)
def _may_begin(word: str, lang: str) -> bool:
    """Whether a number may begin with a word; most words of a text are told from it here."""
    folded = fold_number(word)
    return (
        folded in _number_words(lang)
        or folded in (_QUARTERS | LONE.get(lang, frozenset()))
        or (folded in _ARTICLES if lang == "en" else folded.startswith(_EVERY))
        or read_prefix(folded, lang)[0] > 0
    )


def _read_word(word: str, start: int, text: str, lang: str) -> Iterator[_Number]:
    folded, end = fold_number(word), start + len(word)
    value = _number_words(lang).get(folded)
    if value is not None:
        quarter = _QUARTERS_NEXT.match(text, end)
        if quarter and _is_measured(text, quarter.end(), lang):
            yield _Number(value / 4, None, start, quarter.end(), True)
        yield _Number(value, None, start, end, True)
    elif folded in _QUARTERS and _is_measured(text, end, lang):
        yield _Number(Decimal("0.25"), None, start, end, True)
    elif folded in LONE.get(lang, ()):
        yield _Number(Decimal(1), None, start, start, True)
    elif lang == "en" and folded in _ARTICLES and _LOT_NEXT.match(text, end):
        yield _Number(Decimal(1), None, start, end, True)
    elif folded.startswith(_EVERY) and lang == "uk" and len(folded) > len(_EVERY) + 2:
        yield from _read_word(word[len(_EVERY) :], start + len(_EVERY), text, lang)
    else:
        yield from _read_compound(folded, start, end, text, lang)


def _is_measured(text: str, place: int, lang: str) -> bool:
    """Whether a multiplier or a unit follows, of which a part is told: a quarter of an hour."""
    if lang == "en" and (of := _OF_A.match(text, place)):
        place = of.end()
    return read_unit(text, place, lang)[0] is not None or (
        _read_multiplier(text, place, lang)[0] is not None
    )


def _read_compound(folded: str, start: int, end: int, text: str, lang: str) -> Iterator[_Number]:
    """A word that is a number and what it counts: півмільйона, двухдневный, двадцятип’ятирічний."""
    place, value = read_prefix(folded, lang)
    if 0 < place < end - start:
        after = start + place
        factor, _ = _read_multiplier(text, after, lang)
        unit, _ = read_unit(text, after, lang)
        if factor is not None or unit is not None:
            yield _Number(value, None, start, after, True)


@cache
def _number_words(lang: str) -> Mapping[str, Decimal]:
    return {**WORDS.get(lang, {}), **FRACTIONS.get(lang, {})}


def _complete(first: _Number, text: str, lang: str) -> _Number:
    """The number with what is added to it, its multipliers and its unit.

    Two hundred and five thousand three hundred: a multiplier closes a part, a smaller one follows.
    """
    whole, part, lowest, least, end = Decimal(0), first.value, first.value, None, first.end
    while True:
        factor, after = _read_multiplier(text, end, lang, is_digits=not first.is_word)
        if factor is not None and (least is None or factor < least):
            if factor == HUNDRED and first.is_word:
                part, lowest = part * factor, HUNDRED
            else:
                whole, part, lowest, least = whole + part * factor, Decimal(0), factor, factor
            end = after
            continue
        added, after = _read_next(first, part, lowest, least, text, end, lang)
        if added is None:
            break
        part, lowest, end = part + added, added, after
    value, unit = whole + part, first.unit
    if unit is None:
        unit, end = _read_unit_of(value, text, end, lang)
    if unit and lang == "en" and text.startswith(" and a half", end):
        value, end = value + Decimal("0.5"), end + len(" and a half")
    return _Number(value, unit, first.start, end, False)


def _read_next(
    first: _Number,
    part: Decimal,
    lowest: Decimal,
    least: Decimal | None,
    text: str,
    end: int,
    lang: str,
) -> tuple[Decimal | None, int]:
    """What is added to a number: the five of twenty-five, a half, the 500 of `2 тис. 500`."""
    half = AND_A_HALF.get(lang, "")
    if half and text.startswith(f" {half}", end) and part == part.to_integral_value() and part:
        return Decimal("0.5"), end + 1 + len(half)
    if not first.is_word:
        return _read_digits_next(first, part, least, text, end, lang)
    between = _HYPHEN_OR_SPACE.match(text, end)
    word = _PIECE.match(text, between.end()) if between else None
    value = _number_words(lang).get(fold_number(word["word"])) if word and word["word"] else None
    if word is None or value is None or value != value.to_integral_value():
        return None, end
    if not part:  # right behind a multiplier
        fits = least is not None and value < least
    else:
        fits = lowest >= 20 and value < (10 if lowest < HUNDRED else HUNDRED)
    return (value, word.end()) if fits else (None, end)


def _read_digits_next(
    first: _Number, part: Decimal, least: Decimal | None, text: str, end: int, lang: str
) -> tuple[Decimal | None, int]:
    """The 500 of `2 тис. 500` and the 200 of `1 млн 200 тис.`."""
    if part or least is None or first.value != first.value.to_integral_value():
        return None, end
    more = _DIGITS_NEXT.match(text, end)
    if more is None:
        return None, end
    factor, _ = _read_multiplier(text, more.end(), lang, is_digits=True)
    is_lower = factor is not None and HUNDRED < factor < least
    if is_lower or (factor is None and least == THOUSAND and len(more[1]) == 3):
        return Decimal(more[1]), more.end()
    return None, end


def _read_multiplier(
    text: str, place: int, lang: str, *, is_digits: bool = False
) -> tuple[Decimal | None, int]:
    if lang == "en" and (of := _OF_A.match(text, place)):  # half a million
        place = of.end()
    match = _AFTER_WORD.match(text, place)
    if match is None or lang not in MULTIPLIERS:
        return None, place
    word = fold_number(match[1])
    if len(word) == 1 and _is_metres(word, text, match.end(1)):
        return None, place
    if word in SHORT_MULTIPLIERS[lang]:
        is_short = len(word) <= 4 and lang != "en"
        return SHORT_MULTIPLIERS[lang][word], match.end() if is_short else match.end(1)
    if word in COLLECTIVES[lang]:
        return COLLECTIVES[lang][word], match.end(1)
    for beginning, factor in MULTIPLIERS[lang]:
        if word.startswith(beginning) and len(word) <= len(beginning) + 3:
            if factor == THOUSAND and text.startswith("-", place) and not is_digits:
                return None, place
            return factor, match.end(1)
    return None, place


def _is_metres(word: str, text: str, end: int) -> bool:
    """Whether `m` is no million: 12 m/s, 64m tall."""
    return text.startswith("/", end) or (word == "m" and bool(_LENGTHWISE.match(text, end)))


def _read_unit_of(value: Decimal, text: str, place: int, lang: str) -> tuple[str | None, int]:
    """The unit behind a number; the ending of an ordinal is none."""
    match = _AFTER_WORD.match(text, place)
    is_ordinal = text.startswith("-", place) or lang == "en"
    if match and is_ordinal and fold_number(match[1]) in ORDINAL_ENDINGS.get(lang, ()):
        return None, place
    of = _OF_A.match(text, place) if lang == "en" and value < 1 else None
    unit, end = read_unit(text, of.end() if of else place, lang)
    if unit is None:
        return None, place
    if unit == "g" and lang == "ru" and value >= THOUSAND:  # 2026 г.
        return "year", end
    return unit, end
