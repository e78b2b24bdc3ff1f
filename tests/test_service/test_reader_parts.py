"""The parts that pages are made of: pieces of text, differences, times, words, charts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.items import Article, Block, Image
from scraper.service.reader.charts import HEIGHT, count_into, make_chart, percentile
from scraper.service.reader.difference import compare, compare_words
from scraper.service.reader.pieces import Piece, Sentences, cut, find_marks
from scraper.service.reader.proofs import SHADES, shade
from scraper.service.reader.questions import read_place, write_place
from scraper.service.reader.times import Times, usual_zone
from scraper.service.reader.words import Words, load_catalogue, plural_ukrainian
from scraper.storage.browsing import Place

CATALOGUE = load_catalogue()
EN, UK = Words("en", CATALOGUE), Words("uk", CATALOGUE)
KYIV = ZoneInfo("Europe/Kyiv")


def _texts(pieces: tuple[Piece, ...]) -> list[tuple[int | None, str]]:
    return [(piece.number, piece.text) for piece in pieces]


# --- pieces --------------------------------------------------------------------------------------


def test_sentences_are_found_in_the_texts_they_come_from() -> None:
    sentences = Sentences([(0, "Перше."), (1, "Друге."), (2, "Третє.")])
    first = "Перше. Друге."
    assert _texts(cut(first, sentences.find_in(first), [])) == [
        (0, "Перше."),
        (None, " "),
        (1, "Друге."),
    ]
    second = "Третє."
    assert _texts(cut(second, sentences.find_in(second), [])) == [(2, "Третє.")]


def test_equal_sentences_are_taken_one_after_the_other() -> None:
    text = "Так. Так."
    spans = Sentences([(0, "Так."), (1, "Так.")]).find_in(text)
    assert [(span.start, span.number) for span in spans] == [(0, 0), (5, 1)]


def test_sentences_in_another_order_are_found() -> None:
    text = "Друге. Перше."
    spans = Sentences([(0, "Перше."), (1, "Друге.")]).find_in(text)
    assert [span.number for span in spans] == [1, 0]


def test_words_that_part_are_marked_inside_and_across_sentences() -> None:
    text = "Було 1 430. Стало."
    spans = Sentences([(0, "Було 1 430."), (1, "Стало.")]).find_in(text)
    pieces = cut(text, spans, find_marks(text, [("number", "1 430"), ("name", "0. Ст")]))
    assert [[(part.text, part.kind) for part in piece.parts] for piece in pieces] == [
        [("Було ", None), ("1 430", "number"), (".", None)],
        [(" ", None)],
        [("Стало.", None)],
    ]
    across = cut(text, spans, find_marks(text, [("name", "430. Ст")]))
    assert "".join(p.text for piece in across for p in piece.parts if p.kind) == "430. Ст"


@given(
    st.text(alphabet="аб. 1", max_size=30),
    st.lists(st.text(alphabet="аб. 1", max_size=6), max_size=6),
    st.lists(st.text(alphabet="аб. 1", max_size=4), max_size=4),
)
def test_pieces_always_give_back_the_text(
    text: str, sentences: list[str], quotes: list[str]
) -> None:
    spans = Sentences(enumerate(sentences)).find_in(text)
    pieces = cut(text, spans, find_marks(text, [("name", quote) for quote in quotes]))
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.parts for piece in pieces)


# --- differences ---------------------------------------------------------------------------------


def _article(*texts: str, headline: str = "Заголовок", lead: str | None = None) -> Article:
    return Article(
        id="visnyk:uk:1",
        site="visnyk",
        edition="uk",
        lang="uk",
        url="https://visnyk.example/1",
        headline=headline,
        lead=lead,
        blocks=tuple(Block(kind="paragraph", text=text) for text in texts),
    )


def test_a_changed_number_is_one_word() -> None:
    found = compare_words(
        "Обстежили 1 340 будинків за 187,4 млн.", "Обстежили 1 430 будинків за 187,4 млн."
    )
    assert [(one.change, one.text) for one in found] == [
        ("same", "Обстежили "),
        ("deleted", "1 340"),
        ("added", "1 430"),
        ("same", " будинків за 187,4 млн."),
    ]


def test_changed_phrases_stay_whole() -> None:
    found = compare_words("Він сказав це вчора.", "Він заперечив усе вчора.")
    assert [(one.change, one.text) for one in found] == [
        ("same", "Він "),
        ("deleted", "сказав це"),
        ("added", "заперечив усе"),
        ("same", " вчора."),
    ]


def test_parts_come_go_and_change() -> None:
    old = _article("Перший абзац про міст.", "Другий зникне зовсім.", "Третій лишиться.")
    new = replace(
        _article("Перший абзац про новий міст.", "Третій лишиться.", "Зовсім інше: погода."),
        image=Image(url="https://visnyk.example/1.jpg", caption="Міст"),
    )
    found = compare(old, new)
    assert found.same == 2  # the headline and the third paragraph
    changes = [
        (part.kind, [one.change for one in part.stretches if one.change != "same"])
        for part in found.changed
    ]
    assert changes == [
        ("paragraph", ["added"]),
        ("paragraph", ["deleted"]),
        ("paragraph", ["added"]),
        ("caption", ["added"]),
    ]


def test_equal_articles_do_not_differ() -> None:
    article = _article("Абзац.", lead="Лід.")
    assert compare(article, article).changed == ()


def test_a_very_long_part_is_shown_as_a_whole() -> None:
    old, new = "слово " * 5000, "слово " * 5001
    assert [one.change for one in compare_words(old, new)] == ["deleted", "added"]


@given(st.text(alphabet="аб 1,.", max_size=40), st.text(alphabet="аб 1,.", max_size=40))
def test_a_difference_gives_back_both_texts(old: str, new: str) -> None:
    found = compare_words(old, new)
    assert "".join(one.text for one in found if one.change != "added") == old
    assert "".join(one.text for one in found if one.change != "deleted") == new


# --- times and words -----------------------------------------------------------------------------


def test_times_are_written_in_the_zone_and_language() -> None:
    time = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)
    assert Times(KYIV, EN).full(time) == "25 November 2026, 00:30"
    assert Times(KYIV, UK).full(time) == "25 листопада 2026, 00:30"
    assert Times(KYIV, EN).short(time) == "25 Nov, 00:30"
    assert Times(KYIV, UK).day(date(2026, 11, 25)) == "середа, 25 листопада 2026"
    assert Times(ZoneInfo("UTC"), EN).clock(time) == "22:30"


@pytest.mark.parametrize(
    ("length", "english", "ukrainian"),
    [
        (timedelta(seconds=20), "at once", "одразу"),
        (timedelta(minutes=1), "1 min", "1 хв"),
        (timedelta(minutes=60), "1 h", "1 год"),
        (timedelta(hours=3, minutes=20), "3 h 20 min", "3 год 20 хв"),
        (timedelta(days=2, hours=1, minutes=5), "2 d 1 h", "2 дн 1 год"),
        (timedelta(days=-1), "1 d", "1 дн"),
    ],
)
def test_spans_have_two_units_at_most(length: timedelta, english: str, ukrainian: str) -> None:
    assert Times(KYIV, EN).span(length) == english
    assert Times(KYIV, UK).span(length) == ukrainian


def test_the_zone_is_that_of_most_sites() -> None:
    assert usual_zone(["Europe/Riga", "Europe/Kyiv", "Europe/Kyiv"]).key == "Europe/Kyiv"
    assert usual_zone(["Europe/Riga", "Europe/Kyiv"]).key == "Europe/Kyiv"
    assert usual_zone([]).key == "UTC"


@pytest.mark.parametrize(
    ("number", "form"),
    [(1, 0), (2, 1), (4, 1), (5, 2), (11, 2), (12, 2), (21, 0), (22, 1), (25, 2), (111, 2), (0, 2)],
)
def test_ukrainian_has_three_forms(number: int, form: int) -> None:
    assert plural_ukrainian(number) == form
    text = UK("sites.per-hour", n=number)
    assert text.split()[1] == ("стаття", "статті", "статей")[form]


def test_a_language_without_a_name_is_called_by_its_tag() -> None:
    assert EN.language("pl") == "pl"
    assert EN.absent("pl") == "no pl version"
    assert UK.absent("en") == "англійської версії немає"


# --- charts and places ---------------------------------------------------------------------------


def test_bars_are_as_high_as_their_values() -> None:
    chart = make_chart([0, 5, 10], ["a", "b", "c"])
    assert [bar.height for bar in chart.bars] == [0, HEIGHT / 2, HEIGHT]
    assert [bar.y for bar in chart.bars] == [HEIGHT, HEIGHT / 2, 0]
    assert chart.top == 10
    assert make_chart([], []).is_empty
    assert make_chart([0, 0], ["a", "b"]).is_empty
    assert make_chart([2], ["a"], top=1).bars[0].height == HEIGHT
    assert make_chart([1, 1000], ["a", "b"]).bars[0].height > 0.5  # what there is is seen


def test_percentiles_are_values_that_occurred() -> None:
    values = [9.0, 1.0, 5.0, 7.0]
    assert percentile(values, 0.5) == 5.0
    assert percentile(values, 0.9) == 9.0
    assert percentile([3.0], 0.5) == 3.0
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_values_are_counted_once() -> None:
    minutes = [timedelta(minutes=minute) for minute in (0, 4, 5, 59, 60, 600)]
    limits = [timedelta(minutes=5), timedelta(minutes=60)]
    assert count_into(minutes, limits) == [2, 2, 2]


@pytest.mark.parametrize(
    ("score", "step"), [(None, 0), (0.0, 1), (0.19, 1), (0.2, 2), (0.99, 5), (1.0, SHADES)]
)
def test_scores_have_five_shades(score: float | None, step: int) -> None:
    assert shade(score) == step


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2990, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.text(min_size=1, max_size=50).filter(lambda id: "\0" not in id),
    st.integers(0, 9999),
    st.integers(0, 3),
)
def test_a_place_comes_back_as_it_was(time: datetime, id: str, number: int, severity: int) -> None:
    place = Place(time, id, -number, severity)
    assert read_place(write_place(place)) == place
