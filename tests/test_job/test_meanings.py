"""With an encoder: every state of an article is encoded once, and its word reaches the records."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from scraper.items import Article
from scraper.job import find_meanings
from scraper.matching.features import whole_text
from scraper.text.encoder import Encoder, Meaning
from tests.test_job.test_run import TEXTS, _article, _Desk
from tests.test_matching.test_content import BRIDGE_EN, BRIDGE_UK
from tests.test_text.tiny_model import tiny_model, tiny_tokenizer

WORDS = ("[unk]", "міст", "мост", "bridge")
TABLE = ((0.1, 0.9), (1.0, 0.1), (1.0, 0.1), (1.0, 0.1))


class _Counting(Encoder):
    """The tiny model, and the texts it was asked for."""

    def __init__(self, table: Sequence[Sequence[float]] = TABLE) -> None:
        super().__init__(tiny_model(table), tiny_tokenizer(WORDS))
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> list[Meaning]:
        self.asked.extend(texts)
        return super().encode(texts)


@pytest.fixture
def desk(tmp_path: Path) -> _Desk:
    return _Desk(tmp_path)


def _versions() -> list[Article]:
    return [_article(lang) for lang in TEXTS]


def _texts(*articles: Article) -> list[str]:
    return sorted(whole_text(article) for article in articles)


def test_each_state_of_an_article_is_encoded_once(desk: _Desk) -> None:
    encoder = _Counting()
    desk.commit(*_versions())
    desk.job(encoder=encoder)
    assert sorted(encoder.asked) == _texts(*_versions())
    desk.job(encoder=encoder, scope="article")
    assert len(encoder.asked) == 3, "the store knew"
    edited = _article("uk", extra="Рух почався опівдні.")
    desk.commit(edited)
    desk.job(encoder=encoder)
    assert encoder.asked[3:] == _texts(edited)


def test_another_encoder_begins_anew(desk: _Desk) -> None:
    desk.commit(*_versions())
    desk.job(encoder=_Counting())
    other = _Counting([*TABLE[:-1], (0.9, 0.2)])
    desk.job(encoder=other, scope="article")
    assert sorted(other.asked) == _texts(*_versions())


def test_kept_vectors_are_those_that_were_first_used(desk: _Desk) -> None:
    encoder = _Counting()
    desk.commit(*_versions())
    stored = list(desk.store.articles())
    first = find_meanings(desk.store, encoder, stored)
    again = find_meanings(desk.store, encoder, stored)
    assert first is not None
    assert again is not None
    texts = _texts(*_versions())
    assert first.encode(texts) == again.encode(texts)
    assert len(encoder.asked) == 3


def test_its_word_reaches_the_record(desk: _Desk) -> None:
    desk.commit(
        _article("uk", linked="", extra=" ".join(BRIDGE_UK)),
        _article("en", linked="", extra=" ".join(BRIDGE_EN)),
    )
    desk.job(encoder=_Counting())
    because = {
        reason
        for record in desk.store.records()
        for evidence in record.evidence
        for reason in evidence.because
    }
    assert any(reason.startswith("encoder ") for reason in because), because


def test_without_encoder_nothing_is_prepared(desk: _Desk) -> None:
    desk.commit(*_versions())
    assert find_meanings(desk.store, None, desk.store.articles()) is None
