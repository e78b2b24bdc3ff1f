"""Figures of two languages: which say the same, which part, and how each is read.

`figures.tsv` holds pairs of phrases with what is to be found, `same` or `differ`.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from scraper.text.agreement import disagree, take_matches
from scraper.text.counts import find_counts
from scraper.text.figures import find_figures

PAIRS = [
    line.split("\t")
    for line in (Path(__file__).parent / "figures.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
SAME = [pair[1:] for pair in PAIRS if pair[0] == "same"]
DIFFER = [pair[1:] for pair in PAIRS if pair[0] == "differ"]


@pytest.mark.parametrize(("left", "left_lang", "right", "right_lang"), SAME)
def test_the_same_said_otherwise(left: str, left_lang: str, right: str, right_lang: str) -> None:
    found = take_matches(find_figures(left, left_lang), find_figures(right, right_lang))
    assert found == ([], [])


@pytest.mark.parametrize(("left", "left_lang", "right", "right_lang"), DIFFER)
def test_what_is_not_the_same(left: str, left_lang: str, right: str, right_lang: str) -> None:
    assert disagree(left, left_lang, right, right_lang)
    assert disagree(right, right_lang, left, left_lang)


def test_both_tables_are_large() -> None:
    assert min(len(SAME), len(DIFFER)) >= 90


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Прибула 72-га бригада.", "The brigade has arrived."),
        ("Обидва мости закрито.", "The bridges are closed, one of them for 3 days."),
        ("Один із них загинув.", "The first of 4 was killed."),
    ],
)
def test_what_is_left_out_or_a_mere_word_is_no_disagreement(left: str, right: str) -> None:
    assert not disagree(left, "uk", right, "en")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("тисячі людей вийшли", "uk"), ("чверть століття", "uk"), ("десятки дронів", "uk"),
        ("a quarter of a century ago", "en"), ("the Third-party report", "en"),
    ],
)  # fmt: skip
def test_what_is_no_count(text: str, lang: str) -> None:
    assert [one.text for one in find_counts(text, lang)] == []


@pytest.mark.parametrize(
    ("text", "lang"), [("у другій половині дня", "uk"), ("in the second half of the year", "en")]
)
def test_the_second_half_is_no_share(text: str, lang: str) -> None:
    assert [(one.value, one.is_sure) for one in find_counts(text, lang)] == [(Decimal(2), False)]


def test_a_figure_tells_its_words_unit_and_digits() -> None:
    [one] = find_figures("Це п'ятирічний план.", "uk")
    assert (one.value, one.unit, one.text, one.digits) == (Decimal(5), "year", "п'ятирічний", 1)


def test_a_language_without_rules_has_no_counts() -> None:
    assert find_counts("Deux douzaines", "fr") == ()
