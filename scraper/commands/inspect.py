"""`scrapy inspect SITE|URL`: hold a file's facts against the live site, or draft a new file.

It fetches a bounded number of pages, as politely as a crawl. Of what it saw it keeps one thing in
the store: that the facts of a site were found right on the live site, and when.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from functools import partial
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scraper.commands.drafts import finish_draft, require_unknown
from scraper.commands.running import in_one_line, load_sites, open_store, quiet_log
from scraper.crawling.clock import Clock
from scraper.crawling.drafting import Survey, explore
from scraper.crawling.inspection import (
    MOST_REQUESTS,
    InspectionSpider,
    Report,
    Verdict,
    judge_site,
    walk_site,
)
from scraper.crawling.inspection.spider import MakeWalk
from scraper.crawling.inspection.verified import is_verified, note_verified
from scraper.sites import Site

STYLES = {Verdict.OK: "green", Verdict.WRONG: "bold red", Verdict.UNSURE: "yellow"}


class Command(ScrapyCommand):
    """The first thing to run on a new site, and when a crawl ends as `layout-changed`."""

    requires_project = True

    def syntax(self) -> str:
        """How it is called."""
        return "SITE | URL [--write]"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Check a site's declared facts against the live site, or draft a file for a new one"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """What to do with a draft."""
        super().add_options(parser)
        parser.add_argument(
            "--write", action="store_true", help="with a URL: write the draft into spiders/"
        )

    @in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Look at the site, print a line for each fact, set the exit code."""
        assert self.settings is not None
        if len(args) != 1:
            raise UsageError("name one site (`scrapy list` shows them) or a URL")
        sites = load_sites(self.settings)
        if "://" in args[0]:
            self.exitcode = self._draft(args[0], sites, write=opts.write)
            return
        site = find_site(args[0], sites)
        report = self._inspect(site)
        console = Console(highlight=False)
        print_report(site, report, console)
        if is_verified(site, report, self.settings.getdict("CONNECT_TO")):
            with open_store(self.settings) as store:
                note_verified(store, site, Clock(self.settings["CLOCK_START"]).now())
            console.print(f"{site.name}: verified on the live site", markup=False)
        self.exitcode = report.exit_code

    def _inspect(self, site: Site) -> Report:
        assert self.settings is not None
        seen = self._walk(site.name, site.hosts, partial(walk_site, site))
        return judge_site(seen, blocked_share=self.settings.getfloat("BLOCKED_SHARE"))

    def _draft(self, url: str, sites: dict[str, Site], *, write: bool) -> int:
        """Look at an unknown site, print what was seen and the draft; the exit code."""
        require_unknown(url, sites)
        survey: Survey = self._walk("unknown", (), partial(explore, url))
        return finish_draft(survey, sites, Console(highlight=False), write=write)

    def _walk(self, name: str, hosts: Iterable[str], walk: MakeWalk) -> Any:  # noqa: ANN401
        """What a walk returns when its pages are fetched."""
        assert self.crawler_process is not None
        quiet_log()
        crawler = self.crawler_process.create_crawler(InspectionSpider)
        self.crawler_process.crawl(crawler, site=name, hosts=hosts, walk=walk)
        self.crawler_process.start()
        spider = crawler.spider
        if not isinstance(spider, InspectionSpider) or spider.seen is None:
            raise UsageError(f"{name} was not looked at to the end, see the log")
        return spider.seen


def find_site(name: str, sites: dict[str, Site]) -> Site:
    """The site of that name; UsageError tells what can be done with anything else."""
    if name in sites:
        return sites[name]
    raise UsageError(f"no such site: {name}; there are {', '.join(sites)}")


def print_report(site: Site, report: Report, console: Console) -> None:
    """A row for each fact, and the sum as the last line."""
    table = Table(title=f"{site.title}: facts of its file against the site", title_justify="left")
    for column in ("fact", "verdict", "what was seen"):
        table.add_column(column, overflow="fold")
    for finding in report.findings:
        seen = escape(finding.seen)
        if finding.example and finding.verdict is not Verdict.OK:
            seen = f"{seen}\n[dim]{escape(finding.example)}[/dim]"
        style = STYLES[finding.verdict]
        table.add_row(escape(finding.fact), f"[{style}]{finding.verdict}[/{style}]", seen)
    console.print(table)
    console.print(escape(summary_of(site, report)), soft_wrap=True)


def summary_of(site: Site, report: Report) -> str:
    """One line: how many facts are as declared, how many pages that took, what is wrong."""
    counts = ", ".join(f"{report.count(verdict)} {verdict}" for verdict in Verdict)
    line = f"{site.name}: {counts}; {report.asked} addresses asked for, {MOST_REQUESTS} at most"
    if report.is_refused:
        return f"{line}; the site refuses us: {report.refused} of {report.answers} answers"
    if not report.answers:
        return f"{line}; none brought an answer"
    return f"{line}; wrong: {', '.join(report.wrong)}" if report.wrong else line
