"""One spelling for text, and the key that texts are compared by."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.text.normalisation import fold, normalise


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("  Два   слова\t і\nрядок ", "Два слова і рядок"),
        ("1,27 млрд грн", "1,27 млрд грн"),
        ("авто\u00admobile", "автоmobile"),
        ("нуль\u200bовий\ufeff про\u2060біл", "нульовий пробіл"),
        ("и\u0306 і\u0308", "й ї"),
        ("и\u00ad\u0306", "й"),
        ("п'ять, п`ять, пʼять, п‘ять", "п’ять, п’ять, п’ять, п’ять"),
        ("don't, Ukraine's", "don’t, Ukraine’s"),
        ("'цитата' і 'ще'", "'цитата' і 'ще'"),
        ('«лапки» “quotes” "quotes"', '«лапки» “quotes” "quotes"'),
        ("тире — і – дефіс-", "тире — і – дефіс-"),
        ("\x00a\x07b\x85c", "ab c"),
        ("", ""),
        ("\u00a0\u2009", ""),
    ],
)
def test_normalise(given_text: str, expected: str) -> None:
    assert normalise(given_text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("П’ять «слів»!", "п'ять слів"),
        ("Ещё раз", "еще раз"),
        ("за\u0301мок", "замок"),
        ("COVID-19: what's new?", "covid 19 whats new"),
        ("Перше — друге", "перше, друге"),
        ("ﬁrst", "first"),
    ],
)
def test_fold_ignores_what_does_not_count(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("їжа", "іжа"), ("край", "краи"), ("ґрати", "грати")])
def test_fold_keeps_letters_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert "\n" not in once
    assert once == once.strip()


@given(st.text(alphabet="абвгїієґйыэёъabcABC’' \u00ad\u0301"))
def test_normalising_keeps_the_letters(text: str) -> None:
    def letters(value: str) -> str:
        composed = unicodedata.normalize("NFC", value)
        return "".join(char for char in composed if char.isalpha())

    assert letters(normalise(text)) == letters(text.replace("\u00ad", ""))


@given(st.text())
def test_fold_is_one_line_of_words(text: str) -> None:
    assert fold(text) == " ".join(fold(text).split())
