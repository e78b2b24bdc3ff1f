"""`scrapy withdraw ID|URL`: take an article or record out of everything published, for good."""

from __future__ import annotations

import argparse

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scraper.commands.running import finish, in_one_line, load_sites, open_store
from scraper.crawling.clock import Clock


class Command(ScrapyCommand):
    """Removal on request."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """How it is called."""
        return "[--record] ID|URL"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Take an article or record out of everything published, for good"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Whether the id means one article or the whole record that it opened."""
        super().add_options(parser)
        parser.add_argument(
            "--record", action="store_true", help="withdraw every version of the record"
        )

    @in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Withdraw, then publish the removal."""
        assert self.settings is not None
        if len(args) != 1:
            raise UsageError("name one article or record, by id or URL")
        clock = Clock(self.settings["CLOCK_START"])
        with open_store(self.settings) as store:
            gone = store.withdraw(args[0], clock.now(), record=opts.record)
        if not gone.articles and not gone.records:
            raise UsageError(f"nothing in the store is called {args[0]}")
        report = finish(self.settings, load_sites(self.settings))
        console = Console()
        for id_ in gone.articles:
            console.print(f"withdrawn: article {id_}", highlight=False)
        for id_ in gone.records:
            console.print(f"announced: record {id_}", highlight=False)
        console.print(f"records changed: {report.published}, removed: {report.removed}")
