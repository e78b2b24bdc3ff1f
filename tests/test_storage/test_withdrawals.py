"""Withdrawing: what goes never comes back, and the next job hears of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from scraper.items import Story
from scraper.storage import Outcome, PublishChange, Store, Withdrawn
from tests.test_storage.samples import (
    LEASE,
    MINUTE,
    NOW,
    SITE,
    address,
    make_article,
    make_link,
    make_outcome,
    make_record,
)

UK, EN = f"{SITE}:uk:1", f"{SITE}:en:1"


@pytest.fixture
def published(store: Store) -> Store:
    """A store with a published story of two articles, and one of a single one."""
    outcomes = [make_outcome(make_article(1)), make_outcome(make_article(1, "en"))]
    store.commit([*outcomes, make_outcome(make_article(2), page=b"two")], NOW)
    pair = Story(id=UK, site=SITE, articles={"uk": UK, "en": EN})
    single = Story(id=f"{SITE}:uk:2", site=SITE, articles={"uk": f"{SITE}:uk:2"})
    store.save_stories([pair, single], NOW)
    store.acquire("publish", "me", NOW + timedelta(hours=1), NOW)
    store.publish([PublishChange(record=make_record(1))], NOW, holder="me")
    return store


def withdrawn(store: Store) -> list[str]:
    """The ids of withdrawn articles."""
    return [stored.article.id for stored in store.articles() if stored.withdrawn]


def test_an_article_is_withdrawn_by_its_id(published: Store) -> None:
    before = published.last_change()
    assert published.withdraw(EN, NOW + MINUTE) == Withdrawn(articles=(EN,), records=(UK,))
    assert withdrawn(published) == [EN]
    assert published.changed_articles(before) == (EN,)


@pytest.mark.parametrize("spelling", [address(1, "en"), "https://visnyk.example/amp/en/1"])
def test_an_article_is_withdrawn_by_any_spelling(published: Store, spelling: str) -> None:
    again = replace(
        make_outcome(make_article(1, "en")), aliases=("https://visnyk.example/amp/en/1",)
    )
    published.commit([again], NOW)
    assert published.withdraw(spelling, NOW).articles == (EN,)


def test_a_record_goes_with_all_its_articles(published: Store) -> None:
    expected = Withdrawn(articles=(UK, EN), records=(UK,))
    assert published.withdraw(UK, NOW, record=True) == expected
    assert withdrawn(published) == [EN, UK]


def test_a_record_may_be_named_by_one_of_its_versions(published: Store) -> None:
    assert set(published.withdraw(address(1, "en"), NOW, record=True).articles) == {UK, EN}


def test_a_story_with_an_id_of_its_own_is_found(published: Store) -> None:
    published.save_stories(
        [Story(id="visnyk:uk:1+2", site=SITE, articles={"uk": UK, "en": EN})], NOW
    )
    assert set(published.withdraw("visnyk:uk:1+2", NOW, record=True).articles) == {UK, EN}


def test_an_unknown_name_withdraws_nothing(published: Store) -> None:
    assert published.withdraw("visnyk:uk:404", NOW) == Withdrawn()
    assert withdrawn(published) == []


def test_withdrawing_twice_is_one_change(published: Store) -> None:
    published.withdraw(EN, NOW)
    before = published.last_change()
    assert published.withdraw(EN, NOW) == Withdrawn(already=(EN,))
    assert published.last_change() == before


def test_a_record_withdrawn_twice_was_withdrawn_before(published: Store) -> None:
    published.withdraw(UK, NOW, record=True)
    published.publish([PublishChange(removed=UK)], NOW, holder="me")
    again = published.withdraw(UK, NOW + MINUTE, record=True)
    assert again == Withdrawn(already=(UK, EN))


def test_a_record_that_another_took_over_was_not_withdrawn(published: Store) -> None:
    published.publish([PublishChange(removed=UK)], NOW, holder="me")
    assert published.withdraw(UK, NOW, record=True) == Withdrawn(articles=(UK, EN))


def test_a_withdrawn_article_is_not_stored_again(published: Store) -> None:
    published.withdraw(f"{SITE}:uk:2", NOW)
    edited = make_outcome(make_article(2, text="Знову тут."), page=b"three")
    for outcome in (edited, replace(edited, url=address(77)), replace(edited, cause="rules")):
        (stored,) = published.commit([outcome], NOW)
        assert (stored.kind, stored.revision, stored.changed) == ("withdrawn", None, False)
    kept = published.get_article(f"{SITE}:uk:2")
    assert kept is not None
    assert (kept.revision, kept.withdrawn) == (1, True)
    assert [page.body for page in published.pages()] == [b"two"]


def test_a_withdrawn_article_is_not_fetched_again(published: Store) -> None:
    run = published.start_run(SITE, "host", 1, NOW)
    visit = replace(make_outcome(make_article(1, "en")), next_fetch_at=NOW)
    published.commit([visit], NOW)
    published.withdraw(EN, NOW)
    url = address(1, "en")
    published.add_links([make_link(url, priority=9)], NOW)
    assert published.claim(SITE, run, 9, NOW + MINUTE, LEASE) == ()
    assert published.claim(SITE, run, 9, NOW + MINUTE, LEASE, urls=[url]) == ()


def test_a_page_in_flight_while_its_article_is_withdrawn(published: Store) -> None:
    run = published.start_run(SITE, "host", 1, NOW)
    published.commit([replace(make_outcome(make_article(1, "en")), next_fetch_at=NOW)], NOW)
    assert len(published.claim(SITE, run, 9, NOW, LEASE)) == 1
    published.withdraw(EN, NOW)
    assert published.leased_by(run) == 0
    late = replace(make_outcome(make_article(1, "en")), run_id=run, next_fetch_at=NOW + MINUTE)
    published.commit([late], NOW)
    assert published.claim(SITE, run, 9, NOW + LEASE, LEASE) == ()


@pytest.mark.parametrize("state", ["failed", "gone"])
def test_what_else_comes_late_does_not_make_it_due(published: Store, state: str) -> None:
    run = published.start_run(SITE, "host", 1, NOW)
    published.withdraw(EN, NOW)
    late = {"site": SITE, "url": address(1, "en"), "state": state, "next_fetch_at": NOW}
    published.commit([Outcome(**late)], NOW)  # type: ignore[arg-type]
    assert published.claim(SITE, run, 9, NOW + MINUTE, LEASE) == ()


def test_an_address_withdrawn_before_it_was_read(store: Store) -> None:
    run = store.start_run(SITE, "host", 1, NOW)
    store.add_links([make_link(address(5))], NOW)
    assert store.withdraw(address(5), NOW) == Withdrawn(address=address(5))
    assert store.claim(SITE, run, 9, NOW, LEASE) == ()


def test_a_withdrawn_record_is_only_published_as_removed(published: Store) -> None:
    published.withdraw(UK, NOW, record=True)
    change = PublishChange(record=make_record(1, "Знову."))
    (first,) = published.publish([change], NOW, holder="me")
    (second,) = published.publish([change], NOW, holder="me")
    assert (first.revision, first.changed, second.changed) == (2, True, False)
    record = published.record(UK)
    assert record is not None
    assert record.removed
    assert record.versions == {}


def test_a_record_that_only_loses_an_article_goes_on(published: Store) -> None:
    published.withdraw(EN, NOW)
    change = PublishChange(record=make_record(1, "Лише українською."))
    (one,) = published.publish([change], NOW, holder="me")
    record = published.record(UK)
    assert record is not None
    assert (one.revision, record.removed) == (2, False)
