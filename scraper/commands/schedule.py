"""`scrapy schedule`: crawl every site when it is due, for ever or once."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
from collections.abc import Callable
from datetime import datetime, timedelta

from scrapy.commands import ScrapyCommand
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings
from scrapy.utils.log import configure_logging

from scraper.commands.prune import keep_limits
from scraper.commands.running import NOISE, choose_sites, in_one_line, load_sites, open_store
from scraper.commands.site_files import SiteFiles
from scraper.crawling.clock import Clock
from scraper.service.retention import DailyForgetting
from scraper.service.schedule import Plan, Scheduler
from scraper.service.schedule_crawl import Limits
from scraper.service.schedule_times import BackOff


class Command(ScrapyCommand):
    """The crawl that runs by itself."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """How it is called."""
        return "[--once] [SITE ...]"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Crawl every site when it is due, until stopped"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """For ever, or what is due now."""
        super().add_options(parser)
        parser.add_argument(
            "--once", action="store_true", help="crawl what is due now and end (for cron, systemd)"
        )

    @in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the scheduler until SIGTERM or SIGINT; a second one kills the crawls."""
        assert self.settings is not None
        settings = self.settings
        sites = choose_sites(load_sites(settings), args)
        configure_logging(settings)
        for name in NOISE:
            logging.getLogger(name).setLevel(logging.WARNING)
        now = Clock(settings["CLOCK_START"]).now
        with open_store(settings) as store:
            scheduler = Scheduler(
                store,
                sites,
                plan_of(settings),
                make_command=lambda site: crawl_command(site, settings, now),
                now=now,
                chores=DailyForgetting(store, keep_limits(settings), now),
                said=_pass_on,
                find_sites=SiteFiles(settings, args).changed,
            )
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: scheduler.stop())
            self.exitcode = scheduler.run(once=opts.once)


def plan_of(settings: BaseSettings) -> Plan:
    """How the settings want the scheduler to work."""
    return Plan(
        crawls=max(1, settings.getint("SCHEDULE_CRAWLS")),
        lease=timedelta(seconds=settings.getfloat("SCHEDULE_LEASE")),
        limits=Limits(
            seconds=settings.getfloat("CRAWL_TIME_MAX"),
            grace=settings.getfloat("CRAWL_STOP_MAX"),
            memory=settings.getint("CRAWL_MEMORY_MAX"),
        ),
        back_off=BackOff(
            first=timedelta(seconds=settings.getfloat("BACK_OFF")),
            longest=timedelta(seconds=settings.getfloat("BACK_OFF_MAX")),
        ),
    )


def crawl_command(site: str, settings: BaseSettings, now: Callable[[], datetime]) -> list[str]:
    """The command that crawls a site with what this one was given on its command line."""
    given = {"PROGRESS_ENABLED": "0", **_given(settings)}
    if settings["CLOCK_START"]:
        given["CLOCK_START"] = now().isoformat()
    pairs = [part for name, value in given.items() for part in ("-s", f"{name}={value}")]
    return [sys.executable, "-m", "scrapy", "crawl", site, *pairs]


def _pass_on(site: str, line: str) -> None:
    sys.stderr.write(f"{site}| {line}\n")  # in one piece: several crawls talk at once


def _given(settings: BaseSettings) -> dict[str, object]:
    """The settings that came from the command line, such as `-s NAME=VALUE` and `--loglevel`."""
    level = SETTINGS_PRIORITIES["cmdline"]
    return {name: settings[name] for name in settings if settings.getpriority(name) == level}
