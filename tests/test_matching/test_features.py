"""Features: terms that two languages share, their kinds, counts and places."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from scraper.items import Article, Image
from scraper.matching.features import (
    Features,
    Kind,
    extract_features,
    image_stem,
    kind_of,
    number_term,
)
from scraper.text.knowledge import Knowledge
from tests.test_matching.newsroom import NOON, article

UK = article("uk", "a", headline="Міст у Лубомирі", text=["Витратили 2,5 млрд грн до 15 серпня."])
EN = article("en", "b", headline="Bridge in Lubomyr", text=["UAH 2.5 billion spent by August 15."])


def shared(one: Article, other: Article, knowledge: Knowledge | None = None) -> set[Kind]:
    terms = set(extract_features(one, knowledge).terms) & set(
        extract_features(other, knowledge).terms
    )
    return {kind_of(term) for term in terms}


def test_translations_share_terms_of_every_kind() -> None:
    assert {Kind.NUMBER, Kind.DATE, Kind.CONCEPT} <= shared(UK, EN)


def test_terms_are_sorted_and_counted_and_have_places() -> None:
    features = extract_features(article("uk", "a", headline="Лубомир", text=["Міст. Міст!"]))
    assert list(features.terms) == sorted(set(features.terms))
    assert len(features.terms) == len(features.counts) == len(features.places)
    assert features.words == 3
    bridge = next(
        at for at, term in enumerate(features.terms)
        if kind_of(term) is Kind.CONCEPT and features.counts[at] == 2
    )  # fmt: skip
    assert features.places[bridge] == 1  # the first of the two


def test_shown_is_how_the_text_has_it() -> None:
    shown = extract_features(UK).shown.values()
    assert {"2,5 млрд грн", "15 серпня"} <= set(shown)


def test_time_is_the_publication_or_else_the_fetch() -> None:
    assert extract_features(UK).time == int(NOON.timestamp()) // 60
    assert extract_features(article("uk", "a", minutes=None)).time is None


def test_learned_words_are_shared_like_written_ones() -> None:
    one = article("uk", "a", headline="ґлямздик")
    other = article("en", "b", headline="wobbler")
    words = {
        ("uk", "ґлямздик"): {("en", "wobbler"): 0.9},
        ("en", "wobbler"): {("uk", "ґлямздик"): 0.9},
    }
    assert shared(one, other) == set()
    assert shared(one, other, Knowledge(associations=words)) == {Kind.CONCEPT}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://i.example/2026/mist_650x410.jpg", "https://i.example/2026/mist_1300x820.webp"),
        ("https://i.example/650x410/mist.jpg?v=2", "https://cdn.example/original/MIST.jpg"),
        ("https://i.example/mist-small.png", "https://i.example/mist-large.png"),
        ("https://i.example/mist-1200.png", "https://i.example/mist-600w.png"),
    ],
)
def test_sizes_of_one_picture_have_one_stem(one: str, other: str) -> None:
    assert image_stem(one) == image_stem(other) == "mist"


def test_different_pictures_have_different_stems() -> None:
    assert image_stem("https://i.example/mist.jpg") != image_stem("https://i.example/richka.jpg")
    assert image_stem("https://i.example/650x410.jpg") == "650x410"


def test_image_is_a_term() -> None:
    picture = article("uk", "a", image="https://i.example/mist.jpg")
    assert number_term(Kind.IMAGE, "mist") in extract_features(picture).terms


def test_caption_is_part_of_the_text() -> None:
    plain = article("uk", "a")
    image = Image(url="https://i.example/a.jpg", caption="Голова Кравчишин")
    assert extract_features(plain).words + 2 == extract_features(
        Article(**{name: getattr(plain, name) for name in ("id", "site", "edition", "lang", "url",
                "headline")}, image=image)
    ).words  # fmt: skip


def test_terms_are_the_same_in_every_process() -> None:
    code = "from scraper.matching.features import *; print(number_term(Kind.NAME, 'kv'))"
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert int(there.stdout) == number_term(Kind.NAME, "kv")
    assert kind_of(number_term(Kind.NAME, "kv")) is Kind.NAME


def test_features_travel_between_processes() -> None:
    features = extract_features(UK)
    assert pickle.loads(pickle.dumps(features)) == features


def test_empty_article_has_features_of_nothing() -> None:
    empty = Article(
        id="a", site="s", edition="uk", lang="uk", url="https://s.example/", headline=""
    )
    assert extract_features(empty) == Features(
        id="a", site="s", lang="uk", time=None, terms=extract_features(empty).terms, counts=b"",
        places=extract_features(empty).places, words=0,
    )  # fmt: skip
