"""`scrapy export FORMAT PATH`: the aligned text of the store as a parallel corpus."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import track
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scraper.commands.running import in_one_line, open_store
from scraper.feed.exports import FORMATS, ExportError, export_segments
from scraper.feed.filters import Boilerplate, Limits, filter_segments, make_filters
from scraper.feed.segments import Segment, read_segments
from scraper.items import Record
from scraper.languages import parse_langs
from scraper.storage import Store


class Command(ScrapyCommand):
    """Parallel text out."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """How it is called."""
        return "FORMAT PATH [options]"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return f"Write the aligned text as a corpus: {', '.join(FORMATS)}"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """What to take and what to leave out."""
        super().add_options(parser)
        limits = Limits()
        add = parser.add_argument
        add("--site", help="only this site")
        add("--langs", default="ua,en,ru", help="languages in order (default: ua,en,ru)")
        add("--since", type=date.fromisoformat, metavar="DATE", help="published on or after (UTC)")
        add("--until", type=date.fromisoformat, metavar="DATE", help="published on or before (UTC)")
        add("--level", choices=("sentence", "block"), default="sentence")
        add("--min-score", type=float, default=limits.min_score, metavar="N", help="0 to 1")
        add("--dedupe", action="store_true", help="leave near-duplicates out")
        add("--unfiltered", action="store_true", help="leave nothing out")

    @in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read, filter and write; print what was left out and why."""
        assert self.settings is not None
        if len(args) != 2:
            raise UsageError("name a format and a path, such as: scrapy export tmx news.tmx")
        name, path = args
        try:
            langs = parse_langs(opts.langs)
        except ValueError as error:
            raise UsageError(f"--langs: {error}") from None
        if len(langs) < 2:
            raise UsageError("--langs: a parallel corpus takes two languages or three")
        dropped: Counter[str] = Counter()
        with open_store(self.settings) as store:
            try:
                segments = _segments(store, opts, langs, dropped)
                count = export_segments(segments, name, Path(path), langs, dropped)
            except ExportError as error:
                raise UsageError(str(error)) from None
        told = ", ".join(f"{n} {reason}" for reason, n in dropped.most_common())
        Console(highlight=False).print(f"{count} segments in {path}; left out: {told or 'none'}")


def _segments(
    store: Store, opts: argparse.Namespace, langs: tuple[str, ...], dropped: Counter[str]
) -> Iterator[Segment]:
    def read(doing: str) -> Iterator[Segment]:
        return read_segments(_records(store, opts, doing), langs, level=opts.level)

    if opts.unfiltered:
        return read("exporting")
    limits = Limits(min_score=opts.min_score, dedupe=opts.dedupe)
    boilerplate = Boilerplate(limits)
    boilerplate.learn(read("looking for boilerplate"))
    return filter_segments(read("exporting"), make_filters(limits, boilerplate), dropped)


def _records(store: Store, opts: argparse.Namespace, doing: str) -> Iterator[Record]:
    """The live records that the options ask for, in the order of their sequence."""
    since, until = _midnight(opts.since), _midnight(opts.until)
    live = store.records(site=opts.site, include_removed=False)
    for record in _with_progress(live, store.count_live(opts.site), doing):
        time = record.published_at
        if since and (time is None or time < since):
            continue
        if until and (time is None or time >= until + timedelta(days=1)):
            continue
        yield record


def _midnight(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def _with_progress(records: Iterable[Record], total: int, doing: str) -> Iterable[Record]:
    if not sys.stderr.isatty():
        return records
    return track(records, doing, total=total, console=Console(stderr=True), transient=True)
