"""`scrapy fixture` as it is run: pages over HTTP, from files and archives, and read anew."""

from __future__ import annotations

import argparse
import io
import json
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess, run

import pytest
from rich.console import Console
from scrapy.exceptions import UsageError

from scraper.commands import fixture
from scraper.commands.fixture import Command
from scraper.crawling.fixtures import FixtureError, find_stories, load_story
from scraper.demo.articles import FIRST_VISIT
from scraper.demo.replica import Replica
from scraper.demo.server import DemoServer, start_server
from scraper.demo.visits import crawl_command
from spiders.rbc_ukraine import RbcUkraine
from tests.test_crawling.test_warc import record, response

SITE = RbcUkraine.site
SITES = {SITE.name: SITE}
STORY = "u-lubomyri-vidkryly-novyi-mist-1794825439"
UK = f"https://www.rbc.ua/rus/news/{STORY}.html"
RU = f"https://www.rbc.ua/ukr/news/{STORY}.html"


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    with start_server(lambda: FIRST_VISIT) as running:
        yield running


def scrapy(server: DemoServer, *arguments: str) -> CompletedProcess[str]:
    crawl = crawl_command(server.connect_to, "sqlite://", Path("unused"), FIRST_VISIT)
    place = crawl.index("crawl")
    command = [*crawl[:place], "fixture", *arguments, *crawl[place + 2 :]]
    return run(command, capture_output=True, text=True, check=False)


def body_of(url: str) -> bytes:
    return Replica().answer("www.rbc.ua", url.removeprefix("https://www.rbc.ua"), FIRST_VISIT).body


def options(folder: Path, **changes: object) -> argparse.Namespace:
    given = {"name": None, "file": None, "warc": [], "folder": folder, **changes}
    return argparse.Namespace(**given)


def test_pages_are_fetched(server: DemoServer, tmp_path: Path) -> None:
    done = scrapy(server, "rbc_ukraine", UK, RU, f"--folder={tmp_path}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'set "reviewed" to true' in done.stdout
    (story,) = find_stories(tmp_path)
    assert story.name == STORY
    assert {lang: each.page.url for lang, each in story.pages.items()} == {"uk": UK, "ru": RU}
    assert story.pages["uk"].page.body == body_of(UK)
    assert story.pages["uk"].page.header("content-type")
    assert story.expected["stories"][0]["articles"].keys() == {"uk", "ru"}


def test_what_cannot_be_fetched_is_told_in_one_line(server: DemoServer, tmp_path: Path) -> None:
    gone = "https://www.rbc.ua/rus/news/takoi-novyny-nemaie-1794000000.html"
    done = scrapy(server, "rbc_ukraine", gone, f"--folder={tmp_path}")
    assert done.returncode == 2
    assert f"scrapy fixture: {gone} was not fetched: http-404" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_pages_from_files(tmp_path: Path) -> None:
    for name, url in (("uk", UK), ("ru", RU)):
        (tmp_path / f"{name}.html").write_bytes(body_of(url))
    files = [str(tmp_path / "uk.html"), str(tmp_path / "ru.html")]
    story = Command()._save(
        ["rbc_ukraine", UK, RU], options(tmp_path / "f", file=files, name="mist"), SITES
    )
    assert story.folder == tmp_path / "f" / "rbc_ukraine" / "mist"
    assert {lang: each.page.body for lang, each in story.pages.items()} == {
        "uk": body_of(UK),
        "ru": body_of(RU),
    }


def test_a_page_without_an_article_is_refused_and_leaves_no_folder(tmp_path: Path) -> None:
    (tmp_path / "uk.html").write_text("<h1>Вхід</h1><p>Увійдіть, щоб читати.</p>", "utf-8")
    given = options(tmp_path / "f", file=[str(tmp_path / "uk.html")], name="mist")
    with pytest.raises(FixtureError, match=rf"{UK} gave no article \("):
        Command()._save(["rbc_ukraine", UK], given, SITES)
    assert not (tmp_path / "f").exists()


def test_pages_from_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(
        record("response", response(b"", status="503 Busy"), UK)
        + record("response", response(body_of(UK)), f"{UK}?utm_source=x")
        + record("response", response(body_of(RU)), RU)
    )
    given = options(tmp_path / "f", warc=[str(path)])
    story = Command()._save(["rbc_ukraine", UK, RU], given, SITES)
    assert story.pages["uk"].page.body == body_of(UK)
    with pytest.raises(UsageError, match=r"is not in .*a\.warc"):
        Command()._save(["rbc_ukraine", UK.replace("439", "440")], given, SITES)


@pytest.mark.parametrize(
    ("arguments", "changes", "told"),
    [
        (["rbc_ukraine"], {}, "name a site and the addresses"),
        (["rbc_ukraine", "https://www.rbc.ua/rus/"], {}, "not the address of an article"),
        (["rbc_ukraine", UK, RU], {"file": ["a.html"]}, "2 addresses and 1 files"),
    ],
)
def test_wrong_arguments(
    tmp_path: Path, arguments: list[str], changes: dict[str, object], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        Command()._save(arguments, options(tmp_path, **changes), SITES)


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        (UK, STORY),
        ("https://www.pravda.com.ua/news/2026/01/08/8015225/", "8015225"),
        ("https://a.example/%D0%BC%D1%96%D1%81%D1%82/", "d0-bc-d1-96-d1-81-d1-82"),
        ("https://a.example/", "story"),
    ],
)
def test_names_of_folders(url: str, slug: str) -> None:
    assert fixture._slug(url) == slug


def test_differences_are_shown_field_by_field_and_written(tmp_path: Path) -> None:
    path = tmp_path / "uk.html"
    path.write_bytes(body_of(UK))
    given = options(tmp_path / "f", file=[str(path)], name="mist")
    story = Command()._save(["rbc_ukraine", UK], given, SITES)
    assert _compare(story.folder) == (0, "1 stories, 0 fields read otherwise\n")
    article = story.folder / "uk" / "article.json"
    told = json.loads(article.read_text("utf-8"))
    told["blocks"][1]["text"] = "Зовсім інше."
    article.write_text(json.dumps(told), "utf-8")
    assert _compare(story.folder)[0] == fixture.DIFFERENT
    code, shown = _compare(story.folder, write=True)
    assert code == 0
    lines = shown.splitlines()
    assert lines[0] == "rbc_ukraine/mist/uk: blocks"
    assert [line.strip()[0] for line in lines[1:3]] == ["-", "+"]
    assert "Зовсім інше." in lines[1]
    assert lines[-1] == "1 stories, 1 fields read otherwise"
    assert _compare(story.folder)[0] == 0


def _compare(folder: Path, *, write: bool = False) -> tuple[int, str]:
    out = io.StringIO()
    code = fixture._compare([load_story(folder)], SITES, Console(file=out, width=999), write)
    return code, out.getvalue()


def test_no_story_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no saved story of rbc_ukraine"):
        fixture._chosen(["rbc_ukraine"], tmp_path)
