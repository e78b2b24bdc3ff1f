"""`scrapy inspect SITE`: hold a site's declared facts against the live site, say which are wrong.

It fetches a bounded number of pages, as politely as a crawl, and stores nothing.
"""

from __future__ import annotations

import argparse

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scraper.commands.running import in_one_line, load_sites
from scraper.crawling.inspection import (
    MOST_REQUESTS,
    InspectionSpider,
    Report,
    Verdict,
    judge_site,
)
from scraper.sites import Site

STYLES = {Verdict.OK: "green", Verdict.WRONG: "bold red", Verdict.UNSURE: "yellow"}


class Command(ScrapyCommand):
    """The first thing to run on a new site, and when a crawl ends as `layout-changed`."""

    requires_project = True

    def syntax(self) -> str:
        """How it is called."""
        return "SITE"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Check a site's declared facts against the live site"

    @in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Look at the site, print a line for each fact, set the exit code."""
        assert self.settings is not None
        if len(args) != 1:
            raise UsageError("name one site; `scrapy list` shows them")
        site = find_site(args[0], load_sites(self.settings))
        report = self._inspect(site)
        print_report(site, report, Console(highlight=False))
        self.exitcode = report.exit_code

    def _inspect(self, site: Site) -> Report:
        assert self.settings is not None
        assert self.crawler_process is not None
        crawler = self.crawler_process.create_crawler(InspectionSpider)
        self.crawler_process.crawl(crawler, site=site)
        self.crawler_process.start()
        spider = crawler.spider
        if not isinstance(spider, InspectionSpider) or spider.seen is None:
            raise UsageError(f"{site.name} was not looked at to the end, see the log")
        return judge_site(spider.seen, blocked_share=self.settings.getfloat("BLOCKED_SHARE"))


def find_site(name: str, sites: dict[str, Site]) -> Site:
    """The site of that name; UsageError tells what can be done with anything else."""
    if name in sites:
        return sites[name]
    if "://" not in name:
        raise UsageError(f"no such site: {name}; there are {', '.join(sites)}")
    owner = next((site.name for site in sites.values() if site.edition_of(name)), None)
    if owner is not None:
        raise UsageError(f"{name} belongs to {owner}; run `scrapy inspect {owner}`")
    raise UsageError(f"{name} is of no known site; write its facts into a file in spiders/ first")


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
    console.print(escape(summary_of(site, report)))


def summary_of(site: Site, report: Report) -> str:
    """One line: how many facts are as declared, how many pages that took, what is wrong."""
    counts = ", ".join(f"{report.count(verdict)} {verdict}" for verdict in Verdict)
    line = f"{site.name}: {counts}; {report.asked} addresses asked for, {MOST_REQUESTS} at most"
    if report.is_refused:
        return f"{line}; the site refuses us: {report.refused} of {report.answers} answers"
    if not report.answers:
        return f"{line}; none brought an answer"
    return f"{line}; wrong: {', '.join(report.wrong)}" if report.wrong else line
