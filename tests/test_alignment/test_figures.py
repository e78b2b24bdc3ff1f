"""Figures of two languages: which say the same, which part, and what is read as one at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scraper.alignment.divergences.counts import find_counts
from scraper.alignment.divergences.figures import find_figures, take_matches


def part(left: str, left_lang: str, right: str, right_lang: str) -> bool:
    """Whether any figure of either text has no equal in the other."""
    return any(take_matches(find_figures(left, left_lang), find_figures(right, right_lang)))


@pytest.mark.parametrize(
    ("left", "left_lang", "right", "right_lang"),
    [
        ("два десятки людей", "uk", "20 people", "en"),
        ("близько двох десятків людей", "uk", "about two dozen people", "en"),
        ("дві дюжини ящиків", "uk", "two dozen crates", "en"),
        ("півтори тисячі людей", "uk", "1,500 people", "en"),
        ("полтора миллиона", "ru", "one and a half million", "en"),
        ("полмиллиона гривен", "ru", "500,000 hryvnias", "en"),
        ("на 3,5 в. п.", "uk", "by 3.5 percentage points", "en"),
        ("10 км", "uk", "six miles", "en"),
        ("швидкість 100 км/год", "uk", "a speed of 62 mph", "en"),
        ("12 м/с", "uk", "12 meters per second", "en"),
        ("7–12 м/с", "uk", "7-12 m/s", "en"),
        ("5 га", "uk", "12 acres", "en"),
        ("20 соток", "uk", "0.2 hectares", "en"),
        ("30 см", "uk", "12 inches", "en"),
        ("27 градусів", "uk", "80 degrees", "en"),
        ("дві третини депутатів", "uk", "two-thirds of deputies", "en"),
        ("треть жителей", "ru", "a third of residents", "en"),
        ("половина школярів", "uk", "50% of pupils", "en"),
        ("утричі більше", "uk", "threefold more", "en"),
        ("у 2,5 раза", "uk", "2.5 times", "en"),
        ("полгода", "ru", "six months", "en"),
        ("півтора року", "uk", "a year and a half", "en"),
        ("полтора года", "ru", "18 months", "en"),
        ("полчаса", "ru", "30 minutes", "en"),
        ("п'ятирічний план", "uk", "a five-year plan", "en"),
        ("двухдневный визит", "ru", "a two-day visit", "en"),
        ("дев'ятиповерховий будинок", "uk", "a 9-storey building", "en"),
        ("стометровий прапор", "uk", "a 100-metre flag", "en"),
        ("тиражом 200-тысячный", "ru", "200,000 copies", "en"),
        ("о 9 вечора", "uk", "at 9 p.m.", "en"),
        ("о 21:00", "uk", "at 9 p.m.", "en"),
        ("о 7:55 ранку", "uk", "at 7.55am", "en"),
        ("опівдні", "uk", "at noon", "en"),
        ("з 10 до 12 листопада", "uk", "from November 10 to 12", "en"),
        ("44,10–44,30 грн", "uk", "UAH 44.10-44.30", "en"),
        ("третій день", "uk", "the third day", "en"),
        ("один загиблий", "uk", "one dead", "en"),
        ("тисяча гривень", "uk", "UAH 1,000", "en"),
        ("72-га бригада", "uk", "the 72nd brigade", "en"),
    ],
)
def test_the_same_said_otherwise(left: str, left_lang: str, right: str, right_lang: str) -> None:
    assert not part(left, left_lang, right, right_lang)


@pytest.mark.parametrize(
    ("left", "left_lang", "right", "right_lang"),
    [
        ("два десятки людей", "uk", "three dozen people", "en"),
        ("півтора мільйона", "uk", "2.5 million", "en"),
        ("утричі більше", "uk", "twice as much", "en"),
        ("третина школярів", "uk", "half of the pupils", "en"),
        ("дві третини", "uk", "three-quarters", "en"),
        ("п'ятирічний план", "uk", "a three-year plan", "en"),
        ("дев'ятиповерховий будинок", "uk", "a five-storey building", "en"),
        ("10 км", "uk", "10 miles", "en"),
        ("300 кв. м", "uk", "300 square feet", "en"),
        ("о 9 ранку", "uk", "at 9 p.m.", "en"),
        ("полгода", "ru", "three months", "en"),
        ("одна людина загинула", "uk", "two people were killed", "en"),
        ("третій день", "uk", "the fifth day", "en"),
        ("12 м/с", "uk", "21 m/s", "en"),
        ("10–12 листопада", "uk", "November 10-14", "en"),
    ],
)
def test_what_is_not_the_same(left: str, left_lang: str, right: str, right_lang: str) -> None:
    assert part(left, left_lang, right, right_lang)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("у другій половині дня", "uk"), ("тисячі людей вийшли", "uk"), ("чверть століття", "uk"),
        ("десятки дронів", "uk"), ("in the second half of the year", "en"),
        ("a quarter of a century ago", "en"), ("the Third-party report", "en"),
    ],
)  # fmt: skip
def test_what_is_no_count(text: str, lang: str) -> None:
    assert [one.text for one in find_counts(text, lang)] == []


def test_a_count_tells_where_it_stands() -> None:
    [one] = find_counts("Це п'ятирічний план.", "uk")
    assert (one.value, one.unit, one.text) == (Decimal(5), "year", "п'ятирічний")


def test_a_language_without_rules_has_no_counts() -> None:
    assert find_counts("Deux douzaines", "fr") == ()
