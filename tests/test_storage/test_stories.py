"""Stories: which articles they hold now, and what became of those that ended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scraper.items import Evidence, Story
from scraper.storage import Store, StoredStory, StoreError
from tests.test_storage.samples import MINUTE, NOW, SITE

PROOF = Evidence(langs=("uk", "en"), kind="hreflang", score=1.0, both_sides=True, because=("link",))


def make_story(number: int, *langs: str, id: str | None = None) -> Story:
    """A story of the versions of one invented article."""
    articles = {lang: f"{SITE}:{lang}:{number}" for lang in langs}
    evidence = (PROOF,) if {"uk", "en"} <= set(langs) else ()
    first = next(iter(articles.values()))
    return Story(id=id or first, site=SITE, articles=articles, evidence=evidence)


def save(store: Store, *stories: Story, **ended: str | None) -> list[str]:
    """Saves stories; the ids of those that changed."""
    return [stored.story.id for stored in store.save_stories(stories, NOW, ended or None)]


def test_a_story_comes_back_as_it_was(store: Store) -> None:
    story = make_story(1, "uk", "en")
    expected = StoredStory(story=story, opened_at=NOW, changed_at=NOW)
    assert store.save_stories([story], NOW) == (expected,)
    assert store.story(story.id) == expected
    assert store.story("visnyk:uk:404") is None


def test_saving_the_same_again_changes_nothing(store: Store) -> None:
    store.save_stories([make_story(1, "uk")], NOW)
    assert store.save_stories([make_story(1, "uk")], NOW + MINUTE) == ()
    stored = store.story(f"{SITE}:uk:1")
    assert stored is not None
    assert stored.changed_at == NOW


def test_a_late_translation_joins(store: Store) -> None:
    store.save_stories([make_story(1, "uk")], NOW)
    (stored,) = store.save_stories([make_story(1, "uk", "en")], NOW + MINUTE)
    assert (stored.opened_at, stored.changed_at) == (NOW, NOW + MINUTE)
    assert stored.story.evidence == (PROOF,)


def test_stories_of_articles_come_once_in_order_of_opening(store: Store) -> None:
    save(store, make_story(2, "uk", "en"))
    store.save_stories([make_story(1, "uk")], NOW + MINUTE)
    ids = [f"{SITE}:uk:1", f"{SITE}:uk:2", f"{SITE}:en:2", f"{SITE}:uk:404"]
    assert [one.story.id for one in store.stories_of(ids)] == [f"{SITE}:uk:2", f"{SITE}:uk:1"]
    assert store.stories_of([]) == ()


def test_two_stories_that_become_one(store: Store) -> None:
    """The one that loses its last article ends, and names the one that took it."""
    older, younger = make_story(1, "uk"), make_story(1, "en")
    save(store, older, younger)
    assert save(store, make_story(1, "uk", "en")) == [younger.id, older.id]
    stored = store.story(younger.id)
    assert stored is not None
    assert (stored.ended, stored.replaced_by) == (True, older.id)
    assert stored.story.articles == {}
    assert [one.story.id for one in store.stories_of([f"{SITE}:en:1"])] == [older.id]
    assert store.story_ids() == (older.id,)


def test_a_story_that_loses_one_of_its_articles_keeps_the_rest(store: Store) -> None:
    save(store, make_story(1, "uk", "en", "ru"))
    assert len(save(store, make_story(1, "en"))) == 2
    stored = store.story(f"{SITE}:uk:1")
    assert stored is not None
    assert stored.story == replace(make_story(1, "uk", "ru"), evidence=())
    assert not stored.ended


def test_a_story_may_be_ended_outright(store: Store) -> None:
    story = make_story(1, "uk")
    save(store, story)
    (stored,) = store.save_stories([], NOW, {story.id: None})
    assert (stored.ended, stored.replaced_by) == (True, None)
    assert store.stories_of([f"{SITE}:uk:1"]) == ()
    assert store.save_stories([], NOW, {story.id: None}) == ()


def test_ending_an_unknown_story_does_nothing(store: Store) -> None:
    assert store.save_stories([], NOW, {"visnyk:uk:404": None}) == ()


def test_a_story_that_ended_may_open_again(store: Store) -> None:
    story = make_story(1, "en")
    save(store, make_story(1, "uk"), story)
    save(store, make_story(1, "uk", "en"))
    save(store, make_story(1, "uk"), story)
    stored = store.story(story.id)
    assert stored == StoredStory(story=story, opened_at=NOW, changed_at=NOW)


def test_an_article_cannot_be_in_two_stories(store: Store) -> None:
    twice = (make_story(1, "uk"), make_story(1, "uk", "en", id=f"{SITE}:en:1"))
    with pytest.raises(StoreError, match=r"in two stories at once: visnyk:uk:1"):
        store.save_stories(twice, NOW)
    assert store.story_ids() == ()


def test_a_story_cannot_be_saved_and_ended(store: Store) -> None:
    story = make_story(1, "uk")
    with pytest.raises(StoreError, match="both saved and ended: visnyk:uk:1"):
        store.save_stories([story], NOW, {story.id: None})


def test_articles_may_change_places(store: Store) -> None:
    """Two stories swap their English versions in one save."""
    save(store, make_story(1, "uk", "en"), make_story(2, "uk", "en"))
    swapped = [
        replace(make_story(1, "uk", "en"), articles={"uk": f"{SITE}:uk:1", "en": f"{SITE}:en:2"}),
        replace(make_story(2, "uk", "en"), articles={"uk": f"{SITE}:uk:2", "en": f"{SITE}:en:1"}),
    ]
    assert len(save(store, *swapped)) == 2
    assert [one.story for one in store.stories_of([f"{SITE}:en:2"])] == [swapped[0]]


def test_the_ids_of_one_site(store: Store) -> None:
    other = Story(id="inshyi:uk:1", site="inshyi", articles={"uk": "inshyi:uk:1"})
    save(store, make_story(1, "uk"), other)
    assert store.story_ids("inshyi") == ("inshyi:uk:1",)
    assert store.story_ids() == ("inshyi:uk:1", f"{SITE}:uk:1")


def test_more_stories_than_one_statement_takes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scraper.storage.database.CHUNK", 2)
    monkeypatch.setattr("scraper.storage.stories.CHUNK", 2)
    stories = [make_story(number, "uk", "en") for number in range(7)]
    assert len(save(store, *stories)) == 7
    assert len(store.stories_of(f"{SITE}:en:{number}" for number in range(7))) == 7
