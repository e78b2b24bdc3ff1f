"""Weekdays, months, seasons, decades and centuries, and words that only look like them."""

from __future__ import annotations

import pytest

from scraper.text.periods import find_periods, read_roman


def read(text: str, lang: str) -> list[tuple[int, str]]:
    return [(one.value, one.unit) for one in find_periods(text, lang)]


@pytest.mark.parametrize(
    ("uk", "ru", "en", "wanted"),
    [
        ("у п'ятницю", "в пятницу", "on Friday", (5, "weekday")),
        ("у середу", "в среду", "on Wednesday", (3, "weekday")),
        ("у березні", "в марте", "in March", (3, "month of year")),
        ("восени", "осенью", "this fall", (3, "season")),
        ("завтра", "завтра", "tomorrow", (1, "relative day")),
        ("у 1990-х", "в 90-х годах", "in the nineties", (90, "decade of")),
        ("дев'яності", "в девяностых", "the 1990s", (90, "decade of")),
        ("XXI століття", "XXI века", "21st century", (21, "century of")),
        ("ХХ століття", "в двадцатом веке", "the twentieth century", (20, "century of")),
        ("щодня", "ежедневно", "every day", (2, "each")),
        ("III квартал", "III квартал", "Charles III", (3, "roman")),
    ],
)
def test_three_languages_agree(uk: str, ru: str, en: str, wanted: tuple[int, str]) -> None:
    assert read(uk, "uk") == read(ru, "ru") == read(en, "en") == [wanted]


@pytest.mark.parametrize(
    ("text", "lang"),
    [("посеред дороги", "uk"), ("в этой среде", "ru"), ("неделя", "ru"), ("he may march", "en"),
     ("prices fall", "en"), ("IT", "en"), ("за 20-ту", "uk")],
)  # fmt: skip
def test_what_is_no_period(text: str, lang: str) -> None:
    assert read(text, lang) == []


@pytest.mark.parametrize(
    ("numeral", "value"), [("XIX", 19), ("ХІІ", 12), ("IV", 4), ("XXXIX", 39), ("IIV", 0)]
)
def test_roman_numerals_in_letters_of_either_alphabet(numeral: str, value: int) -> None:
    assert read_roman(numeral) == value
