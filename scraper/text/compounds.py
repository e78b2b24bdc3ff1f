"""Numbers glued to what they count: півмільйона, п’ятирічний, двадцатипятилетний."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from scraper.text.number_words import HUNDRED, THOUSAND, WORDS, read_forms

# What a multiplier or a unit may be glued to: півмільйона, полчаса, получасовой.
HALVES: Mapping[str, tuple[str, ...]] = {"uk": ("пів",), "ru": ("полу", "пол"), "en": ()}
_HARDLY_HALVES = frozenset(("полдень", "півдня", "півдні"))
# The genitive that stands before an adjective of measure: п’ятирічний, двухдневный. Of several
# forms any will do.
_PREFIXES: Mapping[str, Mapping[str, Decimal]] = {
    "uk": read_forms("""
        1: одно
        2: дво двох
        3: три трьох
        4: чотири чотирьох
        1.5: півтора
    """),
    "ru": read_forms("""
        1: одно
        2: двух дву
        3: трех
        4: четырех
        1.5: полутора
    """),
    "en": {},
}


def _make_prefixes(lang: str) -> Mapping[str, Decimal]:
    """The first part of a compound adjective and its value: genitives, `сорока`, `сто`, `дво`."""
    genitives = {
        word: value
        for word, value in WORDS.get(lang, {}).items()
        if word.endswith(("и", "а", "ста", "сот")) and value > 4
    }
    return {**genitives, **_PREFIXES.get(lang, {}), "сто": HUNDRED}


def read_prefix(folded: str, lang: str) -> tuple[int, Decimal]:
    """How long the number at the beginning of a word is, and its value: двадцятип’яти, пів."""
    if not folded.startswith(_beginnings(lang)):  # nearly every word, and told at once
        return 0, Decimal(0)
    place, value, lowest = 0, Decimal(0), THOUSAND
    while longest := next(
        (one for one in _prefixes(lang) if folded.startswith(one[0], place) and one[1] < lowest),
        None,
    ):
        place, value = place + len(longest[0]), value + longest[1]
        lowest = HUNDRED if longest[1] >= HUNDRED else Decimal(10 * (longest[1] >= 20))
    if not place and folded not in _HARDLY_HALVES:
        place = next((len(half) for half in HALVES.get(lang, ()) if folded.startswith(half)), 0)
        value = Decimal("0.5")
    return place, value


@cache
def _prefixes(lang: str) -> tuple[tuple[str, Decimal], ...]:
    return tuple(sorted(_make_prefixes(lang).items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def _beginnings(lang: str) -> tuple[str, ...]:
    return (*(prefix for prefix, _ in _prefixes(lang)), *HALVES.get(lang, ()))
