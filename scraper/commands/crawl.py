"""`scrapy crawl SITE`: fetch what is new, then match, align and publish it."""

from __future__ import annotations

import argparse
import sys

from rich.console import Console
from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError

from scraper.commands.running import crawl, finish, in_one_line, load_sites, open_store
from scraper.commands.tables import print_article, print_crawl, print_job
from scraper.crawling.arguments import ArgumentError, parse_arguments
from scraper.crawling.lease import SiteBusyError
from scraper.crawling.monitors import Verdict


class Command(BaseRunSpiderCommand):
    """Manual spider run."""

    requires_project = True

    def syntax(self) -> str:
        """How it is called."""
        return "SITE [-a since=DATE] [-a until=DATE] [-a langs=ua,en,ru] [-a url=URL] [-a limit=N]"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Fetch what is new on a site, then match, align and publish it"

    @in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check the arguments, crawl, run the job, print the summary, set the exit code."""
        assert self.settings is not None
        assert self.crawler_process is not None
        if len(args) != 1:
            raise UsageError("name one site; `scrapy list` shows them")
        sites = load_sites(self.settings)
        if args[0] not in sites:
            known = ", ".join(sites)
            raise UsageError(f"no such site: {args[0]}; there are {known}")
        try:
            arguments = parse_arguments(sites[args[0]], opts.spargs)
        except ArgumentError as error:
            raise UsageError(str(error)) from None
        try:
            crawled = crawl(self.crawler_process, sites[args[0]], opts.spargs)
        except SiteBusyError as error:
            print(f"scrapy crawl: {error}", file=sys.stderr)  # noqa: T201
            self.exitcode = Verdict.PARTIAL.exit_code
            return
        report = finish(self.settings, sites)
        console = Console()
        if arguments.url:
            self._print_article(arguments.url, console)
        print_crawl(crawled, console)
        print_job(report, console)
        self.exitcode = crawled.judgement.verdict.exit_code

    def _print_article(self, url: str, console: Console) -> None:
        assert self.settings is not None
        with open_store(self.settings) as store:
            stored = store.article_by_url(url)
        if stored is None:
            console.print(f"{url} gave no article")
        else:
            print_article(stored.article, console)
