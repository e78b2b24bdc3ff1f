"""The stories of the demo: states over time, and what the data files promise."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scraper.demo.articles import (
    FIRST_VISIT,
    SECOND_VISIT,
    DemoStory,
    DemoVersion,
    load_articles,
    parse_local,
)
from tests.test_demo.small import FOLDER, MONDAY, THURSDAY, TUESDAY

SMALL = load_articles(FOLDER)
STORIES = load_articles()
VERSIONS = [
    pytest.param(story, version, id=f"{story.number:03}-{lang}")
    for story in STORIES
    for lang, version in story.versions.items()
]


def test_local_times_are_those_of_kyiv() -> None:
    assert parse_local("2026-11-16T08:30") == datetime(2026, 11, 16, 6, 30, tzinfo=UTC)
    assert parse_local("2026-07-16T08:30") == datetime(2026, 7, 16, 5, 30, tzinfo=UTC)


def test_a_story_takes_its_number_from_the_file() -> None:
    assert [story.number for story in SMALL] == [1, 2, 3]


def test_versions_come_and_go() -> None:
    first, second, _ = SMALL
    assert first.present(MONDAY) == ("uk", "ru")
    assert first.present(TUESDAY) == ("uk", "ru", "en")
    assert first.present(THURSDAY) == ("uk", "en")
    assert first.is_withdrawn("ru", THURSDAY)
    assert not first.is_withdrawn("ru", TUESDAY)
    assert (second.present(TUESDAY), second.present(THURSDAY)) == (("uk", "ru"), ("uk", "ru", "en"))


def test_an_edit_changes_what_it_names_and_leaves_the_rest() -> None:
    story = SMALL[0]
    before, after = story.version("uk", TUESDAY), story.version("uk", THURSDAY)
    assert (before.lead, after.lead) != (after.lead, before.lead)
    assert "51 кг" in after.headline
    assert after.blocks == before.blocks
    assert story.modified_at("uk", TUESDAY) is None
    assert story.modified_at("uk", THURSDAY) == parse_local("2026-11-18T09:00")


def test_a_page_changes_with_any_version_of_its_story() -> None:
    story = SMALL[0]
    assert story.changed_at(MONDAY) == parse_local("2026-11-16T08:55")
    assert story.changed_at(TUESDAY) == parse_local("2026-11-16T11:40")
    assert story.changed_at(THURSDAY) == parse_local("2026-11-18T09:00")


@pytest.mark.parametrize(
    ("change", "says"),
    [({"versions": 3}, r"002-b\.json.*versions"), ({"key": "1794810000"}, "twice: 1794810000")],
)
def test_a_faulty_file_is_named(tmp_path: Path, change: dict[str, object], says: str) -> None:
    good = json.loads((FOLDER / "001-pasika-na-dakhu-shkoly.json").read_text("utf-8"))
    (tmp_path / "001-a.json").write_text(json.dumps(good), "utf-8")
    (tmp_path / "002-b.json").write_text(json.dumps(good | {"key": "1"} | change), "utf-8")
    with pytest.raises(ValueError, match=says):
        load_articles(tmp_path)


# --- the demo's own data -------------------------------------------------------------------------


def test_there_are_enough_stories_of_every_kind() -> None:
    langs = Counter(frozenset(story.versions) for story in STORIES)
    assert len(STORIES) >= 40
    assert langs[frozenset({"uk", "en", "ru"})] >= 25
    assert langs[frozenset({"uk", "ru"})] >= 4
    assert langs[frozenset({"uk", "en"})] >= 4
    assert langs[frozenset({"uk"})] >= 2


def test_several_stories_tell_of_one_event() -> None:
    events = Counter(story.event for story in STORIES)
    assert sum(1 for count in events.values() if count >= 3) >= 10


def test_english_versions_are_linked_in_every_way() -> None:
    ways = Counter(story.english_link for story in STORIES if "en" in story.versions)
    assert set(ways) == {"switcher", "hreflang", "both", "none"}
    assert min(ways.values()) >= 5


def test_between_the_visits_stories_change() -> None:
    edited = [
        story.number
        for story in STORIES
        for lang in story.edits
        if story.is_edited(lang, SECOND_VISIT) and not story.is_edited(lang, FIRST_VISIT)
    ]
    late = [
        (story.number, lang)
        for story in STORIES
        for lang in story.versions
        if story.is_published(lang, SECOND_VISIT) and not story.is_published(lang, FIRST_VISIT)
    ]
    withdrawn = [
        (story.number, lang)
        for story in STORIES
        for lang in story.withdrawn
        if story.is_present(lang, FIRST_VISIT) and story.is_withdrawn(lang, SECOND_VISIT)
    ]
    assert len(set(edited)) >= 2
    assert any(lang == "en" for _, lang in late)
    assert withdrawn


@pytest.mark.parametrize(("story", "version"), VERSIONS)
def test_a_version_is_whole(story: DemoStory, version: DemoVersion) -> None:
    key = int(version.key or story.key)
    created = datetime.fromtimestamp(key, UTC)
    first = min(other.published_at for other in story.versions.values())
    assert len(str(key)) == 10
    assert created < (version.published_at if version.key else story.versions["uk"].published_at)
    assert version.published_at - first <= timedelta(hours=15)
    assert len(version.slug or story.slug) <= 60
    assert version.headline
    assert version.lead
    assert len(version.blocks) >= 2
    assert all(block.units for block in version.blocks)
    assert all(block.rows if block.kind == "table" else block.text for block in version.blocks)


@pytest.mark.parametrize("story", [pytest.param(s, id=f"{s.number:03}") for s in STORIES])
def test_translations_share_most_of_what_they_say(story: DemoStory) -> None:
    units = {
        lang: {unit for block in version.blocks for unit in block.units}
        for lang, version in story.versions.items()
    }
    smallest = min(units.values(), key=len)
    for said in units.values():
        assert len(said & smallest) >= len(smallest) / 3
    for lang in story.edits:
        assert parse_local(story.edits[lang].at) > story.versions[lang].published_at
