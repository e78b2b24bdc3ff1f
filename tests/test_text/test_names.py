"""Names are found by their capitals, and three languages give one name one key."""

from __future__ import annotations

import pytest

from scraper.text.names import find_names, name_key, name_keys


def texts(text: str, lang: str) -> list[str]:
    return [name.text for name in find_names(text, lang)]


def test_first_word_of_a_sentence_is_no_name_by_itself() -> None:
    assert texts("Учора Марченко відкрив школу. Діти раді.", "uk") == ["Марченко"]


def test_first_word_is_a_name_when_it_is_one_elsewhere() -> None:
    text = "Марченко відкрив школу. За словами Марченка, діти раді."
    assert texts(text, "uk") == ["Марченко", "Марченка"]


def test_acronyms_and_latin_words_are_names_anywhere() -> None:
    assert texts("СБУ затримала двох. Reuters про це пише.", "uk") == ["СБУ", "Reuters"]


def test_headline_in_title_case_names_nothing_by_itself() -> None:
    assert texts("City Council Opens New School", "en") == []
    text = "City Council Opens Marchenko School\nMayor Olena Marchenko cut the ribbon."
    assert texts(text, "en") == ["Marchenko", "Olena", "Marchenko"]


def test_english_months_and_days_are_no_names() -> None:
    assert texts("the school of Lubomyr opened on Monday, November 16", "en") == ["Lubomyr"]


def test_places_lead_back_to_the_text() -> None:
    text = "мер Лубомира Олена Марченко"
    assert [text[name.start : name.end] for name in find_names(text, "uk")] == [
        "Лубомира", "Олена", "Марченко",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "forms",
    [
        (("Київ", "uk"), ("Києва", "uk"), ("Киеве", "ru"), ("Kyiv", "en"), ("Kiev", "en")),
        (("Німеччини", "uk"), ("Германии", "ru"), ("Germany's", "en")),
        (("Марченка", "uk"), ("Марченко", "ru"), ("Marchenko", "en")),
        (("СБУ", "uk"), ("СБУ", "ru"), ("SBU", "en")),
        (("США", "uk"), ("США", "ru"), ("US", "en")),
        (("ГУР", "uk"), ("ГУР", "ru"), ("DIU", "en")),
        (("ООН", "uk"), ("ООН", "ru"), ("UN", "en")),
        (("Харкова", "uk"), ("Харькове", "ru"), ("Kharkiv", "en"), ("Kharkov", "en")),
        (("Зеленського", "uk"), ("Зеленскому", "ru"), ("Zelenskyy", "en")),
        (("Гуменської", "uk"), ("Гуменскую", "ru"), ("Гуменскими", "ru"), ("Humenskyi", "en")),
    ],
)
def test_one_name_has_one_key(forms: tuple[tuple[str, str], ...]) -> None:
    assert len({name_key(word, lang) for word, lang in forms}) == 1


def test_unknown_name_has_a_key_without_its_case_ending() -> None:
    assert name_key("Hverdbek", "en") in name_keys("Ґвердбеком", "uk")
    assert name_keys("Hverdbek", "en") == (name_key("Hverdbek", "en"),)


def test_surname_that_is_a_word_keeps_its_sound() -> None:
    assert name_key("Kovbasa", "en") in name_keys("Ковбаса", "uk")
