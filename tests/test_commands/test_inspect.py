"""`scrapy inspect` as it is run, over HTTP on the replica, and what it prints."""

from __future__ import annotations

import io
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from scrapy.exceptions import UsageError

from scraper.commands import drafts
from scraper.commands.inspect import find_site, print_report, summary_of
from scraper.crawling.drafting import explore
from scraper.crawling.inspection import Finding, Report, Verdict
from scraper.crawling.inspection.walk import fetch_all
from scraper.demo.addresses import HOSTS
from scraper.demo.articles import FIRST_VISIT
from scraper.demo.server import DemoServer, start_server
from scraper.demo.visits import crawl_command
from spiders.rbc_ukraine import RbcUkraine
from tests.test_crawling.outlet import Outlet

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


def test_a_site_that_cannot_be_reached_is_not_called_wrong(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        connect_to = dict.fromkeys(HOSTS, f"127.0.0.1:{closed.getsockname()[1]}")
        command = crawl_command(
            connect_to, f"sqlite:///{tmp_path / 's'}", tmp_path, FIRST_VISIT, RETRY_TIMES=0
        )
        command[command.index("crawl")] = "inspect"
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert " 0 wrong, " in done.stdout.splitlines()[-1]
    assert "Error downloading" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_that_is_no_site_is_told() -> None:
    with pytest.raises(UsageError) as caught:
        find_site("ranok", {SITE.name: SITE})
    assert str(caught.value) == "no such site: ranok; there are rbc_ukraine"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (
            "https://www.rbc.ua/rus/news/x-1795111332.html",
            "https://www.rbc.ua/rus/news/x-1795111332.html belongs to rbc_ukraine; "
            "run `scrapy inspect rbc_ukraine`",
        ),
        ("mailto://ranok", "not a web address: mailto://ranok"),
    ],
)
def test_an_address_that_needs_no_draft_is_told(url: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        drafts.require_unknown(url, {SITE.name: SITE})
    assert str(caught.value) == told


def test_an_unknown_site_is_drafted_over_http(server: DemoServer, tmp_path: Path) -> None:
    before = len(server.served)
    modules = {"SPIDER_MODULES": "tests.test_crawling.proxied"}
    done = _run(server, tmp_path, "https://www.rbc.ua/rus/", **modules)
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'translations = (Hreflang(), Switcher("span.lang-publication a"),' in done.stdout
    told = "rbc: 3 editions; in doubt: none; 27 addresses asked for, 45 at most"
    assert told in done.stdout.splitlines()
    paths = [(one.host, one.path) for one in server.served[before:]]
    assert len(paths) <= 27 + 2, "each host's robots.txt once more, as every crawl does"
    assert list(tmp_path.iterdir()) == [], "a look stores nothing"


@pytest.mark.parametrize(
    ("outlet", "told", "code"),
    [
        (Outlet(status=403), "https://visnyk.example/ refuses us (HTTP 403)", 4),
        (Outlet(status=404), "https://visnyk.example/ HTTP 404", 3),
        (
            Outlet(robots="User-agent: *\nDisallow: /\n"),
            "https://visnyk.example/ robots.txt forbids it",
            3,
        ),
    ],
)
def test_trouble_is_one_line_and_an_exit_code(outlet: Outlet, told: str, code: int) -> None:
    console = Console(file=io.StringIO(), width=200)
    survey = fetch_all(explore("https://visnyk.example/", FIRST_VISIT, "Tlumach"), outlet.fetch)
    assert drafts.finish_draft(survey, {}, console, write=False) == code
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue() == f"{told}\n"


def test_a_draft_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "FOLDER", tmp_path)
    console = Console(file=io.StringIO(), width=200)
    survey = fetch_all(explore("https://visnyk.example/", FIRST_VISIT, "Tlumach"), Outlet().fetch)
    assert drafts.finish_draft(survey, {}, console, write=True) == 0
    assert "class Visnyk(NewsSpider):" in (tmp_path / "visnyk.py").read_text("utf-8")
    with pytest.raises(UsageError, match="is there already"):
        drafts.finish_draft(survey, {}, console, write=True)


def test_wrong_arguments_are_told_in_one_line() -> None:
    command = [sys.executable, "-m", "scrapy", "inspect"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    told = "scrapy inspect: name one site (`scrapy list` shows them) or a URL"
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
