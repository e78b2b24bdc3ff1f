"""`scrapy withdraw ID|URL`: take an article or record out of everything published, for good."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scraper.commands.running import finish, in_one_line, load_sites, open_store
from scraper.crawling.clock import Clock
from scraper.storage import Withdrawn


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
        if gone == Withdrawn():
            raise UsageError(f"nothing in the store is called {args[0]}")
        report = finish(self.settings, load_sites(self.settings))
        console = Console(highlight=False)
        for line in _tell(gone):
            console.print(line, markup=False, soft_wrap=True)
        console.print(f"records changed: {report.published}, removed: {report.removed}")


def _tell(gone: Withdrawn) -> Iterator[str]:
    yield from (f"withdrawn: article {id_}" for id_ in gone.articles)
    yield from (f"announced: record {id_}" for id_ in gone.records)
    yield from (f"withdrawn before: {id_}" for id_ in gone.already)
    if gone.address is not None:
        yield f"never fetched: {gone.address}"
