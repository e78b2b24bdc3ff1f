"""A host's file of reservations in a real crawl: asked for once, noted on the pages it is about."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from scraper.demo.addresses import ENGLISH_HOST
from scraper.demo.answers import Answer
from scraper.demo.replica import Replica
from scraper.demo.server import DemoServer
from scraper.demo.visits import crawl_command
from scraper.extraction.reservations import TDM_FILE
from scraper.items import Article, Record
from scraper.storage import Store
from spiders.rbc_ukraine import RbcUkraine
from tests.test_crawling.spoiled import Spoiled

MOMENT = datetime(2026, 11, 18, 8, tzinfo=UTC)
RULES = [{"location": "/rus/*.html$", "tdm-reservation": 1}]


@dataclass
class Reserving:
    """Adds the file to the replica's main host, and counts what is asked for it."""

    asked: Counter[str] = field(default_factory=Counter)

    def __call__(self, host: str, path: str, answer: Answer) -> Answer:
        if path != TDM_FILE:
            return answer
        self.asked[host] += 1
        if host == ENGLISH_HOST:
            return answer  # it has none
        return Answer(body=json.dumps(RULES).encode(), content_type="application/json")


@dataclass(frozen=True)
class Crawled:
    """What a crawl left: its articles, and how often each host was asked for its file."""

    articles: tuple[Article, ...]
    asked: Counter[str]
    published: tuple[Record, ...]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """One crawl of the replica."""
    folder = tmp_path_factory.mktemp("reservations")
    url, reserving = f"sqlite:///{folder / 'store.db'}", Reserving()
    replica = Spoiled(Replica(), reserving)
    with DemoServer(replica, lambda: MOMENT).start() as server:  # type: ignore[arg-type]
        command = crawl_command(server.connect_to, url, folder / "output", MOMENT)
        subprocess.run(command, capture_output=True, timeout=120, check=True)
    with Store.open(url) as store:
        stored = tuple(one.article for one in store.articles(site=RbcUkraine.name))
        return Crawled(stored, reserving.asked, tuple(store.records()))


def test_each_host_is_asked_once(crawled: Crawled) -> None:
    assert set(crawled.asked.values()) == {1}
    assert ENGLISH_HOST in crawled.asked
    assert len(crawled.asked) == 2


def test_articles_that_the_file_reserves_are_noted(crawled: Crawled) -> None:
    reserved = [one for one in crawled.articles if "/rus/" in one.url]
    assert reserved
    assert all("tdm-reservation" in one.opt_out for one in reserved)


def test_others_are_not(crawled: Crawled) -> None:
    free = [one for one in crawled.articles if "/rus/" not in one.url]
    assert {one.lang for one in free} == {"en", "ru"}
    assert not [one.url for one in free if "tdm-reservation" in one.opt_out]


def test_what_is_reserved_is_published_as_an_excerpt(crawled: Crawled) -> None:
    """As with any other opt-out; the other versions of the same stories are whole."""
    excerpts = {
        (lang, version.excerpt, "/rus/" in version.url)
        for record in crawled.published
        for lang, version in record.versions.items()
        if sum(len(block.text) for block in version.blocks) > 600 or version.excerpt
    }
    assert excerpts == {("uk", True, True), ("en", False, False), ("ru", False, False)}
