"""Lemmas: dictionary forms, folded so that spellings of one word agree."""

from __future__ import annotations

import pytest

from scraper.text.lemmas import is_ordinary, lemma


@pytest.mark.parametrize(
    ("token", "lang", "wanted"),
    [
        ("кораблів", "uk", "корабель"),
        ("Міністрами", "uk", "міністр"),
        ("ПРЕЗИДЕНТУ", "uk", "президент"),
        ("правительства", "ru", "правительство"),
        ("самолётов", "ru", "самолет"),
        ("ships", "en", "ship"),
        ("London's", "en", "london"),
        ("Харкові", "uk", "харків"),
    ],
)
def test_forms_of_a_word_have_one_lemma(token: str, lang: str, wanted: str) -> None:
    assert lemma(token, lang) == wanted


def test_apostrophes_are_one() -> None:
    assert lemma("сім'ї", "uk") == lemma("сім’ї", "uk") == lemma("сімʼї", "uk") == "сім’я"


def test_unknown_words_and_other_languages_are_only_folded() -> None:
    assert lemma("Жмеринкопольська", "pl") == "жмеринкопольська"
    assert lemma("2,5", "uk") == "2,5"


@pytest.mark.parametrize(
    ("word", "lang", "ordinary"),
    [
        ("Дзвони", "uk", True), ("Полтава", "uk", False), ("Верховного", "uk", True),
        ("Северного", "ru", True), ("Иван", "ru", False), ("Supreme", "en", True),
        ("York", "en", False), ("Zelenskyy", "en", False), ("слово", "be", False),
    ],
)  # fmt: skip
def test_an_ordinary_word_is_told_from_a_name(word: str, lang: str, ordinary: bool) -> None:
    assert is_ordinary(word, lang) is ordinary
