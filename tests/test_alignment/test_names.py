"""Names of two languages: heard as one or not, and what counts as a name that must be answered."""

from __future__ import annotations

import pytest

from scraper.alignment.divergences.hearsay import is_same
from scraper.alignment.divergences.telling import find_mentions


@pytest.mark.parametrize(
    ("name", "lang", "other", "other_lang"),
    [
        ("Hale", "en", "Гейл", "uk"), ("Joe", "en", "Джо", "ru"),
        ("Michael", "en", "Майклом", "uk"),
        ("Rangers", "en", "Рейнджерс", "uk"), ("Hughes", "en", "Хьюсу", "ru"),
        ("Angeles", "en", "Анджелес", "uk"), ("Keane", "en", "Кин", "ru"),
        ("Zelenskyy", "en", "Зеленського", "uk"), ("Заєв", "uk", "Заев", "ru"),
        ("Rakhiv", "en", "Рахівщині", "uk"), ("Khmelnytskyi", "en", "Хмельницком", "ru"),
        ("Yevhen", "en", "Евгений", "ru"), ("Schulz", "en", "Шольц", "uk"),
    ],
)  # fmt: skip
def test_one_name_as_two_languages_hear_it(
    name: str, lang: str, other: str, other_lang: str
) -> None:
    assert is_same(name, lang, other, other_lang)


@pytest.mark.parametrize(
    ("name", "lang", "other", "other_lang"),
    [
        ("Hnatiuk", "en", "Гнатенко", "uk"), ("Bondarchuk", "en", "Бондаренко", "uk"),
        ("Koval", "en", "Коваленко", "uk"), ("Melitopol", "en", "Маріуполь", "uk"),
        ("Dnipro", "en", "Дністер", "uk"), ("Леськив", "ru", "Яцків", "uk"),
        ("Mykola", "en", "Микита", "uk"), ("Oleksandr", "en", "Олексій", "uk"),
    ],
)  # fmt: skip
def test_two_names_that_sound_near(name: str, lang: str, other: str, other_lang: str) -> None:
    assert not is_same(name, lang, other, other_lang)


def kinds(text: str, lang: str) -> dict[str, str]:
    return {one.text: one.kind for one in find_mentions(text, lang)}


def test_a_place_counts_where_a_sentence_begins() -> None:
    assert kinds("Польща закрила кордон.", "uk") == {"Польща": "country"}


def test_a_street_counts_behind_its_sign() -> None:
    assert "Набережній" in kinds("Будинок стоїть на вул. Набережній.", "uk")


def test_a_word_of_a_body_is_no_name() -> None:
    assert kinds("Рішення Верховного суду оскаржили.", "uk") == {}
    assert kinds("The ruling of the Supreme Court was appealed.", "en") == {}


def test_a_short_quote_is_a_title_and_a_long_one_is_speech() -> None:
    assert kinds("Команда «Сталевар» програла.", "uk") == {"Сталевар": "quoted"}
    assert kinds("Він сказав: «Сталевар програв усі домашні матчі».", "uk") == {}


def test_known_acronyms_count_and_unknown_ones_do_not() -> None:
    assert kinds("Про це повідомила СБУ, а не ХЗЩ.", "uk") == {"СБУ": "acronym"}


def test_plurals_of_acronyms_are_no_names() -> None:
    assert kinds("The vote of MPs and AMs is due.", "en") == {}


def test_words_of_one_name_are_one_run() -> None:
    runs = {one.text: one.run for one in find_mentions("Слово взяв Остап Гулівець.", "uk")}
    assert len(set(runs.values())) == 1
