"""`scrapy inspect` as it is run, over HTTP on the replica, and what it prints."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from scrapy.exceptions import UsageError

from scraper.commands.inspect import find_site, print_report, summary_of
from scraper.crawling.inspection import Finding, Report, Verdict
from scraper.demo.articles import FIRST_VISIT
from scraper.demo.server import DemoServer, start_server
from scraper.demo.visits import crawl_command
from spiders.rbc_ukraine import RbcUkraine

SITE = RbcUkraine.site
REPORT = Report(
    findings=(
        Finding("body [id=x]", Verdict.WRONG, "on 0 of 4 pages", "https://www.rbc.ua/rus/a"),
        Finding("tags div.tags a", Verdict.UNSURE, "on 0 of 2 pages"),
        Finding("Hreflang", Verdict.OK, "on 4 of 4 pages", "https://www.rbc.ua/rus/b"),
    ),
    asked=30,
    answers=28,
    refused=1,
    is_refused=False,
)


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    with start_server(lambda: FIRST_VISIT) as running:
        yield running


def _run(
    server: DemoServer, folder: Path, *arguments: str, **settings: object
) -> subprocess.CompletedProcess[str]:
    store = f"sqlite:///{folder / 'store.db'}"
    crawl = crawl_command(server.connect_to, store, folder / "output", FIRST_VISIT, **settings)
    place = crawl.index("crawl")
    command = [*crawl[:place], "inspect", *arguments, *crawl[place + 2 :]]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_site_file_is_as_the_replica(server: DemoServer, tmp_path: Path) -> None:
    before = len(server.served)
    done = _run(server, tmp_path, "rbc_ukraine")
    assert done.returncode == 0, done.stdout + done.stderr
    last = done.stdout.splitlines()[-1]
    assert last == "rbc_ukraine: 47 ok, 0 wrong, 3 unsure; 33 addresses asked for, 60 at most"
    assert list(tmp_path.iterdir()) == [], "an inspection stores nothing"
    paths = [one.path for one in server.served[before:]]
    assert paths.count("/robots.txt") == 4, "each host's own, and once more as every crawl does"
    assert len(paths) == 33 + 2
    assert not any("/promo/" in path for path in paths)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ranok", "no such site: ranok; there are rbc_ukraine"),
        (
            "https://www.rbc.ua/rus/news/x-1795111332.html",
            "https://www.rbc.ua/rus/news/x-1795111332.html belongs to rbc_ukraine; "
            "run `scrapy inspect rbc_ukraine`",
        ),
        (
            "https://ranok.example/",
            "https://ranok.example/ is of no known site; write its facts into a file in spiders/ "
            "first",
        ),
    ],
)
def test_a_name_that_is_no_site_is_told(name: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_site(name, {SITE.name: SITE})
    assert str(caught.value) == told


def test_wrong_arguments_are_told_in_one_line() -> None:
    command = [sys.executable, "-m", "scrapy", "inspect"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    told = "scrapy inspect: name one site; `scrapy list` shows them"
    assert done.stderr.splitlines()[-1] == told


def _printed(report: Report) -> str:
    console = Console(file=io.StringIO(), width=200, highlight=False)
    print_report(SITE, report, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_row_for_each_fact_with_an_address_where_it_helps() -> None:
    printed = _printed(REPORT)
    assert "body [id=x]" in printed
    assert "https://www.rbc.ua/rus/a" in printed
    assert "https://www.rbc.ua/rus/b" not in printed
    assert printed.splitlines()[-1] == summary_of(SITE, REPORT)


def test_the_last_line_names_what_is_wrong() -> None:
    assert summary_of(SITE, REPORT) == (
        "rbc_ukraine: 1 ok, 1 wrong, 1 unsure; 30 addresses asked for, 60 at most; "
        "wrong: body [id=x]"
    )


def test_a_refusal_is_told_instead_of_facts() -> None:
    refused = replace(REPORT, refused=20, is_refused=True)
    assert summary_of(SITE, refused).endswith("; the site refuses us: 20 of 28 answers")
    assert refused.exit_code == 4


def test_no_answer_is_told() -> None:
    lost = Report(findings=REPORT.findings[1:2], asked=30, answers=0, refused=0, is_refused=False)
    assert summary_of(SITE, lost).endswith("; none brought an answer")
    assert lost.exit_code == 3
