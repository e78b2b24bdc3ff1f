"""`scrapy fixture SITE URL URL ...`: saves one story's pages; `--again` reads the saved ones anew.

What is saved is unreviewed: its tests fail until a person has read it.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scraper.commands.running import in_one_line, load_sites, quiet_log
from scraper.crawling.fetching import FetchingSpider
from scraper.crawling.fixtures import (
    ARTICLE,
    STORY,
    Difference,
    FixtureError,
    SavedStory,
    compare_story,
    find_stories,
    save_story,
    write_expectations,
)
from scraper.crawling.warc import WarcError, read_pages
from scraper.extraction import same_address
from scraper.items import Page
from scraper.sites import Site

FOLDER = Path(__file__).parent.parent.parent / "tests" / "fixtures"
DIFFERENT = 5
"""Exit code when something is read otherwise than the files say, and they are left so."""


class Command(ScrapyCommand):
    """Saved stories for the tests of a site."""

    requires_project = True

    def syntax(self) -> str:
        """How it is called."""
        return "SITE URL URL ... | [SITE [STORY]] --again"

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Save a story's pages as a test fixture, or read the saved ones anew"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Where the pages come from, and what to do with saved ones."""
        super().add_options(parser)
        add = parser.add_argument
        add("--name", help="the story's folder; else the slug of the first URL")
        add("--file", action="append", help="a saved page, one for each URL, in their order")
        add("--warc", action="append", default=[], help="a WARC file that holds the URLs")
        add("--folder", default=FOLDER, type=Path, help="where fixtures are (tests/fixtures)")
        add("--again", action="store_true", help="read the saved pages, show what differs")
        add("--write", action="store_true", help="with --again: write what is read now, unreviewed")

    @in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Save a story, or compare saved ones with what is read now."""
        assert self.settings is not None
        sites = load_sites(self.settings)
        if args and args[0] not in sites:
            raise UsageError(f"no such site: {args[0]}; there are {', '.join(sites)}")
        console = Console(highlight=False, soft_wrap=True)
        try:
            if opts.again:
                self.exitcode = _compare(_chosen(args, opts.folder), sites, console, opts.write)
            else:
                _tell(self._save(args, opts, sites), console)
        except (FixtureError, WarcError, OSError) as error:
            raise UsageError(str(error)) from None

    def _save(
        self, args: Sequence[str], opts: argparse.Namespace, sites: dict[str, Site]
    ) -> SavedStory:
        if len(args) < 2:
            raise UsageError("name a site and the addresses of a story's versions")
        site, urls = sites[args[0]], args[1:]
        for url in urls:
            if site.match_article(url) is None:
                raise UsageError(f"{url} is not the address of an article of {site.name}")
        if opts.file:
            pages = list(_from_files(site, urls, opts.file))
        elif opts.warc:
            pages = list(_from_archives(site, urls, opts.warc))
        else:
            pages = self._fetch(site, urls)
        return save_story(opts.folder, site, opts.name or _slug(urls[0]), pages)

    def _fetch(self, site: Site, urls: Sequence[str]) -> list[Page]:
        assert self.crawler_process is not None
        quiet_log()
        crawler = self.crawler_process.create_crawler(FetchingSpider)
        self.crawler_process.crawl(crawler, site=site, urls=urls)
        self.crawler_process.start()
        spider = crawler.spider
        assert isinstance(spider, FetchingSpider)
        for url in urls:
            if url not in spider.pages:
                raise UsageError(f"{url} was not fetched: {spider.failed.get(url, 'see the log')}")
        return [spider.pages[url] for url in urls]


def _from_files(site: Site, urls: Sequence[str], files: Sequence[str]) -> Iterator[Page]:
    """The pages that somebody saved to files; nothing is known of their headers."""
    if len(files) != len(urls):
        raise UsageError(f"{len(urls)} addresses and {len(files)} files; name one for each")
    for url, name in zip(urls, files, strict=True):
        path = Path(name)
        yield Page(
            site=site.name,
            url=url,
            final_url=url,
            status=200,
            headers=(("content-type", "text/html"),),
            body=path.read_bytes(),
            fetched_at=datetime.fromtimestamp(int(path.stat().st_mtime), UTC),
        )


def _from_archives(site: Site, urls: Sequence[str], files: Sequence[str]) -> Iterator[Page]:
    """The pages from WARC files, the first 200 of each address."""
    held = [page for name in files for page in read_pages(Path(name), site.name)]
    for url in urls:
        found = (page for page in held if page.status == 200 and same_address(page.url, url))
        page = next(found, None)
        if page is None:
            raise UsageError(f"{url} is not in {', '.join(files)}")
        yield page


def _slug(url: str) -> str:
    """A folder's name from an address: the longest part of its path, as a slug."""
    parts = (re.sub(r"\.\w+$", "", part) for part in urlsplit(url).path.split("/"))
    slug = re.sub(r"[^a-z0-9]+", "-", max(parts, key=len).lower()).strip("-")
    return slug[:60].strip("-") or "story"


def _chosen(args: Sequence[str], folder: Path) -> list[SavedStory]:
    stories = list(find_stories(folder, args[0] if args else None))
    chosen = [story for story in stories if story.name in args[1:]] if args[1:] else stories
    if not chosen:
        raise UsageError(f"no saved story of {' '.join(args) or 'any site'} in {folder}")
    return chosen


def _compare(
    stories: Sequence[SavedStory], sites: dict[str, Site], console: Console, write: bool
) -> int:
    """Print what is read otherwise than the files say; the exit code."""
    count = 0
    for story in stories:
        differences = list(compare_story(story, sites[story.site]))
        count += len(differences)
        for difference in differences:
            console.print(_told(story, difference), markup=False)
        if write and differences:
            write_expectations(story.folder, sites[story.site])
            console.print(f"{story.folder}: written, unreviewed", markup=False)
    console.print(f"{len(stories)} stories, {count} fields read otherwise")
    return DIFFERENT if count and not write else 0


def _told(story: SavedStory, difference: Difference) -> str:
    """One field's difference: a line that names it, and what went and came."""
    where = f"{story.site}/{story.name}/{difference.lang}".rstrip("/")
    lines = difflib.unified_diff(
        _lines(difference.expected), _lines(difference.got), lineterm="", n=0
    )
    changed = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return "\n".join((f"{where}: {difference.field}", *(f"    {line}" for line in changed)))


def _lines(value: object) -> list[str]:
    """A value as lines, one for each element of a list."""
    values = value if isinstance(value, list) else [value]
    return [json.dumps(each, ensure_ascii=False, sort_keys=True) for each in values]


def _tell(story: SavedStory, console: Console) -> None:
    here = Path.cwd()
    folder = story.folder.relative_to(here) if story.folder.is_relative_to(here) else story.folder
    console.print(str(folder), markup=False, style="bold")
    for lang, each in story.pages.items():
        headline, blocks = each.expected["headline"], len(each.expected["blocks"])
        console.print(f"  {lang}: {headline} ({blocks} blocks)", markup=False)
    console.print(
        f"Read each {ARTICLE} and {STORY} beside the page; when all is right there, set "
        '"reviewed" to true. Until then their tests fail.',
        markup=False,
    )
