"""`scrapy prune`: delete pages and runs that are older or more than the settings keep."""

from __future__ import annotations

import argparse
from datetime import timedelta

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from scraper.commands.running import in_one_line, open_store
from scraper.crawling.clock import Clock
from scraper.service.retention import KeepLimits, describe, forget


class Command(ScrapyCommand):
    """Room for the next years; articles and records stay."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """How it is called."""
        return "[--shrink]"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Delete pages and runs beyond PAGES_MAX_AGE, PAGES_MAX_BYTES, RUNS_MAX_AGE"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Whether the file becomes smaller too."""
        super().add_options(parser)
        parser.add_argument(
            "--shrink",
            action="store_true",
            help="give the room back to the file system too; crawls wait meanwhile",
        )

    @in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Delete and tell how much."""
        assert self.settings is not None
        if args:
            raise UsageError(f"takes no arguments: {' '.join(args)}")
        now = Clock(self.settings["CLOCK_START"]).now()
        with open_store(self.settings) as store:
            gone = forget(store, keep_limits(self.settings), now)
            if opts.shrink:
                store.shrink()
        Console().print(describe(gone), highlight=False)


def keep_limits(settings: BaseSettings) -> KeepLimits:
    """How long and how much the settings keep; 0 there means without limit."""
    pages_age = settings.getfloat("PAGES_MAX_AGE")
    runs_age = settings.getfloat("RUNS_MAX_AGE")
    return KeepLimits(
        pages_age=timedelta(seconds=pages_age) if pages_age else None,
        pages_bytes=settings.getint("PAGES_MAX_BYTES") or None,
        runs_age=timedelta(seconds=runs_age) if runs_age else None,
    )
