"""The page for contributors is followed word for word: its file, its commands, what they print."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from scraper.commands import drafts, fixture
from scraper.crawling import NewsSpider
from scraper.crawling.drafting import explore
from scraper.crawling.facts import OPTIONAL, REQUIRED
from scraper.crawling.fixtures import SavedStory, save_story
from scraper.crawling.inspection.walk import fetch_all
from scraper.demo.articles import FIRST_VISIT
from scraper.items import Page
from scraper.sites import Site
from tests.test_crawling.outlet import Outlet
from tests.test_sites.outlets import ROOT

GUIDE = (ROOT / "docs" / "add-a-site.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", GUIDE, re.S)


def guided_site() -> Site:
    """The site of the page's Python block, defined as written."""
    (code,) = (text for language, text in BLOCKS if language == "python")
    names: dict[str, object] = {"__name__": __name__}
    exec(code, names)
    spider = names["Visnyk"]
    assert isinstance(spider, type)
    assert issubclass(spider, NewsSpider)
    return spider.site


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> SavedStory:
    """The story that the page's command with `--file` saves."""
    site = guided_site()
    (command,) = (text for _, text in BLOCKS if "--file" in text)
    urls = re.findall(r"https://\S+", command)
    files = [str(ROOT / name) for name in re.findall(r"--file (\S+)", command)]
    pages: list[Page] = list(fixture._from_files(site, urls, files))
    return save_story(tmp_path_factory.mktemp("guide"), site, fixture._slug(urls[0]), pages)


def test_it_prints_what_the_page_says(story: SavedStory) -> None:
    out = io.StringIO()
    fixture._tell(story, Console(file=out, width=999, highlight=False))
    printed = out.getvalue().replace(str(story.folder.parent.parent), "tests/fixtures")
    assert printed in [text for _, text in BLOCKS]


@pytest.mark.parametrize("lang", ["uk", "en"])
def test_the_example_is_read_whole(story: SavedStory, lang: str) -> None:
    told = story.pages[lang].expected
    assert [block["kind"] for block in told["blocks"]] == [
        "paragraph",
        "heading",
        "paragraph",
        "paragraph",
    ]
    assert told["lead"].endswith((" міста.", " town."))
    assert told["image"].keys() == {"url", "caption", "credit"}
    assert len(told["authors"]) == 1
    assert len(told["tags"]) == 2
    assert [each["lang"] for each in told["translations"]] == ["en" if lang == "uk" else "uk"]
    assert told["published_at"] == f"2026-11-18T{'07:40' if lang == 'uk' else '10:15'}:00Z"
    assert "generic" not in told["read_from"].values()


def test_the_versions_are_one_story(story: SavedStory) -> None:
    (only,) = story.expected["stories"]
    assert only["articles"] == {"en": "visnyk:en:1204", "uk": "visnyk:uk:1204"}
    assert {each["kind"] for each in only["evidence"]} == {"switcher", "key"}


def test_every_fact_and_every_way_to_link_is_named() -> None:
    for word in ("Hreflang", "Switcher", "SamePath", "SameKey", "Rss", "Sitemap", "DayArchive"):
        assert f"{word}(" in GUIDE
    for fact in {*REQUIRED, *OPTIONAL} - {"boilerplate", "usual_delay", "schedule", "max_age"}:
        assert re.search(rf"`{fact}`|^    {fact} = ", GUIDE, re.M), fact


def test_it_shows_what_an_inspection_of_a_new_outlet_prints() -> None:
    out = io.StringIO()
    survey = fetch_all(explore("https://visnyk.example/", FIRST_VISIT, "Tlumach"), Outlet().fetch)
    drafts.finish_draft(survey, {}, Console(file=out, width=100, highlight=False), write=False)
    printed = "\n".join(line.rstrip() for line in out.getvalue().rstrip().splitlines())
    assert printed in [text.rstrip() for _, text in BLOCKS]


def test_its_commands_exist() -> None:
    verbs = re.findall(r"^\.venv/bin/scrapy (\w+)", GUIDE, re.M)
    known = {path.stem for path in (ROOT / "scraper" / "commands").glob("*.py")} | {"list"}
    assert verbs
    assert set(verbs) <= known


def test_its_files_exist() -> None:
    for name in re.findall(r"docs/example/\w+\.html", GUIDE):
        assert Path(ROOT / name).is_file()
