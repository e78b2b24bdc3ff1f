"""Sentences of Ukrainian, Russian and English news."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.text.quotation import find_spans
from scraper.text.sentences import split_sentences
from tests.benchmarks.sentences import find_boundaries, read_snippets, score_snippets

DEVELOPMENT = Path(__file__).parent / "sentences_development.tsv"

LEAST_F1 = 0.99
"""Floor of the boundaries' F1 on the development snippets; only ever raised."""


@pytest.mark.parametrize("lang", ["uk", "ru", "en"])
def test_boundaries_of_the_development_snippets(lang: str) -> None:
    snippets = [one for one in read_snippets(DEVELOPMENT) if one.lang == lang]
    assert sum(len(one.sentences) for one in snippets) >= 100
    assert score_snippets(snippets).f1 >= LEAST_F1


@pytest.mark.parametrize(
    ("lang", "text", "count"),
    [
        ("uk", "Він приїхав у 2024 р. Тут і залишився.", 2),
        ("uk", "У 2024 р. Київ отримав 12 автобусів.", 1),
        ("uk", "Лікарня на вул. Шевченка, буд. 5.", 1),
        ("uk", "Збитки – 5 тис. грн. Винних шукають.", 2),
        ("uk", "Про це повідомив Т. Г. Кравчук. Далі слово взяла мерка.", 2),
        ("uk", "За словами Кравчука Т. Г. Гроші повернули.", 2),
        ("uk", "«Ремонт триває. Воду дамо ввечері», – сказав майстер. Ми перевіримо.", 3),
        ("uk", "«Ремонт триває. Воду дамо ввечері».", 2),
        ("uk", "Про це пише «Суспільне. Суми» з посиланням на мерію.", 1),
        ("uk", "Він мовчав (слідство триває. Суду ще не було). Далі буде.", 2),
        ("uk", "Київ.Там оголосили тривогу.", 2),
        ("ru", "В г. Сумы приехали 5 тыс. человек. Их расселили.", 2),
        ("ru", "Площадь – 30 м. Цена не указана.", 2),
        ("ru", "– Когда? – спросил он. – Завтра.", 2),
        ("en", "Mr. Bondar moved to the U.S. in 1991.", 1),
        ("en", "He left the U.S. The family stayed.", 2),
        ("en", "“Why?” she asked. Nobody knew.", 2),
        ("en", "Temperatures fell to minus 12 C. Snow followed.", 2),
        ("de", "Er kam am Montag. Sie blieb.", 2),
    ],
)
def test_hard_stops(lang: str, text: str, count: int) -> None:
    assert len(split_sentences(text, lang)) == count


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_no_text_has_no_sentence(text: str) -> None:
    assert split_sentences(text, "uk") == ()


def test_every_row_of_a_table_is_cut() -> None:
    assert split_sentences("Місто\tТемпература\nКиїв\t+3", "uk") == (
        "Місто\tТемпература",
        "Київ\t+3",
    )


@given(st.text(alphabet=st.sampled_from('аБ в1.!?…«»“”„"()[]–-A b\n'), max_size=60))
def test_sentences_give_the_text_back(text: str) -> None:
    sentences = split_sentences(text, "uk")
    assert "".join("".join(sentences).split()) == "".join(text.split())
    assert all(sentence == sentence.strip() and sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("«А» і «Б»", ["«А»", "«Б»"]),
        ("«У «Електроні» грають»", ["«У «Електроні» грають»"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("„Так“, – сказав він (тихо)", ["„Так“", "(тихо)"]),
        ('5" труба «без кінця', []),
        ("» закрита раніше, ніж відкрита", []),
    ],
)
def test_spans(text: str, quoted: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_spans(text)] == quoted


def test_boundaries_do_not_count_spaces() -> None:
    assert find_boundaries(["А б.", "В.", "Г"]) == {3, 5}
