"""Times of day: one value over languages, spoken and written, and what is no time at all."""

from __future__ import annotations

import pytest

from scraper.text.clock import find_times


def read(text: str, lang: str) -> list[tuple[str, bool]]:
    return [
        (f"{one.minutes // 60}:{one.minutes % 60:02}", one.is_sure)
        for one in find_times(text, lang)
    ]


@pytest.mark.parametrize(
    ("text", "lang", "time"),
    [
        ("о 18.30", "uk", "18:30"), ("о сьомій вечора", "uk", "19:00"),
        ("о 7-й ранку", "uk", "7:00"), ("о 2-й ночі", "uk", "2:00"),
        ("об 11 ночі", "uk", "23:00"), ("о пів на восьму вечора", "uk", "19:30"),
        ("о першій дня", "uk", "13:00"), ("опівночі", "uk", "0:00"), ("опівдні", "uk", "12:00"),
        ("до 18.30", "uk", "18:30"), ("о 19 годині", "uk", "19:00"),
        ("в 18.30", "ru", "18:30"), ("в 7 утра", "ru", "7:00"), ("в час дня", "ru", "13:00"),
        ("до пяти утра", "ru", "5:00"), ("в полдень", "ru", "12:00"),
        ("в 9 часов вечера", "ru", "21:00"),
        ("7.30pm", "en", "19:30"), ("at 18.30", "en", "18:30"), ("12 a.m.", "en", "0:00"),
        ("at seven in the evening", "en", "19:00"), ("one in the morning", "en", "1:00"),
        ("by midnight", "en", "0:00"), ("at noon", "en", "12:00"),
    ],
)  # fmt: skip
def test_a_time_is_read(text: str, lang: str, time: str) -> None:
    assert read(text, lang) == [(time, True)]


@pytest.mark.parametrize(
    ("text", "lang", "time"),
    [
        ("о пів на восьму", "uk", "7:30"), ("за чверть дев'ята", "uk", "8:45"),
        ("чверть по сьомій", "uk", "7:15"), ("за десять хвилин восьма", "uk", "7:50"),
        ("об одинадцятій", "uk", "11:00"), ("о дев'ятій тридцять", "uk", "9:30"),
        ("в половине восьмого", "ru", "7:30"), ("полвосьмого", "ru", "7:30"),
        ("без четверти девять", "ru", "8:45"), ("десять минут восьмого", "ru", "7:10"),
        ("half past seven", "en", "7:30"), ("quarter to nine", "en", "8:45"),
        ("twenty past five", "en", "5:20"), ("ten minutes to eight", "en", "7:50"),
        ("seven o'clock", "en", "7:00"),
    ],
)  # fmt: skip
def test_a_spoken_time_may_be_before_noon_or_after(text: str, lang: str, time: str) -> None:
    assert read(text, lang) == [(time, False)]


@pytest.mark.parametrize(
    ("text", "lang"),
    [("3 ночі поспіль", "uk"), ("за 2 дня", "ru"), ("рахунок 2:1", "uk"), ("до 18.30 млн", "uk"),
     ("за два часа", "ru"), ("1.5 am", "en"), ("fell to 19.43", "en")],
)  # fmt: skip
def test_what_is_no_time(text: str, lang: str) -> None:
    assert read(text, lang) == []
