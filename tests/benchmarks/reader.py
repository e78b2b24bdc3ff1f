"""How fast the pages answer over many stories: `python -m tests.benchmarks.reader [--stories N]`.

Builds a store of generated stories (or opens the one named by `--store`), asks each kind of page
from one process without a server, prints the median and the 95th percentile in milliseconds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from scraper.items import Block, Record
from scraper.service.reader.charts import percentile
from scraper.storage import PublishChange, Store
from scraper.storage.browsing import Wanted
from tests.test_service.reading import EDITED, HOUR, MISSING, NOW, NUMBER, Visitor, make_story

BATCH = 500
PARAGRAPHS = 12
ROUNDS = 40
CHOICES = (
    (("uk", "en", "ru"), (NUMBER, MISSING)),
    (("uk", "ru"), ()),
    (("uk", "en"), (EDITED,)),
    (("uk",), ()),
)


def make_stories(count: int) -> Iterator[Record]:
    """Stories five minutes apart, the newest first, with some text of their own."""
    for number in range(count):
        langs, divergences = CHOICES[number % len(CHOICES)]
        time = NOW - timedelta(minutes=5 * number)
        story = make_story(number, langs, divergences, published_at=time)
        more = tuple(
            Block(kind="paragraph", text=f"Подробиці {number} і {place}. " * 6)
            for place in range(PARAGRAPHS)
        )
        versions = {
            lang: replace(version, blocks=version.blocks + more)
            for lang, version in story.versions.items()
        }
        yield replace(story, versions=versions)


def fill(store: Store, count: int) -> None:
    """Publishes the stories and prints how long it takes."""
    began = time.perf_counter()
    store.acquire("publish", "benchmark", NOW + 24 * HOUR, NOW)
    batch: list[PublishChange] = []
    for record in make_stories(count):
        batch.append(PublishChange(record=record))
        if len(batch) == BATCH:
            store.publish(batch, NOW, holder="benchmark")
            batch = []
    store.publish(batch, NOW, holder="benchmark")
    store.release("publish", "benchmark")
    print(f"{count} stories published in {time.perf_counter() - began:.0f} s")


def find_paths(store: Store) -> dict[str, str]:
    """One address of every kind of page; the rare ones are looked for all through the store."""
    (newest,) = (placed.card.id for placed in store.browse(Wanted(lang="ru"), limit=1))
    return {
        "stories": "/",
        "stories, old": "/?until=2026-10-01",
        "stories, missing": "/?missing=en",
        "stories, kind": "/?kind=edited&lang=en",
        "stories, nothing fits": "/?kind=attribution",
        "stories, words": "/?q=bridge",
        "stories, rare word": "/?q=%22Подробиці+777%22",
        "story": f"/stories/{newest}",
        "revisions": f"/revisions/{newest}",
        "divergences": "/divergences",
        "divergences, kind": "/divergences?kind=missing&sort=newest",
        "divergences, nothing fits": "/divergences?kind=attribution",
        "sites": "/sites",
        "site": "/sites/visnyk",
    }


def measure(visitor: Visitor, path: str, rounds: int) -> tuple[float, float]:
    """Median and 95th percentile of the time one page takes, in milliseconds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        answer = visitor.get(path)
        times.append(1000 * (time.perf_counter() - began))
        assert answer.status == 200, path
    return percentile(times, 0.5), percentile(times, 0.95)


def main() -> None:
    """Build or open the store, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--store", type=Path, help="a file to keep and to use again")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        file = given.store or Path(folder) / "store.db"
        known = file.exists()
        with Store.open(f"sqlite:///{file}") as store:
            if not known:
                fill(store, given.stories)
            visitor = Visitor(store)
            for name, path in find_paths(store).items():
                middle, high = measure(visitor, path, given.rounds)
                print(f"{name:28} {middle:7.1f} {high:7.1f} ms")


if __name__ == "__main__":
    main()
