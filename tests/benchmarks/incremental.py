"""`python -m tests.benchmarks.incremental [N]`: one new article into a store of N on disk.

Fills an SQLite store with generated articles and their kept features, then lets the job match one
more at the end of time, again and again, in a process that has read lexicon and snapshot. Prints
milliseconds of the job's way from the new article to the saved stories, without aligning them.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from unittest import mock

from scraper.items import Article, Block
from scraper.job import Publishing
from scraper.job.run import _Changes
from scraper.matching.features import Features
from scraper.matching.frequencies import count_frequencies
from scraper.matching.packing import name_rules, pack_features
from scraper.sites import Edition, Listing, Site
from scraper.storage import Outcome, Store
from scraper.text.knowledge import Knowledge, pack_knowledge
from tests.benchmarks.generate import LONGEST_DELAY, generate_features

SITE = Site(
    name="g",
    title="Generated",
    timezone="UTC",
    editions={lang: Edition(f"https://g.example/{lang}/", Listing("")) for lang in
              ("uk", "en", "ru")},
    article_url=re.compile(r"/(?P<key>\d+)$"),
    usual_delay=timedelta(minutes=LONGEST_DELAY),
)  # fmt: skip
BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
BATCH = 500
TRIES = 20  # new articles, one job each
COUNTED = 10_000
TEXT = tuple(Block(kind="paragraph", text="Рада виділила гроші на міст. " * 12) for _ in range(5))


def as_article(features: Features) -> Article:
    """An article of a usual length that has these features' id, language and time."""
    number = features.id.rsplit(":", 1)[-1]
    return Article(
        id=features.id,
        site=SITE.name,
        edition=features.lang,
        lang=features.lang,
        url=f"https://g.example/{features.lang}/{number}",
        headline=f"Рада виділила гроші на міст № {number}",
        blocks=TEXT,
        published_at=BEGIN + timedelta(minutes=features.time or 0),
    )


def put(store: Store, features: Iterable[Features], rules: str) -> None:
    """Store articles as a crawl does, and their features as an earlier job did."""
    some = list(features)
    articles = [as_article(one) for one in some]
    outcomes = [Outcome(site=SITE.name, url=one.url, state="done", article=one) for one in articles]
    store.commit(outcomes, BEGIN)
    store.save_features(rules, {(one.id, 1): pack_features(one) for one in some})


def time_jobs(store: Store, folder: Path, new: Iterable[Features], rules: str) -> Iterator[float]:
    """Milliseconds of each job that finds one new article."""
    publishing = Publishing(
        folder=folder, title="T", public_url="http://t.example/", langs=SITE.langs
    )
    for one in new:
        store.set_mark("job", store.last_change())
        put(store, [one], rules)
        changes = _Changes(store, lambda: BEGIN, "benchmark", publishing, None)
        with mock.patch.object(_Changes, "_align", return_value=None):
            begun = time.process_time()
            changes.work_on(SITE, "changes")
            yield (time.process_time() - begun) * 1000


def main(arguments: list[str]) -> None:
    """Print the median and the slowest of the jobs."""
    articles = int(arguments[0]) if arguments else 1_000_000
    counted = count_frequencies(islice(generate_features(COUNTED, seed=2), COUNTED))
    knowledge = Knowledge(
        number=1,
        articles=counted.articles,
        frequencies=counted.frequencies,
        thresholds={SITE.name: -0.5},
    )
    rules = name_rules(knowledge)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        with Store.open(f"sqlite:///{path / 'store.db'}") as store:
            store.save_snapshot("knowledge", pack_knowledge(knowledge), BEGIN)
            told = generate_features(articles)
            left = articles * 9 // 10  # the generator is about right only
            while left > 0:
                put(store, islice(told, BATCH), rules)
                left -= BATCH
            spent = list(time_jobs(store, path, islice(told, TRIES), rules))
    print(
        f"one new article into a store of {articles:,}: median {statistics.median(spent):.0f} ms,"
        f" slowest {max(spent):.0f} ms"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
