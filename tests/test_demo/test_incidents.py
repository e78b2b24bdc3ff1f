"""The file of what goes wrong agrees with the stories and with the reasons that reading knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from scraper.demo.articles import FIRST_VISIT, load_articles
from scraper.demo.incidents import Incident, load_incidents
from scraper.demo.newsroom import Newsroom
from scraper.extraction.readings import Reason

INCIDENTS = load_incidents()
STORIES = {story.number: story for story in load_articles()}
KNOWN = {reason.value for reason in Reason} | {"http-404", "http-410"}
ALL = [pytest.param(one, id=one.name) for one in INCIDENTS]


@pytest.mark.parametrize("one", ALL)
def test_an_incident_befalls_what_is_there(one: Incident) -> None:
    assert one.has_own_address or one.story is not None
    if one.story is not None:
        assert STORIES[one.story].is_present(one.lang, FIRST_VISIT)
    if one.has_own_address:
        assert one.is_listed(FIRST_VISIT)
        assert len(one.key) == 10


@pytest.mark.parametrize("one", ALL)
def test_what_it_counts_as_is_a_known_reason(one: Incident) -> None:
    assert set(one.counts) <= {"rejected", "blocked", "partial"}
    assert one.counts.get("rejected", "empty") in KNOWN


def test_names_and_keys_are_used_once() -> None:
    keys = [one.key for one in INCIDENTS if one.key]
    keys += [story.key for story in STORIES.values()]
    names = [one.name for one in INCIDENTS]
    assert len(set(keys)) == len(keys)
    assert len(set(names)) == len(names)


def test_a_teaser_holds_back_most_of_its_story() -> None:
    (wall,) = (one for one in INCIDENTS if one.kind == "paywall")
    assert wall.story is not None
    assert len(STORIES[wall.story].versions[wall.lang].blocks) >= 6


def test_incidents_of_stories_that_are_not_there_are_left_out() -> None:
    room = Newsroom([STORIES[4]])
    assert {one.story for one in room.incidents} == {None, 4}


def test_a_faulty_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "incidents.json"
    file.write_text('[{"name": "x", "kind": "flood", "lang": "uk", "counts": {}}]', "utf-8")
    with pytest.raises(ValueError, match=r"incidents\.json.*flood"):
        load_incidents(file)
