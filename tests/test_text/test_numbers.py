"""Quantities: one canonical form over languages, multipliers, units and number words."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.text.numbers import find_quantities


def read(text: str, lang: str) -> list[tuple[str, str | None]]:
    return [(str(one.value), one.unit) for one in find_quantities(text, lang)]


@pytest.mark.parametrize(
    ("uk", "ru", "en", "value", "unit"),
    [
        ("2,5 млрд грн", "2,5 млрд грн", "UAH 2.5 billion", "2500000000", None),
        ("12,5%", "12,5 процента", "12.5 per cent", "12.5", "%"),
        ("12 відсотків", "12 %", "12 percent", "12", "%"),
        ("1 234 567", "1 234 567", "1,234,567", "1234567", None),
        ("3 тис. доларів", "3 тыс. долларов", "$3,000", "3000", "USD"),
        ("двадцять п’ять", "двадцать пять", "twenty-five", "25", None),
        ("сорок тисяч євро", "сорок тысяч евро", "forty thousand euros", "40000", "EUR"),
        ("півтора мільйона", "полтора миллиона", "1.5m", "1500000", None),
        ("14:35", "14:35", "14:35", "875", "clock"),
        ("120 км", "120 километров", "120km", "120", "km"),
        ("трьох", "трех", "three", "3", None),
        ("200 тонн", "200 т", "200 tonnes", "200", "t"),
        ("п'ять діб", "пять суток", "five days", "5", "day"),
        ("пів мільйона доларів", "500 тыс. долларов", "half a million dollars", "500000", "USD"),
    ],
)
def test_three_languages_agree(uk: str, ru: str, en: str, value: str, unit: str | None) -> None:
    found = [find_quantities(text, lang)[-1] for text, lang in ((uk, "uk"), (ru, "ru"), (en, "en"))]
    assert [one.value for one in found] == [Decimal(value)] * 3
    if unit is not None:
        assert [one.unit for one in found] == [unit] * 3


def test_spaces_of_every_width_part_thousands() -> None:
    for space in " \u00a0\u202f\u2009":
        assert read(f"1{space}234", "uk") == [("1234", None)]


def test_each_language_has_its_own_comma() -> None:
    assert read("1,234", "en") == [("1234", None)]
    assert read("1,234", "uk") == [("1.234", None)]


def test_versions_and_dates_in_figures_are_no_quantities() -> None:
    assert read("15.08.2026", "uk") == []


def test_sign_belongs_to_the_number_behind_it() -> None:
    assert read("10 $20", "en") == [("10", None), ("20", "USD")]
    assert read("10 $ за 20 €", "uk") == [("10", "USD"), ("20", "EUR")]


def test_neighbouring_numbers_stay_apart() -> None:
    assert read("від 10 до 15, 20 чи 30", "uk") == [(n, None) for n in ("10", "15", "20", "30")]
    assert read("два, три", "uk") == [("2", None), ("3", None)]


def test_two_hundred_thousand_is_multiplied_twice() -> None:
    assert read("two hundred thousand", "en") == [("200000", None)]


def test_places_lead_back_to_the_text() -> None:
    text = "На ремонт пішло 2,5 млрд грн, тобто 12% бюджету."
    assert [text[one.start : one.end] for one in find_quantities(text, "uk")] == [
        "2,5 млрд грн",
        "12%",
    ]


@given(st.text(alphabet="0123456789 ,.:%$-абв", max_size=40), st.sampled_from(["uk", "ru", "en"]))
def test_quantities_never_overlap(text: str, lang: str) -> None:
    found = find_quantities(text, lang)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [("72-га бригада", "uk", "72"), ("в 3-м цехе", "ru", "3"), ("на 25-й день", "uk", "25")],
)
def test_the_ending_of_an_ordinal_is_no_unit(text: str, lang: str, value: str) -> None:
    assert read(text, lang) == [(value, None)]


def test_a_unit_behind_a_hyphen_is_read() -> None:
    assert read("у 30-км зоні", "uk") == [("30", "km")]


def test_metres_a_second_are_no_millions() -> None:
    assert read("gusts of 12 m/s", "en") == [("12", "m/s")]
    assert read("worth $12m", "en") == [("12000000", "USD")]


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("12 млн/рік", "uk", "12000000"),
        ("5 млрд/год", "ru", "5000000000"),
        ("12 million/year", "en", "12000000"),
    ],
)
def test_a_multiplier_is_one_before_a_slash_too(text: str, lang: str, value: str) -> None:
    assert [number for number, _ in read(text, lang)] == [value]
