"""How long the store takes: `python -m tests.benchmarks.bench_storage [URL]` on an empty store.

Prints milliseconds per commit of 8 visits (30 KB articles on 120 KB pages), per claim and per
publication, with a frontier of 50,000 rows.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from scraper.items import Block
from scraper.storage import NewLink, Outcome, PublishChange, Store
from tests.test_storage.samples import (
    LEASE,
    NOW,
    SITE,
    address,
    make_article,
    make_link,
    make_outcome,
    make_page,
    make_record,
)

ROUNDS = 30
BATCH = 8
LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя     "


def make_visit(number: int, chance: random.Random) -> Outcome:
    """A visit that gave an article of some 30 KB of JSON on a page of 120 KB."""
    texts = ("".join(chance.choices(LETTERS, k=600)) for _ in range(28))
    blocks = tuple(Block(kind="paragraph", text=text) for text in texts)
    article = replace(make_article(number, translations=(address(number, "en"),)), blocks=blocks)
    body = "<html>" + "".join(f"<p class='text'>{block.text}</p>" for block in blocks) * 4
    return replace(
        make_outcome(article),
        page=make_page(article.url, body.encode()),
        links=tuple(make_link(address(number + step)) for step in range(20)),
    )


def clock(name: str, work: Callable[[int], object]) -> None:
    """Prints the median and the longest time of one kind of work, and its processor time."""
    passed, busy = [], []
    for number in range(ROUNDS):
        start, start_busy = time.perf_counter(), time.process_time()
        work(number)
        passed.append((time.perf_counter() - start) * 1000)
        busy.append((time.process_time() - start_busy) * 1000)
    print(
        f"{name:24} {statistics.median(passed):8.1f} ms, longest {max(passed):8.1f} ms,"
        f" of the processor {statistics.median(busy):8.1f} ms"
    )


def measure(store: Store) -> None:
    """Runs every kind of work on an empty store."""
    chance = random.Random(7)
    run = store.start_run(SITE, "host", 1, NOW)
    store.add_links((make_link(address(number)) for number in range(50_000)), NOW)
    visits = [
        [make_visit(BATCH * batch + number, chance) for number in range(BATCH)]
        for batch in range(ROUNDS)
    ]
    records = [
        [replace(make_record(50 * batch + number)) for number in range(50)]
        for batch in range(ROUNDS)
    ]
    store.acquire("publish", "bench", NOW + timedelta(hours=1), NOW)
    clock("commit 8 new", lambda number: store.commit(visits[number], NOW))
    clock("commit 8 unchanged", lambda number: store.commit(visits[number], NOW))
    clock("claim 16 of 50,000", lambda _: store.claim(SITE, run, 16, NOW, LEASE))
    clock("add 500 known links", lambda _: store.add_links(known_links(), NOW))
    clock("read 240 articles", lambda _: sum(1 for _ in store.articles(site=SITE)))
    clock(
        "publish 50 records",
        lambda number: store.publish(
            [PublishChange(record=record) for record in records[number]], NOW, holder="bench"
        ),
    )


def known_links() -> tuple[NewLink, ...]:
    """What a long sitemap brings on every visit."""
    return tuple(make_link(address(number)) for number in range(500))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{folder}/bench.db"
        with Store.open(url) as store:
            measure(store)
