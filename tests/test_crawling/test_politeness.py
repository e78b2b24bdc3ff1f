"""Crawl-delay is a floor, refusals slow us down, Retry-After is heard."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.test import get_crawler

from scraper.crawling.politeness import Politeness

URL = "https://ranok.example/news/1"


class _Bench:
    """A crawler whose downloader has one slot."""

    def __init__(self, delay: float = 0.5, **settings: Any) -> None:  # noqa: ANN401
        defaults = {
            "AUTOTHROTTLE_ENABLED": True, "CRAWL_DELAY_MAX": 30, "SLOW_DOWN_FACTOR": 2,
            "SLOW_DOWN_MAX": 60, "DOWNLOAD_DELAY": 0,
        }  # fmt: skip
        self.crawler = get_crawler(settings_dict={**defaults, **settings})
        self.slot = Slot(concurrency=2, delay=delay, jitter=0)
        downloader = SimpleNamespace(
            slots={"ranok.example": self.slot}, per_slot_settings={}, _delay=0
        )
        self.crawler.engine = SimpleNamespace(downloader=downloader)  # type: ignore[assignment]
        self.politeness = Politeness.from_crawler(self.crawler)
        self.politeness._spider_opened(SimpleNamespace())  # type: ignore[arg-type]

    def robots(self, text: str) -> None:
        parser = ProtegoRobotParser(text.encode(), None)
        self.politeness._robots_parsed(parser, Request(URL))

    def answer(self, status: int = 200, latency: float = 0.0, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.politeness._adjust_delay(self.slot, latency, Response(URL, status, headers=named))


def test_crawl_delay_is_applied_at_once() -> None:
    bench = _Bench()
    bench.robots("User-agent: *\nCrawl-delay: 4\n")
    assert bench.slot.delay == 4


def test_a_fast_server_does_not_pull_the_delay_below_its_crawl_delay() -> None:
    bench = _Bench()
    bench.robots("User-agent: *\nCrawl-delay: 4\n")
    for _ in range(10):
        bench.answer(latency=0.01)
    assert bench.slot.delay == 4


def test_without_crawl_delay_a_fast_server_is_asked_faster() -> None:
    bench = _Bench(delay=2)
    for _ in range(10):
        bench.answer(latency=0.01)
    assert bench.slot.delay < 0.1


def test_an_endless_crawl_delay_is_capped() -> None:
    bench = _Bench()
    bench.robots("User-agent: *\nCrawl-delay: 86400\n")
    assert bench.slot.delay == 30


@pytest.mark.parametrize("status", [403, 429, 503])
def test_a_refusal_doubles_the_delay(status: int) -> None:
    bench = _Bench(delay=2)
    bench.answer(status)
    assert bench.slot.delay == 4


def test_refusals_slow_down_to_a_limit() -> None:
    bench = _Bench(delay=2)
    for _ in range(20):
        bench.answer(429)
    assert bench.slot.delay == 60


def test_retry_after_in_seconds_is_heard() -> None:
    bench = _Bench()
    bench.answer(429, Retry_After="45")
    assert bench.slot.delay == 45


def test_retry_after_as_a_date_is_heard() -> None:
    bench = _Bench()
    now, then = "Thu, 19 Nov 2026 20:00:00 GMT", "Thu, 19 Nov 2026 20:00:30 GMT"
    bench.answer(503, Date=now, Retry_After=then)
    assert bench.slot.delay == 30


@pytest.mark.parametrize("text", ["soon", "", "-5"])
def test_an_unreadable_retry_after_does_no_harm(text: str) -> None:
    bench = _Bench(delay=2)
    bench.answer(503, Retry_After=text)
    assert bench.slot.delay == 4
