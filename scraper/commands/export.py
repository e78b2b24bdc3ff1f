"""`scrapy export FORMAT PATH`: the aligned text of the store as a parallel corpus."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import track
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scraper.commands.running import check_site, in_one_line, open_store
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
        add = parser.add_argument
        add("--site", help="only this site")
        add("--langs", default="ua,en,ru", help="languages in order (default: ua,en,ru)")
        add("--since", type=_day, metavar="DATE", help="published on or after (UTC)")
        add("--until", type=_day, metavar="DATE", help="published on or before (UTC)")
        add("--level", choices=("sentence", "block"), default="sentence")
        least = f"0 to 1 (default: {Limits().min_score})"
        add("--min-score", type=float, metavar="N", help=least)
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
        _check(opts, langs)
        dropped: Counter[str] = Counter()
        with open_store(self.settings) as store:
            check_site(self.settings, store, opts.site)
            try:
                segments = _segments(store, opts, langs, dropped)
                count = export_segments(segments, name, Path(path), langs, dropped)
            except ExportError as error:
                raise UsageError(str(error)) from None
            except OSError as error:
                raise UsageError(f"{path} cannot be written: {error.strerror}") from None
        told = ", ".join(f"{n} {reason}" for reason, n in dropped.most_common())
        Console(highlight=False).print(f"{count} segments in {path}; left out: {told or 'none'}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"no such day: {text} (YYYY-MM-DD)") from None


def _check(opts: argparse.Namespace, langs: tuple[str, ...]) -> None:
    """UsageError names what nothing can answer: an empty corpus would be taken for an answer."""
    if len(langs) < 2:
        raise UsageError("--langs: a parallel corpus takes two languages or three")
    if opts.since and opts.until and opts.since > opts.until:
        raise UsageError(f"--since {opts.since} is after --until {opts.until}")
    if opts.min_score is not None and not 0 <= opts.min_score <= 1:
        raise UsageError(f"--min-score: from 0 to 1, not {opts.min_score:g}")
    if opts.unfiltered and (opts.dedupe or opts.min_score is not None):
        raise UsageError("--unfiltered leaves nothing out: not beside --dedupe or --min-score")


def _segments(
    store: Store, opts: argparse.Namespace, langs: tuple[str, ...], dropped: Counter[str]
) -> Iterator[Segment]:
    def read(doing: str) -> Iterator[Segment]:
        return read_segments(_records(store, opts, doing), langs, level=opts.level)

    if opts.unfiltered:
        return read("exporting")
    limits = Limits(dedupe=opts.dedupe)
    if opts.min_score is not None:
        limits = replace(limits, min_score=opts.min_score)
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
