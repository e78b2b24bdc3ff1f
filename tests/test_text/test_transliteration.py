"""Transliteration by the official tables, and a sound key that three spellings of a name share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.text.transliteration import cognate_stem, sound_key, to_latin


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        # examples of the resolution's own table
        ("Алушта", "Alushta"), ("Борщагівка", "Borshchahivka"), ("Гадяч", "Hadiach"),
        ("Ґалаґан", "Galagan"), ("Єнакієве", "Yenakiieve"), ("Згурський", "Zghurskyi"),
        ("Розгін", "Rozghin"), ("Їжакевич", "Yizhakevych"), ("Йосипівка", "Yosypivka"),
        ("Стрий", "Stryi"), ("Знам’янка", "Znamianka"), ("Щербухи", "Shcherbukhy"),
        ("Юрій", "Yurii"), ("Корюківка", "Koriukivka"), ("Яготин", "Yahotyn"),
        ("СБУ", "SBU"), ("ЮНЕСКО", "YUNESKO"),
    ],
)  # fmt: skip
def test_ukrainian_table(word: str, wanted: str) -> None:
    assert to_latin(word, "uk") == wanted


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("Ельцин", "Yeltsin"), ("Хабаровск", "Khabarovsk"), ("Щёлково", "Shchyolkovo"),
     ("Подъячев", "Podyachev"), ("ГРУ", "GRU")],
)  # fmt: skip
def test_russian_table(word: str, wanted: str) -> None:
    assert to_latin(word, "ru") == wanted


def test_everything_else_stays() -> None:
    assert to_latin("№5: Kyiv — Київ!", "uk") == "№5: Kyiv — Kyiv!"
    assert to_latin("Київ", "pl") == "Київ"


@pytest.mark.parametrize(
    "spellings",
    [
        "Zelenskyy Zelensky Зеленський Зеленский",
        "Kyiv Київ Киев Kiev",
        "Kharkiv Харків Харьков",
        "Volodymyr Vladimir Володимир Владимир",
        "Oleksandr Alexander Олександр Александр",
        "Serhiy Sergei Сергій Сергей",
        "Yevhen Євген Евгений",
        "Washington Вашингтон",
        "Johnson Джонсон",
        "Zuckerberg Цукерберг",
        "Wales Уельс Уэльс",
        "Houston Г’юстон Хьюстон",
        "Zhytomyr Житомир",
        "Škoda Шкода",
    ],
)
def test_spellings_of_a_name_share_a_key(spellings: str) -> None:
    assert len({sound_key(word) for word in spellings.split()}) == 1


def test_different_names_have_different_keys() -> None:
    names = ["Київ", "Харків", "Львів", "Одеса", "Дніпро", "Полтава", "Суми", "Рівне", "Луцьк"]
    assert len({sound_key(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    "cognates",
    [
        (("вакцина", "uk"), ("вакцина", "ru"), ("vaccine", "en")),
        (("центральний", "uk"), ("центральный", "ru"), ("central", "en")),
        (("хірургія", "uk"), ("хирургия", "ru")),
        (("фестиваль", "uk"), ("фестиваль", "ru"), ("festival", "en")),
        (("телефон", "uk"), ("телефон", "ru"), ("telephone", "en")),
    ],
)
def test_words_of_one_origin_share_a_stem(cognates: tuple[tuple[str, str], ...]) -> None:
    stems = {cognate_stem(word, lang) for word, lang in cognates}
    assert len(stems) == 1
    assert stems != {""}


def test_short_words_have_no_stem() -> None:
    assert cognate_stem("дім", "uk") == cognate_stem("2026", "en") == ""


@given(st.text(max_size=30))
def test_any_text_has_a_key_of_plain_letters(text: str) -> None:
    assert sound_key(text).isascii()
    assert isinstance(to_latin(text, "uk"), str)
