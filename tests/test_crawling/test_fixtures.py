"""Stories on disk: what is saved comes back byte for byte; a changed reading names its field."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from scraper.crawling.fixtures import (
    ARTICLE,
    META,
    PAGE,
    STORY,
    FixtureError,
    SavedStory,
    compare_story,
    find_stories,
    load_story,
    save_story,
    write_expectations,
)
from scraper.items import Page
from scraper.sites import SamePath
from tests.test_extraction.newspage import RU, SITE, make_page, markup

RUSSIAN = (
    "<p>Первые автомобили проехали по мосту в понедельник утром, ленту перерезала мэр города Ирина "
    "Соломаха вместе с водителем автобуса, который ездит этим маршрутом тридцать лет.</p>"
    "<p>Работы начались весной и обошлись в 1,27 миллиарда гривен, сообщили в управлении дорог.</p>"
)


def pages() -> list[Page]:
    russian = markup(RUSSIAN, headline="В Любомире открыли новый мост", lang="ru")
    return [make_page(headers=(("x-cache", "HIT"),)), make_page(russian, url=RU)]


@pytest.fixture
def saved(tmp_path: Path) -> SavedStory:
    return save_story(tmp_path, SITE, "novyi-mist", pages())


def edit(path: Path, change: Callable[[dict[str, object]], None]) -> None:
    told = json.loads(path.read_text("utf-8"))
    change(told)
    path.write_text(json.dumps(told), "utf-8")


def review(story: SavedStory) -> None:
    for path in story.folder.rglob("*.json"):
        if path.name != META:
            edit(path, lambda told: told.update(reviewed=True))


def test_pages_come_back_as_they_were(saved: SavedStory) -> None:
    assert [each.page for each in saved.pages.values()] == [pages()[1], pages()[0]]
    assert list(saved.pages) == ["ru", "uk"]


def test_saving_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        save_story(tmp_path / name, SITE, "mist", pages())
    files = [path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.*")]
    assert len(files) == 7
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_what_is_saved_is_unreviewed_and_read_alike(saved: SavedStory) -> None:
    assert not saved.reviewed
    assert not any(each.reviewed for each in saved.pages.values())
    assert list(compare_story(saved, SITE)) == []


def test_the_stories_say_what_joins_them(saved: SavedStory) -> None:
    (story,) = saved.expected["stories"]
    assert story["articles"] == {
        "ru": "visnyk:ru:1763280000",
        "uk": "visnyk:uk:1763280000",
    }
    assert story["evidence"] == [{"langs": ["ru", "uk"], "kind": "path", "both_sides": True}]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "Інший заголовок"),
        ("published_at", "2020-01-01T00:00:00Z"),
        ("blocks", []),
        ("lang", "ru"),
        ("translations", []),
        ("read_from", {"headline": "generic"}),
    ],
)
def test_a_field_that_is_read_otherwise_is_named(
    saved: SavedStory, field: str, value: object
) -> None:
    edit(saved.folder / "uk" / ARTICLE, lambda told: told.update({field: value}))
    differences = list(compare_story(load_story(saved.folder), SITE))
    assert [(each.lang, each.field, each.expected) for each in differences] == [
        ("uk", field, value)
    ]


def test_a_lost_link_between_versions_is_named(saved: SavedStory) -> None:
    site = replace(SITE, translations=(SamePath(("uk", "en")),))
    named = {(each.lang, each.field) for each in compare_story(saved, site)}
    assert ("", "stories") in named
    assert named >= {("uk", "translations"), ("ru", "translations")}


def test_writing_anew_keeps_what_did_not_change(saved: SavedStory) -> None:
    review(saved)
    edit(saved.folder / "uk" / ARTICLE, lambda told: told.update(headline="Старий", note="a note"))
    write_expectations(saved.folder, SITE)
    again = load_story(saved.folder)
    assert again.reviewed
    assert again.pages["ru"].reviewed
    assert not again.pages["uk"].reviewed
    assert json.loads((saved.folder / "uk" / ARTICLE).read_text("utf-8"))["note"] == "a note"
    assert list(compare_story(again, SITE)) == []


def test_a_saved_page_that_is_rejected_now_says_why(saved: SavedStory) -> None:
    page = make_page(markup("<p>Мало.</p>")).body
    (saved.folder / "uk" / PAGE).write_bytes(gzip.compress(page))
    found = {each.field: each.got for each in compare_story(load_story(saved.folder), SITE)}
    assert found["rejected"] == "no-body"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ([make_page(), make_page()], "is a second page in uk"),
        ([make_page("<p>x</p>", url="https://elsewhere.example/a-1763280000.html")], "no edition"),
        ([make_page(), make_page(markup("<p>Мало.</p>"))], r"gave no article \(no-body"),
    ],
)
def test_what_cannot_be_a_story(tmp_path: Path, wrong: list[Page], told: str) -> None:
    with pytest.raises(FixtureError, match=told):
        save_story(tmp_path, SITE, "mist", wrong)
    assert not (tmp_path / "visnyk").exists()


def test_a_large_page_is_refused(tmp_path: Path) -> None:
    noise = "".join(f"<!-- {number * 7919 % 1000003} -->" for number in range(70_000))
    with pytest.raises(FixtureError, match="more than 200 kB"):
        save_story(tmp_path, SITE, "mist", [make_page(markup(head=noise))])


def test_a_story_is_never_overwritten(saved: SavedStory, tmp_path: Path) -> None:
    with pytest.raises(FixtureError, match="is there already"):
        save_story(tmp_path, SITE, saved.name, pages())


def test_stories_are_found_by_site(saved: SavedStory, tmp_path: Path) -> None:
    assert [story.name for story in find_stories(tmp_path)] == ["novyi-mist"]
    assert [story.name for story in find_stories(tmp_path, "visnyk")] == ["novyi-mist"]
    assert list(find_stories(tmp_path, "elsewhere")) == []


@pytest.mark.parametrize("name", [PAGE, META, ARTICLE])
def test_a_broken_file_names_itself(saved: SavedStory, name: str) -> None:
    (saved.folder / "uk" / name).write_bytes(b"{")
    with pytest.raises(FixtureError, match="uk"):
        load_story(saved.folder)


def test_a_folder_without_a_story_is_no_story(saved: SavedStory) -> None:
    (saved.folder / STORY).unlink()
    with pytest.raises(FixtureError, match=r"story\.json"):
        load_story(saved.folder)
