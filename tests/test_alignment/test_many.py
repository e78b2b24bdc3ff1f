"""Beads over three languages never contradict one another, whatever the texts."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.alignment.many import ManyBead, align_many
from scraper.alignment.order import find_moved_beads, longest_rise
from scraper.alignment.segments import Segment, read_segment, read_segments

WORDS = {
    "uk": ("місто", "міст", "річка", "14", "2,5 млн", "Київ", "сказав", "«", "»", "?", "лікарня"),
    "ru": ("город", "мост", "река", "14", "2,5 млн", "Киев", "сказал", "«", "»", "?", "больница"),
    "en": ("town", "bridge", "river", "14", "2.5 million", "Kyiv", "said", "“", "”", "?", "train"),
}


def texts_of(lang: str) -> st.SearchStrategy[list[str]]:
    words = st.lists(st.sampled_from(WORDS[lang]), min_size=0, max_size=9)
    return st.lists(words.map(" ".join), min_size=0, max_size=7)


stories = st.fixed_dictionaries({}, optional={lang: texts_of(lang) for lang in WORDS})


@given(stories)
@settings(max_examples=60, deadline=None)
def test_every_segment_is_in_exactly_one_bead(story: dict[str, list[str]]) -> None:
    beads = align_many({lang: read_segments(texts, lang) for lang, texts in story.items()})
    held = Counter((lang, i) for bead in beads for lang, at in bead.places.items() for i in at)
    assert set(held) == {(lang, i) for lang, texts in story.items() for i in range(len(texts))}
    assert set(held.values()) <= {1}


@given(stories)
@settings(max_examples=60, deadline=None)
def test_pairwise_projections_agree(story: dict[str, list[str]]) -> None:
    beads = align_many({lang: read_segments(texts, lang) for lang, texts in story.items()})
    links = {pair: _links(beads, *pair) for pair in combinations(story, 2)}
    for one, middle, other in (("uk", "ru", "en"), ("ru", "uk", "en"), ("uk", "en", "ru")):
        there, on, straight = (_links(beads, one, middle), _links(beads, middle, other),
                               _links(beads, one, other))  # fmt: skip
        joined = {(i, k) for i, j in there for j2, k in on if j == j2}
        assert joined <= straight
    assert all(_links(beads, b, a) == {(j, i) for i, j in found} for (a, b), found in links.items())


@given(stories)
@settings(max_examples=40, deadline=None)
def test_scores_are_probabilities_and_places_rise(story: dict[str, list[str]]) -> None:
    for bead in align_many({lang: read_segments(texts, lang) for lang, texts in story.items()}):
        assert 0.0 <= bead.score <= 1.0
        assert bead.places
        for places in bead.places.values():
            assert list(places) == sorted(set(places))
            assert places


def _links(beads: list[ManyBead], left: str, right: str) -> set[tuple[int, int]]:
    return {(i, j) for b in beads for i in b.places.get(left, ()) for j in b.places.get(right, ())}


UK = (
    "Міст завдовжки 412 метрів відкрили у понеділок.",
    "Роботи коштували 1,27 млрд грн.",
    "Старий міст збудували 1968 року.",
)
RU = (
    "Мост длиной 412 метров открыли в понедельник.",
    "Работы стоили 1,27 млрд грн.",
    "Старый мост построили в 1968 году.",
)
EN = (
    "The old bridge was built in 1968.",
    "A bridge 412 meters long opened on Monday.",
    "The work cost UAH 1.27 billion.",
)


def three() -> dict[str, tuple[Segment, ...]]:
    return {
        "uk": read_segments(UK, "uk"),
        "en": read_segments(EN, "en"),
        "ru": read_segments(RU, "ru"),
    }


def test_a_moved_paragraph_is_found_in_all_languages() -> None:
    beads = align_many(three())
    assert [dict(bead.places) for bead in beads] == [
        {"uk": (0,), "en": (1,), "ru": (0,)},
        {"uk": (1,), "en": (2,), "ru": (1,)},
        {"uk": (2,), "en": (0,), "ru": (2,)},
    ]
    assert find_moved_beads([bead.places for bead in beads]) == {2}


def test_the_order_of_languages_does_not_change_the_beads() -> None:
    there, back = three(), dict(reversed(three().items()))
    assert _partition(align_many(there)) == _partition(align_many(back))


def _partition(beads: list[ManyBead]) -> set[frozenset[tuple[str, tuple[int, ...]]]]:
    return {frozenset(bead.places.items()) for bead in beads}


def test_headings_answer_headings() -> None:
    left = [
        read_segment("Скільки коштував міст", "uk", is_heading=True),
        read_segment("Міст коштував 12 млн грн.", "uk"),
    ]
    right = [read_segment("The bridge cost UAH 12 million.", "en")]
    beads = align_many({"uk": left, "en": right})
    assert [dict(bead.places) for bead in beads] == [{"uk": (0,)}, {"uk": (1,), "en": (0,)}]


@pytest.mark.parametrize(
    ("values", "kept"),
    [((), set()), ((0, 1, 2), {0, 1, 2}), ((2, 0, 1), {1, 2}), ((0, 3, 1, 2), {0, 2, 3})],
)
def test_longest_rise(values: tuple[int, ...], kept: set[int]) -> None:
    assert longest_rise(values) == kept
