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

HELD_OUT = Path(__file__).parent / "sentences_unseen.jsonl"

LEAST_F1 = 0.99
"""Floor of the boundaries' F1 on the development snippets; only ever raised."""

LEAST_F1_HELD_OUT = 0.97
"""Floor on the held-out snippets. Their first score, by rules that had not seen them, was F1 0.943
with 79.5 % of snippets exactly right (the best package: 53.8 %); faults of a general kind were
mended after that, so what they score now is no longer a held-out figure."""


@pytest.mark.parametrize("lang", ["uk", "ru", "en"])
def test_boundaries_of_the_development_snippets(lang: str) -> None:
    snippets = [one for one in read_snippets(DEVELOPMENT) if one.lang == lang]
    assert sum(len(one.sentences) for one in snippets) >= 100
    assert score_snippets(snippets).f1 >= LEAST_F1


def test_boundaries_of_the_held_out_snippets() -> None:
    assert score_snippets(read_snippets(HELD_OUT)).f1 >= LEAST_F1_HELD_OUT


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
        ("uk", "Підозру отримав Андрій К. Прізвища інших не називають.", 2),
        ("uk", "Гроші підуть громадам, у т. ч. Липовецькій. Решту дасть область.", 2),
        ("uk", "Збір – 12 бер. 2026 р. о 9.00. Чекаємо всіх!", 2),
        ("uk", "Фонд дав 3 млн дол. США. Це вдвічі більше, ніж торік.", 2),
        ("uk", "Київ.Там оголосили тривогу.", 2),
        ("ru", "В г. Сумы приехали 5 тыс. человек. Их расселили.", 2),
        ("ru", "Площадь – 30 м. Цена не указана.", 2),
        ("ru", "– Когда? – спросил он. – Завтра.", 2),
        ("en", "Mr. Bondar moved to the U.S. in 1991.", 1),
        ("en", "He left the U.S. The family stayed.", 2),
        ("en", "“Why?” she asked. Nobody knew.", 2),
        ("en", "Temperatures fell to minus 12 C. Snow followed.", 2),
        ("en", "The app 2.0.1 is out. iPhone users must wait.", 2),
        ("en", "Nobody slept, and neither did I. At dawn it ended.", 2),
        ("en", "The novel “Salt. Sand. Water” took seven years.", 1),
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
        ("«У «Електроні» грають»", ["«У «Електроні» грають»", "«Електроні»"]),
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
