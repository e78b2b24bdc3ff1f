"""Tokens: words keep their apostrophes and hyphens, figures their separators, all their places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scraper.text.tokens import find_tokens, tokenise


def test_words_keep_apostrophes_hyphens_and_digits() -> None:
    text = "Прем'єр-міністр п’яти країн: 2,5 млрд, 14:35, F-16 та COVID-19 («Дія»)."
    wanted = "Прем’єр-міністр п’яти країн 2,5 млрд 14:35 F-16 та COVID-19 Дія"
    assert tokenise(text) == tuple(wanted.split())


def test_places_lead_back_to_the_text() -> None:
    text = "У Лубомирі — 12 шкіл"
    assert [text[token.start : token.end] for token in find_tokens(text)] == [
        "У", "Лубомирі", "12", "шкіл",
    ]  # fmt: skip


def test_kinds_of_token() -> None:
    figure, name, word = find_tokens("12 Лубомир місто")
    assert figure.is_number
    assert name.is_capitalised
    assert not word.is_number
    assert not word.is_capitalised


@given(st.text())
def test_tokens_stand_in_order_and_never_overlap(text: str) -> None:
    ends = 0
    for token in find_tokens(text):
        assert token.start >= ends
        assert token.end > token.start
        ends = token.end
    assert len(tokenise(text)) == len(find_tokens(text))
