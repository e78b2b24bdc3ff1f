"""`scrapy rebuild`: run the later stages again from the store, without the network."""

from __future__ import annotations

import argparse
from collections import Counter

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scraper.commands.running import finish, in_one_line, load_sites, open_store
from scraper.commands.tables import print_job
from scraper.crawling.clock import Clock
from scraper.job import Scope, reread_pages

STAGES = ("page", "article", "story")


class Command(ScrapyCommand):
    """Rules change; what was fetched stays."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """How it is called."""
        return "[--from page|article|story]"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Run the later stages again from the store, without the network"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Where to begin."""
        super().add_options(parser)
        parser.add_argument(
            "--from",
            dest="stage",
            choices=STAGES,
            default="page",
            help="page: read the pages again; article: match again; story: align again",
        )

    @in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read, match, align and publish again from the chosen stage on."""
        assert self.settings is not None
        if args:
            raise UsageError(f"takes no arguments: {' '.join(args)}")
        console = Console()
        sites = load_sites(self.settings)
        if opts.stage == "page":
            clock = Clock(self.settings["CLOCK_START"])
            with open_store(self.settings) as store:
                kinds = Counter(stored.kind for stored in reread_pages(store, sites, clock.now))
            told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
            console.print(f"read again: {told or 'no pages'}", highlight=False)
        scope: Scope = "story" if opts.stage == "story" else "article"
        relearn = opts.stage == "article"
        print_job(finish(self.settings, sites, scope, relearn=relearn), console)
