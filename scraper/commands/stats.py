"""`scrapy stats`: what was published when, how late versions come, how well they align."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scraper.commands.running import check_site, in_one_line, open_store
from scraper.feed.charts import Series, draw_bars
from scraper.feed.files import write_file
from scraper.feed.statistics import TENTHS, Statistics, count_records, delay_names
from scraper.items import DivergenceKind
from scraper.languages import badge


class Command(ScrapyCommand):
    """Figures and charts."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """How it is called."""
        return "[--site SITE]"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Print and draw what was published, delays, alignment scores and divergences"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Which records."""
        super().add_options(parser)
        parser.add_argument("--site", help="only this site")

    @in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Count, print tables, write `stats/*.svg`, or those of a site, into the output folder."""
        assert self.settings is not None
        if args:
            raise UsageError(f"takes no arguments: {' '.join(args)}")
        with open_store(self.settings) as store:
            check_site(self.settings, store, opts.site)
            statistics = count_records(store.records(site=opts.site, include_removed=False))
        console = Console(highlight=False)
        present = {lang for _, lang in statistics.articles}
        langs = [lang for lang in self.settings.getlist("LANGS") if lang in present]
        folder = Path(self.settings["OUTPUT_DIR"]) / "stats" / (opts.site or "")
        for name, title, labels, series in _charts(statistics, langs):
            console.print(_table(title, labels, series))
            write_file(folder / f"{name}.svg", draw_bars(title, labels, series).encode())
        console.print(f"{statistics.stories} stories; charts in {folder}")


Chart = tuple[str, str, list[str], list[Series]]


def _charts(statistics: Statistics, langs: list[str]) -> Iterator[Chart]:
    days = list(statistics.days)
    years = {day[:4] for day in days}
    shown = [day if len(years) > 1 else day[5:] for day in days]
    by_lang = [
        Series(badge(lang), [statistics.articles[day, lang] for day in days]) for lang in langs
    ]
    yield "articles", "Articles per day and language", shown, by_lang
    complete = [Series("complete", [statistics.complete[day] for day in days])]
    yield "complete", "Complete stories per day", shown, complete
    delays = list(delay_names())
    yield (
        "delays",
        "Delay from a story's first version to the others",
        [name.removeprefix("up to ").replace("over ", "> ") for name in delays],
        [Series("versions", [statistics.delays[n] for n in range(len(delays))])],
    )
    scores = [Series("beads", [statistics.scores[n] for n in range(TENTHS)])]
    yield "scores", "Sentence beads by score", [f"{n / TENTHS:.1f}" for n in range(TENTHS)], scores
    kinds = list(get_args(DivergenceKind))
    counts = [Series("divergences", [statistics.divergences[kind] for kind in kinds])]
    yield "divergences", "Divergences by kind", kinds, counts


def _table(title: str, labels: list[str], series: list[Series]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for one in series:
        table.add_column(one.name, justify="right")
    for n, label in enumerate(labels):
        table.add_row(label, *(f"{one.values[n]:g}" for one in series))
    return table
