"""The table of phrases: well formed, each in the right place, each found."""

from __future__ import annotations

from importlib.resources import files

import pytest

from scraper.extraction.phrases import holds_word, opening
from scraper.text.normalisation import fold

ROWS = [
    line.split("\t")
    for line in (files("scraper.extraction") / "phrases.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
BY_LANGUAGE = ("related", "related-link", "follow", "newsletter", "donate", "copyright", "cookie",
               "paywall", "comments", "control", "tags", "author", "source", "counter", "stamp",
               "not-found")  # fmt: skip


def test_rows_have_three_cells_and_stand_once() -> None:
    assert all(len(row) == 3 and all(row) for row in ROWS)
    keys = [(rule, fold(phrase), lang) for rule, lang, phrase in ROWS]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


@pytest.mark.parametrize("rule", BY_LANGUAGE)
def test_each_rule_speaks_every_language(rule: str) -> None:
    assert {lang for name, lang, _ in ROWS if name == rule} == {"uk", "ru", "en"}


def test_every_phrase_is_found_at_the_start_of_a_line() -> None:
    for rule, lang, phrase in ROWS:
        line = tuple(fold(f"{phrase}: далі ще слова").split())
        if lang == "any":
            assert holds_word(rule, line) is not None
        else:
            found = opening(rule, line)
            assert found is not None
            assert len(found) >= len(fold(phrase).split())


def test_a_phrase_is_whole_words_at_the_start() -> None:
    assert opening("related", ("читайте", "також", "це")) == ("читайте", "також")
    assert opening("related", ("ми", "читайте", "також")) is None
    assert opening("related", ("читайте", "такожі")) is None
    assert opening("related", ()) is None
    assert opening("copyright", ("copyrighted",)) is None


def test_the_longest_phrase_wins() -> None:
    assert opening("follow", ("follow", "us", "on", "telegram")) == ("follow", "us")
