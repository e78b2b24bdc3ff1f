"""What several commands do: find the sites, run a crawl in this process, run the job after it."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, get_args

from scrapy.commands import ScrapyCommand
from scrapy.crawler import CrawlerProcessBase
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from scraper.crawling import NewsSpider
from scraper.crawling.clock import Clock
from scraper.crawling.collector import spare_the_collector
from scraper.crawling.inspection.spider import FAILURES
from scraper.crawling.lease import hold_site
from scraper.crawling.monitors import Judgement, Verdict
from scraper.job import JobReport, OptOut, Publishing, Scope, run_job
from scraper.sites import Site
from scraper.storage import Store, StoreError
from scraper.text.encoder import Encoder, EncoderError, require_extra

C = TypeVar("C", bound=ScrapyCommand)
Run = Callable[[C, list[str], argparse.Namespace], None]


def in_one_line(run: Run[C]) -> Run[C]:
    """A command's `run` that tells wrong arguments in one line and ends with exit code 2."""

    @wraps(run)
    def told(command: C, args: list[str], opts: argparse.Namespace) -> None:
        try:
            run(command, args, opts)
        except UsageError as error:
            verb = type(command).__module__.rpartition(".")[2]
            print(f"scrapy {verb}: {error}", file=sys.stderr)  # noqa: T201
            command.exitcode = 2

    return told


@dataclass(frozen=True, slots=True)
class Crawled:
    """A crawl that is over: its site, what it counted and how it is judged."""

    site: Site
    stats: Mapping[str, Any]
    judgement: Judgement


def load_sites(settings: BaseSettings) -> dict[str, Site]:
    """Every site that has a file in `spiders/`, by name."""
    loader = get_spider_loader(settings)
    classes = (loader.load(name) for name in sorted(loader.list()))
    return {cls.name: cls.site for cls in classes if issubclass(cls, NewsSpider)}


def choose_sites(sites: Mapping[str, Site], names: list[str]) -> dict[str, Site]:
    """The named sites, all when none is named; UsageError names one that there is not."""
    for name in names:
        if name not in sites:
            raise UsageError(f"no such site: {name}; there are {', '.join(sites)}")
    return {name: site for name, site in sites.items() if not names or name in names}


def check_site(settings: BaseSettings, store: Store, name: str | None) -> None:
    """UsageError unless the site has a file, or records from when it had one; None is all sites."""
    if name is not None and not store.count_live(name):
        choose_sites(load_sites(settings), [name])


@contextmanager
def open_store(settings: BaseSettings) -> Iterator[Store]:
    """The store that the settings name; one clear line when it cannot be opened."""
    try:
        store = Store.open(settings["STORE_URL"])
    except StoreError as error:
        raise UsageError(f"STORE_URL: {error}") from None
    with store:
        yield store


NOISE = ("scrapy.crawler", "scrapy.middleware", "alembic")
"""Loggers that tell at each start what is in the settings anyway."""

ROBOTS_LOG = "scrapy.downloadermiddlewares.robotstxt"


def quiet_log() -> None:
    """Keep out of the log what a reader of it cannot use; what went wrong stays, in one line."""
    for name in NOISE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger(ROBOTS_LOG).addFilter(_without_traceback)


def _without_traceback(record: logging.LogRecord) -> bool:
    """Every record; of a host that cannot be reached without the way through Scrapy's code."""
    if record.exc_info and isinstance(record.exc_info[1], FAILURES):
        record.exc_info = None
    return True


def crawl(process: CrawlerProcessBase, site: Site, given: Mapping[str, str]) -> Crawled:
    """Run one site's spider to its end in this process; a reactor can do so only once.

    SiteBusyError when another process is crawling the site.
    """
    quiet_log()
    publishing_of(process.settings)
    find_encoder(process.settings)
    # what the job after the crawl cannot use is told before anything is fetched
    now = Clock(process.settings["CLOCK_START"]).now
    with open_store(process.settings) as store, hold_site(store, site.name, now):
        crawler = process.create_crawler(site.name)
        process.crawl(crawler, **given)
        spare_the_collector()
        process.start()
    spider = crawler.spider
    stats = dict(crawler.stats.get_stats()) if crawler.stats else {}
    if not isinstance(spider, NewsSpider) or spider.judgement is None:
        judgement = Judgement(Verdict.PARTIAL, ("the crawl did not start, see the log",))
    else:
        judgement = spider.judgement
    return Crawled(site, stats, judgement)


def finish(
    settings: BaseSettings,
    sites: Mapping[str, Site],
    scope: Scope = "changes",
    *,
    relearn: bool = False,
) -> JobReport:
    """Match, align and publish what the store holds."""
    clock = Clock(settings["CLOCK_START"])
    encoder = load_encoder(settings)
    with open_store(settings) as store:
        return run_job(
            store,
            sites,
            publishing_of(settings),
            clock.now,
            scope=scope,
            relearn=relearn,
            encoder=encoder,
            same_event=settings.getbool("SAME_EVENT"),
        )


ENCODER_FILES = ("model.onnx", "tokenizer.json")


def find_encoder(settings: BaseSettings) -> tuple[Path, ...]:
    """The encoder's files, none when ENCODER_DIR is empty; UsageError names what is missing."""
    if not settings["ENCODER_DIR"]:
        return ()
    files = tuple(Path(settings["ENCODER_DIR"]) / name for name in ENCODER_FILES)
    for file in files:
        if not file.is_file():
            raise UsageError(f"ENCODER_DIR: there is no {file}")
    try:
        require_extra()
    except EncoderError as error:
        raise UsageError(f"ENCODER_DIR: {error}") from None
    return files


def load_encoder(settings: BaseSettings) -> Encoder | None:
    """The encoder of the settings, None when they name none; UsageError when it cannot be used."""
    files = find_encoder(settings)
    if not files:
        return None
    model, tokenizer = (file.read_bytes() for file in files)
    try:
        return Encoder(model, tokenizer)
    except EncoderError as error:
        raise UsageError(f"ENCODER_DIR: {error}") from None


def publishing_of(settings: BaseSettings) -> Publishing:
    """Where and how the settings want the output; UsageError names a setting that is wrong."""
    opt_out = settings["OPT_OUT"]
    if opt_out not in get_args(OptOut):
        raise UsageError(f"OPT_OUT: {opt_out!r} is none of {', '.join(get_args(OptOut))}")
    return Publishing(
        folder=Path(settings["OUTPUT_DIR"]),
        title=settings["TITLE"],
        public_url=settings["PUBLIC_URL"],
        langs=tuple(settings.getlist("LANGS")),
        excerpt=settings.getint("EXCERPT"),
        opt_out=opt_out,
        opt_out_excerpt=settings.getint("OPT_OUT_EXCERPT"),
    )
