"""`scrapy status`: how every site is doing, for people, for programs, and as an exit code."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand

from scraper.commands.running import choose_sites, in_one_line, load_sites, open_store
from scraper.crawling.clock import Clock
from scraper.service.status import Level, SiteStatus, read_status, sites_at_work

NONE = "–"
WIDTH = 100
CAPTION = (
    "good: the last crawl that finished; w/l/f: addresses waiting, leased, failed; articles and"
    " complete stories: last 24 hours (usual); delay: from publication to feed; *: unverified,"
    " facts never held against a real page (`scrapy inspect SITE`)"
)


class Command(ScrapyCommand):
    """What runs, what waits, what is wrong."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """How it is called."""
        return "[--json] [SITE ...]"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Show how every site is doing; exit code 1 when something is wrong"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """For people or for programs."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")

    @in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the status of the named sites, else of those at work; 1 if anything is wrong."""
        assert self.settings is not None
        sites = load_sites(self.settings)
        chosen = choose_sites(sites, args)
        now = Clock(self.settings["CLOCK_START"]).now()
        with open_store(self.settings) as store:
            wanted = tuple(chosen.values()) if args else sites_at_work(store, sites)
            found = read_status(store, wanted, now)
        if opts.json:
            print(encode_status(found, now))  # noqa: T201
        else:
            console = Console(highlight=False)
            if not console.is_terminal:
                console.width = max(console.width, WIDTH)  # a mail or a file has room
            print_status(found, now, console)
        self.exitcode = int(not found or any(status.problems for status in found))


def encode_status(found: Sequence[SiteStatus], now: datetime) -> str:
    """The status as JSON: times in UTC, durations in seconds."""
    value = {"at": now, "fine": not any(one.problems for one in found), "sites": found}
    plain = msgspec.to_builtins(value, builtin_types=(datetime, timedelta))
    for site, status in zip(plain["sites"], found, strict=True):
        site["problems"] = [problem.says for problem in status.problems]
        if site["delay"] is not None:
            site["delay"] = round(site["delay"].total_seconds())
    return msgspec.json.format(msgspec.json.encode(plain), indent=2).decode()


def print_status(found: Sequence[SiteStatus], now: datetime, console: Console) -> None:
    """The status as a table, with what is wrong below it."""
    if not found:
        console.print("No site was ever crawled or scheduled: begin with `scrapy schedule`.")
        return
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), caption_justify="left", caption=CAPTION)
    for name in ("site", "last", "good", "next"):
        table.add_column(name, no_wrap=True)
    for name in ("w/l/f", "articles", "complete", "delay"):
        table.add_column(name, justify="right", no_wrap=True)
    for status in found:
        table.add_row(*_cells(status, now), style="bold red" if status.problems else None)
    console.print(f"{now:%Y-%m-%d %H:%M} UTC")
    console.print(table)
    for status in found:
        told = [problem.says for problem in status.problems]
        for line in (*told, *(f"  {said}" for said in status.says if told)):
            console.print(f"{status.site}: {line}", markup=False, soft_wrap=True)


def _cells(status: SiteStatus, now: datetime) -> tuple[str, ...]:
    return (
        status.site + ("" if status.verified else "*"),
        "running" if status.running else status.last_outcome or NONE,
        _ago(status.last_success, now),
        _ahead(status.next_run, now),
        f"{status.waiting}/{status.leased}/{status.failed}",
        _level(status.articles),
        _level(status.complete),
        NONE if status.delay is None else describe_span(status.delay),
    )


def _level(level: Level) -> str:
    return f"{level.day} ({NONE if level.usual is None else f'{level.usual:.0f}'})"


def _ago(time: datetime | None, now: datetime) -> str:
    return NONE if time is None else describe_span(now - time)


def _ahead(time: datetime | None, now: datetime) -> str:
    if time is None:
        return NONE
    return "due" if time <= now else f"in {describe_span(time - now)}"


def describe_span(span: timedelta) -> str:
    """A span in the largest unit that is at least one of it: `45 s`, `12 min`, `3 h`, `2 d`."""
    seconds = max(span.total_seconds(), 0.0)
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"
