"""Stories keep their ids through merges and splits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from scraper.items import Evidence, Story
from scraper.job.naming import keep_evidence, name_stories
from scraper.storage import StoredStory

DAY = datetime(2026, 11, 19, 8, tzinfo=UTC)


def _story(id_: str, **articles: str) -> Story:
    return Story(id=id_, site="ranok", articles=articles)


def _stored(id_: str, opened: int = 0, **articles: str) -> StoredStory:
    when = DAY + timedelta(hours=opened)
    return StoredStory(story=_story(id_, **articles), opened_at=when, changed_at=when)


def test_a_new_story_is_named_by_matching() -> None:
    named = name_stories([_story("uk:1", uk="uk:1", ru="ru:1")], [])
    assert [story.id for story in named.stories] == ["uk:1"]
    assert named.ended == {}


def test_a_story_keeps_its_id_when_an_earlier_version_turns_up() -> None:
    found = _story("en:9", uk="uk:1", en="en:9")
    named = name_stories([found], [_stored("uk:1", uk="uk:1")])
    assert [story.id for story in named.stories] == ["uk:1"]


def test_of_two_stories_that_are_one_the_older_id_stays() -> None:
    found = _story("ru:1", uk="uk:1", ru="ru:1")
    known = [_stored("ru:1", opened=2, ru="ru:1"), _stored("uk:1", opened=1, uk="uk:1")]
    named = name_stories([found], known)
    assert [story.id for story in named.stories] == ["uk:1"]
    assert named.ended == {"ru:1": "uk:1"}


def test_when_a_story_splits_the_naming_article_keeps_the_id() -> None:
    known = [_stored("uk:1", uk="uk:1", en="en:5")]
    named = name_stories([_story("uk:1", uk="uk:1"), _story("en:5", en="en:5")], known)
    assert {story.id: dict(story.articles) for story in named.stories} == {
        "uk:1": {"uk": "uk:1"},
        "en:5": {"en": "en:5"},
    }
    assert named.ended == {}


def test_a_story_whose_articles_are_gone_ends_without_an_heir() -> None:
    named = name_stories([], [_stored("uk:1", uk="uk:1")])
    assert named.ended == {"uk:1": None}


def test_an_id_that_ended_is_not_given_again() -> None:
    taken = {"en:5", "en:5+2"}
    named = name_stories([_story("en:5", en="en:5")], [], taken.__contains__)
    assert [story.id for story in named.stories] == ["en:5+3"]


def test_a_story_keeps_its_id_when_its_naming_article_is_withdrawn() -> None:
    known = [_stored("ru:1", ru="ru:1", uk="uk:1", en="en:5")]
    named = name_stories([_story("en:5", uk="uk:1", en="en:5")], known)
    assert [story.id for story in named.stories] == ["ru:1"]
    assert named.ended == {}


def _proved(score: float, because: str, **articles: str) -> Story:
    proof = Evidence(langs=("uk", "ru"), kind="content", score=score, because=(because,))
    return Story(id="uk:1", site="ranok", articles=articles, evidence=(proof,))


def _kept(new: Story, old: Story) -> str:
    stored = StoredStory(story=old, opened_at=DAY, changed_at=DAY)
    (story,) = keep_evidence([new], [stored])
    return story.evidence[0].because[0]


def test_evidence_stays_as_published_while_nothing_better_comes() -> None:
    old = _proved(0.97, "9 names", uk="uk:1", ru="ru:1")
    assert _kept(_proved(0.96, "8 names", uk="uk:1", ru="ru:1"), old) == "9 names"


def test_a_score_that_moved_or_another_member_is_new_evidence() -> None:
    old = _proved(0.80, "9 names", uk="uk:1", ru="ru:1")
    assert _kept(_proved(0.97, "12 names", uk="uk:1", ru="ru:1"), old) == "12 names"
    assert _kept(_proved(0.80, "8 names", uk="uk:1", ru="ru:2"), old) == "8 names"
