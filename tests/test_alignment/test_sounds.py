"""Words by sound: cognates of two scripts meet, letters of other scripts are not lost."""

from __future__ import annotations

import pytest

from scraper.alignment.sounds import sound_of


@pytest.mark.parametrize(
    ("one", "other"),
    [(("парламент", "uk"), ("parlament", "de")), (("münchen", "de"), ("munchen", "en"))],
)
def test_cognates_sound_alike(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert sound_of(*one) == sound_of(*other) != ""


@pytest.mark.parametrize(("word", "lang"), [("αθήνα", "el"), ("ქალაქი", "ka"), ("міністр", "xx")])
def test_a_script_without_a_table_keeps_its_letters(word: str, lang: str) -> None:
    assert sound_of(word, lang)
    assert sound_of(word, lang) != sound_of(word[::-1], lang)
