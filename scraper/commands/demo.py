"""`scrapy demo`: serve a replica of a three-language site on loopback, run the whole job on it.

The replica's news is invented; it goes into a store and an output folder of its own. The crawls are
the ordinary command in child processes, with settings that lead the site's hosts to the replica.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from scraper.commands.running import in_one_line
from scraper.demo.articles import FIRST_VISIT, SECOND_VISIT
from scraper.demo.check import SITE, find_faults
from scraper.demo.visits import crawl_command
from scraper.storage import Store

VISITS = (FIRST_VISIT, SECOND_VISIT)


class Command(ScrapyCommand):
    """The main job, shown on invented news."""

    requires_project = True
    requires_crawler_process = False

    def short_desc(self) -> str:
        """One line for `scrapy -h`."""
        return "Crawl a replica of a three-language site with invented news, twice"

    @in_one_line
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl the replica at two times, compare what was found with what its news implies."""
        from scraper.demo.server import start_server  # aiohttp takes long to load

        assert self.settings is not None
        if args:
            raise UsageError(f"takes no arguments: {' '.join(args)}")
        console = Console(highlight=False)
        store = _own_store(self.settings["STORE_URL"])
        output = Path(self.settings["OUTPUT_DIR"]) / "demo"
        shutil.rmtree(output, ignore_errors=True)
        for file in store.parent.glob(f"{store.name}*"):
            file.unlink()
        url = f"sqlite:///{store.absolute()}"
        moment = [FIRST_VISIT]
        with closing(start_server(lambda: moment[0])) as server:
            for number, moment[0] in enumerate(VISITS, 1):
                console.print(f"\n[bold]Visit {number}: {moment[0]:%Y-%m-%d %H:%M} UTC[/bold]")
                crawl = crawl_command(server.connect_to, url, output, moment[0])
                code = subprocess.run(crawl).returncode
                faults = [] if code == 0 else [f"the crawl ended with exit code {code}"]
                with Store.open(url) as opened:
                    faults += find_faults(opened, VISITS[:number])
                if faults:
                    console.print(
                        "\n".join(f"Not as the replica's news implies: {f}" for f in faults)
                    )
                    self.exitcode = code or 1
                    return
        _print_places(console, output)


def _own_store(url: str) -> Path:
    """The demo's SQLite file: beside the real store's, or in `data/` when that is no file."""
    folder = (
        Path(url.removeprefix("sqlite:///")).parent if url.startswith("sqlite") else Path("data")
    )
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "demo.db"


def _print_places(console: Console, output: Path) -> None:
    here = Path.cwd()
    shown = output.relative_to(here) if output.is_relative_to(here) else output
    console.print(f"\nAligned records, one JSON line each:  {shown}/records/{SITE}/")
    console.print(f"JSON Feed, all languages and each:    {shown}/feed.json, feed.uk.json, ...")
    console.print(f"What is there, and the JSON Schema:   {shown}/manifest.json, schema.json")
