"""What a crawl costs: CPU per page of ours with everything on, against Scrapy that reads nothing.

usage: python -m tests.benchmarks.crawl [--pages 600] [--rounds 3] [--profile FILE]

Both crawl the same site on loopback, served by another process, in turns. Ours is the real spider
with extraction, robots.txt and the store, its delays 0; stock Scrapy has a callback that returns
nothing. Counted is the CPU time of the client process from spider_opened to spider_closed.
`--profile` runs ours once under cProfile and writes what it saw.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings

from scraper.crawling.collector import spare_the_collector
from scraper.demo.addresses import HOSTS
from scraper.demo.articles import FIRST_VISIT

SITE = "rbc_ukraine"
CONCURRENCY = 16
SHARED = {
    "CONCURRENT_REQUESTS": CONCURRENCY,
    "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY,
    "LOG_LEVEL": "ERROR",
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
}
STOCK = {**SHARED, "ROBOTSTXT_OBEY": False, "LOGSTATS_INTERVAL": 0}
OURS = {
    **SHARED,
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_START_DELAY": 0,
    "AUTOTHROTTLE_TARGET_CONCURRENCY": CONCURRENCY,
    "ALLOWED_NETWORKS": ["127.0.0.0/8"],
    "CLOCK_START": FIRST_VISIT.isoformat(),
}


@dataclass(slots=True)
class Cost:
    """CPU seconds and answers of one crawl."""

    cpu: float
    pages: int
    articles: int

    @property
    def per_page(self) -> float:
        """Milliseconds of CPU for each answer."""
        return 1000 * self.cpu / self.pages


class Meter:
    """Counts a crawler's answers and the CPU time of the process while its spider is open."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.started = self.ended = 0.0
        self.pages = 0
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._came, signal=signals.response_received)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    def _opened(self) -> None:
        self.started = cpu_seconds()

    def _came(self) -> None:
        self.pages += 1

    def _closed(self) -> None:
        self.ended = cpu_seconds()

    def cost(self) -> Cost:
        """What was counted, once the spider has closed."""
        stats = self.crawler.stats
        articles = int(stats.get_value("article/new", 0)) if stats else 0
        return Cost(self.ended - self.started, self.pages, articles)


def cpu_seconds() -> float:
    """CPU time of this process, all its threads, user and system."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


class StockSpider(scrapy.Spider):
    """Fetches and does nothing."""

    name = "stock"
    urls: list[str]

    async def start(self) -> AsyncIterator[Any]:
        """A request for every article."""
        for url in self.urls:
            yield Request(url)

    def parse(self, response: Response, **_: Any) -> None:  # noqa: ANN401
        """Nothing."""


# --- the client: one crawl in a process of its own ------------------------------------------------


def crawl_stock(site: dict[str, Any]) -> Cost:
    """Stock Scrapy over the site's articles."""
    base = f"http://127.0.0.1:{site['port']}/"
    urls = [base + url.removeprefix("https://") for url in site["urls"]]
    return _run(Settings(STOCK), StockSpider, urls=urls)


def crawl_ours(site: dict[str, Any]) -> Cost:
    """The project's crawl of the site into an empty store."""
    settings = Settings()
    settings.setmodule("scraper.settings", priority="project")
    settings.setdict(OURS, priority="cmdline")
    settings.set("CONNECT_TO", dict.fromkeys(HOSTS, f"127.0.0.1:{site['port']}"), "cmdline")
    with tempfile.TemporaryDirectory() as folder:
        settings.set("STORE_URL", f"sqlite:///{Path(folder) / 'store.db'}", "cmdline")
        return _run(settings, SITE, before=spare_the_collector)


def _run(
    settings: Settings,
    spider: Any,  # noqa: ANN401
    before: Callable[[], None] = lambda: None,
    **given: Any,  # noqa: ANN401
) -> Cost:
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(spider)
    meter = Meter(crawler)
    process.crawl(crawler, **given)
    before()
    process.start()
    return meter.cost()


CLIENTS = {"stock": crawl_stock, "ours": crawl_ours}


def run_client(name: str, profile: Path | None) -> None:
    """Crawl the site that standard input describes; print the cost."""
    site = json.loads(sys.stdin.readline())
    profiler = cProfile.Profile()
    if profile is not None:
        profiler.enable()
    cost = CLIENTS[name](site)
    if profile is not None:
        profiler.disable()
        profiler.dump_stats(profile)
    _say(json.dumps({"cpu": cost.cpu, "pages": cost.pages, "articles": cost.articles}))


# --- the comparison -------------------------------------------------------------------------------


@contextmanager
def serving(pages: int) -> Iterator[str]:
    """The site in a process of its own; gives the line of JSON that describes it."""
    command = [sys.executable, "-m", "tests.benchmarks.crawl_site", "--pages", str(pages)]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        yield server.stdout.readline()
    finally:
        server.communicate()


def measure(client: str, site: str, profile: Path | None = None) -> Cost:
    """One crawl in a new process."""
    command = [sys.executable, "-m", "tests.benchmarks.crawl", "--client", client]
    command += ["--profile", str(profile)] if profile else []
    done = subprocess.run(command, input=site, capture_output=True, text=True, check=False)
    if done.returncode or not done.stdout.strip():
        raise RuntimeError(f"{client} failed:\n{done.stderr[-3000:]}")
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def compare(pages: int, rounds: int) -> float:
    """Crawl in turns, print each cost; the ratio of the medians."""
    costs: dict[str, list[Cost]] = {name: [] for name in CLIENTS}
    with serving(pages) as site:
        told = json.loads(site)
        _say(f"{len(told['urls'])} articles, median page {told['median'] / 1024:.0f} KB")
        for number in range(rounds):
            order = list(CLIENTS) if number % 2 == 0 else list(CLIENTS)[::-1]
            for name in order:
                cost = measure(name, site)
                costs[name].append(cost)
                _say(
                    f"round {number + 1} {name:5} {cost.per_page:6.2f} ms/page CPU, "
                    f"{cost.pages} pages, {cost.articles} articles"
                )
    medians = {
        name: statistics.median(cost.per_page for cost in measured)
        for name, measured in costs.items()
    }
    ratio = medians["ours"] / medians["stock"]
    _say(f"stock {medians['stock']:.2f} ms, ours {medians['ours']:.2f} ms, ratio {ratio:.2f}")
    return ratio


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Compare, profile, or be one client."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", type=Path)
    parser.add_argument("--client", choices=list(CLIENTS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.client:
        run_client(options.client, options.profile)
    elif options.profile:
        with serving(options.pages) as site:
            measure("ours", site, options.profile.absolute())
    else:
        compare(options.pages, options.rounds)


if __name__ == "__main__":
    main()
