"""Every state of an article is read once for matching, and read anew when the rules change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from scraper.items import Article
from scraper.job import features as module
from scraper.job.features import find_features
from scraper.matching.features import extract_features
from scraper.text.knowledge import Knowledge
from tests.test_job.test_run import SITE, TEXTS, _article, _Desk

LEARNED = Knowledge(number=3, associations={("uk", "ґанок"): {("en", "porch"): 0.8}})


@pytest.fixture
def desk(tmp_path: Path) -> _Desk:
    desk = _Desk(tmp_path)
    desk.commit(*map(_article, TEXTS))
    return desk


def read_by(desk: _Desk, knowledge: Knowledge | None = None) -> list[Article]:
    """The articles whose texts were read when the features of all are asked for."""
    with mock.patch.object(module, "extract_features", wraps=extract_features) as reading:
        find_features(desk.store, knowledge or Knowledge(), desk.store.articles(site=SITE.name))
    return [call.args[0] for call in reading.call_args_list]


def test_texts_are_read_once(desk: _Desk) -> None:
    assert len(read_by(desk)) == 3
    assert read_by(desk) == []


def test_the_job_keeps_what_it_read(desk: _Desk) -> None:
    desk.job()
    assert read_by(desk) == []


def test_an_edited_text_is_read_again(desk: _Desk) -> None:
    read_by(desk)
    desk.commit(_article("uk", extra="Рух почався опівдні."))
    assert [article.lang for article in read_by(desk)] == ["uk"]


def test_learned_words_are_other_rules_and_frequencies_are_not(desk: _Desk) -> None:
    read_by(desk)
    assert read_by(desk, Knowledge(number=2, articles=9, frequencies={1: 3})) == []
    assert len(read_by(desk, LEARNED)) == 3
    assert read_by(desk, replace(LEARNED, number=4)) == []


def test_kept_features_are_those_of_the_text(desk: _Desk) -> None:
    articles = [stored.article for stored in desk.store.articles(site=SITE.name)]
    wanted = {article.id: extract_features(article) for article in articles}
    for _ in range(2):
        assert find_features(desk.store, Knowledge(), desk.store.articles()) == wanted
