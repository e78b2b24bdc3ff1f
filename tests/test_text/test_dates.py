"""Dates that a text mentions are the same in three languages."""

from __future__ import annotations

import pytest

from scraper.text.dates import MONTHS, find_dates

Parts = tuple[int | None, int, int | None]


def read(text: str, lang: str) -> list[Parts]:
    return [(one.year, one.month, one.day) for one in find_dates(text, lang)]


@pytest.mark.parametrize(
    ("uk", "ru", "en", "wanted"),
    [
        ("15 серпня", "15 августа", "August 15", (None, 8, 15)),
        ("15 серпня 2026 року", "15 августа 2026 года", "15 August 2026", (2026, 8, 15)),
        ("1-го травня", "1-го мая", "the 1st of May", (None, 5, 1)),
        ("у листопаді 2025-го", "в ноябре 2025 года", "in November 2025", (2025, 11, None)),
        ("15.08.2026", "15.08.2026", "2026-08-15", (2026, 8, 15)),
        ("3 січ.", "3 янв.", "Jan. 3", (None, 1, 3)),
    ],
)
def test_three_languages_agree(uk: str, ru: str, en: str, wanted: Parts) -> None:
    assert read(uk, "uk") == read(ru, "ru") == read(en, "en") == [wanted]


@pytest.mark.parametrize("text", ["у серпні", "39 серпня", "15.13.2026", "2026"])
def test_what_is_no_date(text: str) -> None:
    assert read(text, "uk") == []


def test_may_is_a_month_only_with_a_capital() -> None:
    assert read("it may 5 times, on May 5", "en") == [(None, 5, 5)]


def test_month_and_year_are_not_month_and_day() -> None:
    assert read("June 2024 and June 20, 2024", "en") == [(2024, 6, None), (2024, 6, 20)]


def test_unknown_language_has_no_dates() -> None:
    assert find_dates("15 sierpnia 2026", "pl") == ()


def test_every_language_has_twelve_months() -> None:
    assert all(set(forms.values()) == set(range(1, 13)) for forms in MONTHS.values())
