"""The benchmark of one new article goes the job's way: stories are saved, no text is read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from unittest import mock

import pytest

from scraper.job import features as job_features
from scraper.matching.frequencies import count_frequencies
from scraper.matching.packing import name_rules
from scraper.storage import Store
from scraper.text.knowledge import Knowledge, pack_knowledge
from tests.benchmarks.generate import generate_features
from tests.benchmarks.incremental import BEGIN, SITE, as_article, put, time_jobs


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        yield store


def test_generated_articles_keep_their_time_and_language() -> None:
    for one in islice(generate_features(30), 30):
        article = as_article(one)
        assert (article.id, article.lang, article.site) == (one.id, one.lang, SITE.name)
        assert article.published_at is not None
        assert (article.published_at - BEGIN).total_seconds() == 60 * (one.time or 0)


def test_new_articles_join_the_stories_of_their_versions(store: Store, tmp_path: Path) -> None:
    told = list(generate_features(150))
    counted = count_frequencies(told)
    knowledge = Knowledge(
        articles=counted.articles, frequencies=counted.frequencies, thresholds={SITE.name: -0.5}
    )
    store.save_snapshot("knowledge", pack_knowledge(knowledge), BEGIN)
    rules = name_rules(knowledge)
    put(store, told[:-6], rules)
    with mock.patch.object(job_features, "extract_features", side_effect=AssertionError):
        spent = list(time_jobs(store, tmp_path, told[-6:], rules))
    assert len(spent) == 6
    assert min(one.matching for one in spent) > 0
    stories = [stored.story for stored in store.stories_of(one.id for one in told[-6:])]
    assert max(len(story.articles) for story in stories) >= 2
    for story in stories:
        assert len({id_[-7:] for id_ in story.articles.values()}) == 1, "one generated story"
