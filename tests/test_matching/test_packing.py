"""Packed features come back whole; the rules' name changes with what features depend on."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from scraper.items import Image
from scraper.matching.features import extract_features
from scraper.matching.packing import name_rules, pack_features, unpack_features
from scraper.text.knowledge import Knowledge
from tests.test_matching.newsroom import article

UK = article("uk", "a", headline="Міст у Лубомирі", text=["Витратили 2,5 млрд грн до 15 серпня."])


def test_features_come_back_whole() -> None:
    features = extract_features(UK)
    assert features.shown
    assert unpack_features(pack_features(features), UK) == features


def test_the_time_is_the_articles_own() -> None:
    packed = pack_features(extract_features(UK))
    later = article("uk", "a", headline="Міст у Лубомирі", minutes=90)
    assert unpack_features(packed, later).time == extract_features(later).time


def test_other_bytes_are_refused() -> None:
    with pytest.raises(msgspec.DecodeError):
        unpack_features(b"\xff\xff", UK)


def test_rules_have_one_name_whatever_the_order_of_learned_words() -> None:
    one, other = ("uk", "ґанок"), ("uk", "лавка")
    answer = {("en", "porch"): 0.9}
    assert name_rules(Knowledge(associations={one: answer, other: answer})) == name_rules(
        Knowledge(associations={other: answer, one: {("en", "porch"): 0.4}})
    )
    assert name_rules(Knowledge(associations={one: answer})) != name_rules(Knowledge())


def test_the_picture_is_the_one_that_the_article_has_now() -> None:
    packed = pack_features(extract_features(UK))
    for url in ("https://img.example/photo-77.jpg", "https://img.example/instead.jpg"):
        later = replace(UK, image=Image(url=url))
        assert unpack_features(packed, later) == extract_features(later)
        packed = pack_features(extract_features(later))
    assert unpack_features(packed, UK) == extract_features(UK)
