"""`python -m tests.benchmarks.incremental [N]`: one new article into a store of N on disk.

Fills an SQLite store with articles, their kept features and their stories, then lets the job take
in one more at the end of time, again and again, in a process that has read lexicon and snapshot.
The last days are generated, what lies before are these days again, moved back. Prints milliseconds
of the processor for the two parts of the job: matching (from the new article to its saved story,
with what is kept for the next match), and aligning and publishing that story.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from unittest import mock

import msgspec
from sqlalchemy import Connection, Table, insert

from scraper.items import Article, Block, Story
from scraper.job import Publishing
from scraper.job.aligning import align_stored
from scraper.job.changes import Changes
from scraper.job.work import Loaded, Work
from scraper.matching.features import Features
from scraper.matching.frequencies import count_frequencies
from scraper.matching.packing import name_rules, pack_features
from scraper.sites import Edition, Listing, Site
from scraper.storage import Outcome, PublishChange, Store
from scraper.storage.database import next_number
from scraper.storage.features import FEATURES
from scraper.storage.revisions import article_row, prepare_article, revision_row
from scraper.storage.schema import (
    ALIASES,
    ARTICLE_REVISIONS,
    ARTICLES,
    STORIES,
    STORY_ARTICLES,
)
from scraper.text.knowledge import Knowledge, pack_knowledge
from tests.benchmarks.generate import ARTICLES_PER_DAY, LONGEST_DELAY, generate_features
from tests.test_matching.demo_news import read_demo

SITE = Site(
    name="g",
    title="Generated",
    timezone="UTC",
    editions={lang: Edition(f"https://g.example/{lang}/", Listing("")) for lang in
              ("uk", "en", "ru")},
    article_url=re.compile(r"/(?P<key>\d+)$"),
    usual_delay=timedelta(minutes=LONGEST_DELAY),
)  # fmt: skip
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = 20  # that are generated, and moved back again and again
TRIES = 20  # new articles, one job each
COUNTED = 10_000
HOLDER = "benchmark"


@dataclass(frozen=True)
class Spent:
    """Milliseconds of the processor that one new article took, part by part."""

    matching: float
    aligning: float
    publishing: float


@cache
def _texts() -> dict[str, list[tuple[str, tuple[Block, ...]]]]:
    """Per language headline and blocks of the demo's stories that have every language."""
    news = read_demo(SITE.name)
    stories: dict[str, dict[str, Article]] = {}
    for article in news.articles:
        stories.setdefault(news.story[article.id], {})[article.lang] = article
    whole = [versions for _, versions in sorted(stories.items()) if len(versions) == 3]
    return {lang: [(one[lang].headline, one[lang].blocks) for one in whole] for lang in SITE.langs}


def as_article(features: Features) -> Article:
    """An article with these features' id, language and time; stories have texts of the demo."""
    number = features.id.rsplit(":", 1)[-1]
    texts = _texts()[features.lang]
    headline, blocks = texts[int(number) % len(texts)]
    return Article(
        id=features.id,
        site=SITE.name,
        edition=features.lang,
        lang=features.lang,
        url=f"https://g.example/{features.lang}/{number}",
        headline=f"{headline} № {number}",
        blocks=blocks,
        published_at=BEGIN + timedelta(minutes=features.time or 0),
    )


def fill(store: Store, pool: Sequence[Features], articles: int, rules: str) -> int:
    """Insert so many articles with features and stories, the pool's days again and again.

    Answers with how many there are.
    """
    packed = [pack_features(one) for one in pool]
    times = -(-articles // len(pool))
    for back in range(times - 1, -1, -1):
        moved = [_move_back(one, back) for one in pool]
        with store.writing("change") as connection:
            _insert_articles(connection, [as_article(one) for one in moved])
            rows = [
                {"rules": rules, "article_id": one.id, "revision": 1, "packed": bytes_}
                for one, bytes_ in zip(moved, packed, strict=True)
            ]
            connection.execute(insert(FEATURES), rows)
            _insert_stories(connection, moved)
    return times * len(pool)


def put(store: Store, features: Iterable[Features], rules: str) -> None:
    """Store articles as a crawl does, and their features as reading them would."""
    some = list(features)
    articles = [as_article(one) for one in some]
    outcomes = [Outcome(site=SITE.name, url=one.url, state="done", article=one) for one in articles]
    store.commit(outcomes, BEGIN)
    store.save_features(rules, {(one.id, 1): pack_features(one) for one in some})


def time_jobs(store: Store, folder: Path, new: Iterable[Features], rules: str) -> Iterator[Spent]:
    """What each job takes that finds one new article."""
    for one in new:
        since = store.last_change()
        put(store, [one], rules)
        yield time_job(store, folder, since)


def time_job(store: Store, folder: Path, since: int) -> Spent:
    """What a job takes for the articles that changed after the number `since`."""
    publishing = Publishing(
        folder=folder, title="T", public_url="http://t.example/", langs=SITE.langs
    )
    work = Work(
        site=SITE,
        store=store,
        knowledge=_knowledge(),
        publishing=publishing,
        encoder=None,
        now=lambda: BEGIN,
    )
    found = Changes()
    waiting: list[tuple[Story, Loaded]] = []

    def set_aside(_: Changes, __: Work, story: Story, loaded: Loaded) -> None:
        waiting.append((story, loaded))

    last = store.last_change()
    begun = time.process_time()
    with mock.patch.object(Changes, "align", set_aside):
        found.find(work, "changes", since)
    for keep in found.keep:
        keep(last)
    matched = time.process_time()
    records = [PublishChange(record=align_stored(work, *one)) for one in waiting]
    aligned = time.process_time()
    store.acquire("publish", HOLDER, BEGIN + timedelta(days=1), BEGIN)
    store.publish([*found.pending, *records], BEGIN, holder=HOLDER, mark=("job", last))
    published = time.process_time()
    times = (matched - begun, aligned - matched, published - aligned)
    return Spent(*(each * 1000 for each in times))


def main(arguments: list[str]) -> None:
    """Print the median and the slowest of the jobs."""
    articles = int(arguments[0]) if arguments else 100_000
    knowledge = _knowledge()
    rules = name_rules(knowledge)
    told = generate_features((DAYS + 1) * ARTICLES_PER_DAY)
    pool = list(islice(told, DAYS * ARTICLES_PER_DAY))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        with Store.open(f"sqlite:///{path / 'store.db'}") as store:
            store.save_snapshot("knowledge", pack_knowledge(knowledge), BEGIN)
            held = fill(store, pool, articles, rules)
            first, *spent = time_jobs(store, path, islice(told, 1 + TRIES), rules)
    print(
        f"one new article into a store of {held:,}, ms of the processor: median, slowest of {TRIES}"
    )
    for name in ("matching", "aligning", "publishing"):
        each = [getattr(one, name) for one in spent]
        print(f"{name:12} {statistics.median(each):6.1f} {max(each):6.1f}")
    print(f"matching of the first, which finds nothing kept: {first.matching:.0f} ms")


@cache
def _knowledge() -> Knowledge:
    counted = count_frequencies(islice(generate_features(COUNTED, seed=2), COUNTED))
    return replace(counted, number=1, thresholds={SITE.name: -0.5})


def _move_back(features: Features, times: int) -> Features:
    """The features of an article that came so many times DAYS earlier."""
    _, lang, number = features.id.split(":")
    earlier = (features.time or 0) - times * DAYS * 24 * 60
    return replace(features, id=f"g:{lang}:{times}{number}", time=earlier)


def _insert_articles(connection: Connection, articles: Sequence[Article]) -> None:
    last = next_number(connection, "change", len(articles))
    rows: dict[Table, list[dict[str, object]]] = {}
    for change, article in enumerate(articles, last - len(articles) + 1):
        prepared = prepare_article(article)
        outcome = Outcome(site=SITE.name, url=article.url, state="done", article=article)
        alias: dict[str, object] = {"site": SITE.name, "url": article.url, "article_id": article.id}
        rows.setdefault(ARTICLES, []).append(article_row(prepared, outcome, change, BEGIN))
        revision = revision_row(prepared, 1, "newsroom", BEGIN)
        rows.setdefault(ARTICLE_REVISIONS, []).append(revision)
        rows.setdefault(ALIASES, []).append(alias)
    for table, some in rows.items():
        connection.execute(insert(table), some)


def _insert_stories(connection: Connection, features: Sequence[Features]) -> None:
    members: dict[str, dict[str, str]] = {}
    for one in features:
        members.setdefault(one.id.rsplit(":", 1)[-1], {})[one.lang] = one.id
    stories = [
        Story(id=min(ids.values()), site=SITE.name, articles=ids) for ids in members.values()
    ]
    rows = [
        {
            "id": story.id,
            "site": SITE.name,
            "story": msgspec.json.encode(story).decode(),
            "opened_at": BEGIN,
            "changed_at": BEGIN,
            "ended": False,
        }
        for story in stories
    ]
    connection.execute(insert(STORIES), rows)
    ids = [
        {"article_id": one, "story_id": story.id}
        for story in stories
        for one in story.articles.values()
    ]
    connection.execute(insert(STORY_ARTICLES), ids)


if __name__ == "__main__":
    main(sys.argv[1:])
