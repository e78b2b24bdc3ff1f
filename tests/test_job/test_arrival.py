"""After each arrival the stories kept are those that matching everything at once would make."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scraper.items import Article, Story
from scraper.job import JobReport, Publishing
from scraper.job.run import run_job
from scraper.matching import match_stories
from scraper.matching.features import extract_features
from scraper.matching.frequencies import count_frequencies
from scraper.storage import Outcome, Store
from scraper.text.knowledge import Knowledge, pack_knowledge
from tests.test_matching.demo_news import read_demo
from tests.test_matching.newsroom import SITE as OUTLET

SITE = replace(OUTLET, usual_delay=timedelta(minutes=120))
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ARTICLES = read_demo(SITE.name, paragraphs=1).articles
PER_JOB = 5


def partition(stories: Iterable[Story]) -> set[frozenset[str]]:
    return {frozenset(story.articles.values()) for story in stories}


def snapshot() -> Knowledge:
    counted = count_frequencies(map(extract_features, ARTICLES), Knowledge(number=1))
    return replace(counted, thresholds={SITE.name: -0.5})


def kept(store: Store) -> set[frozenset[str]]:
    found = (store.story(id_) for id_ in store.story_ids())
    return partition(stored.story for stored in found if stored)


def arrive(store: Store, folder: Path, articles: Iterable[Article]) -> JobReport:
    outcomes = [Outcome(site=SITE.name, url=one.url, state="done", article=one) for one in articles]
    store.commit(outcomes, NOON)
    publishing = Publishing(
        folder=folder, title="T", public_url="http://t.example/", langs=SITE.langs
    )
    return run_job(store, {SITE.name: SITE}, publishing, lambda: NOON)


@pytest.mark.parametrize("seed", range(3))
def test_stories_after_each_arrival_are_those_of_matching_everything(
    tmp_path: Path, seed: int
) -> None:
    knowledge = snapshot()
    order = random.Random(seed).sample(ARTICLES, len(ARTICLES))
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.save_snapshot("knowledge", pack_knowledge(knowledge), NOON)
        store.set_mark("knowledge", len(order))
        for end in range(PER_JOB, len(order) + 1, PER_JOB):
            arrive(store, tmp_path / "output", order[end - PER_JOB : end])
            whole = match_stories(order[:end], sites={SITE.name: SITE}, knowledge=knowledge)
            assert kept(store) == partition(whole), end


def test_new_articles_leave_the_stories_of_others_unread(tmp_path: Path) -> None:
    ordered = sorted(ARTICLES, key=lambda one: (one.published_at or NOON, one.id))
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.save_snapshot("knowledge", pack_knowledge(snapshot()), NOON)
        store.set_mark("knowledge", len(ordered))
        first = arrive(store, tmp_path / "output", ordered[:40])
        one_more = arrive(store, tmp_path / "output", ordered[40:41])
    assert 0 < one_more.looked_at < first.looked_at / 2
