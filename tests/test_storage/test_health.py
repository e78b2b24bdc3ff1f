"""What the store tells about how a site is doing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from scraper.items import Story
from scraper.storage import Outcome, Store
from tests.test_storage.samples import (
    LEASE,
    MINUTE,
    NOW,
    SITE,
    address,
    make_article,
    make_link,
    make_outcome,
)
from tests.test_storage.test_browsing import make_story, publish

HOUR = timedelta(hours=1)


def test_runs_since_a_time_come_newest_first(store: Store) -> None:
    for hours in (1, 2, 3):
        run = store.start_run(SITE, "host", hours, NOW + hours * HOUR)
        if hours < 3:
            store.finish_run(run, "finished", {"page/fetched": 3}, NOW + hours * HOUR + MINUTE)
    store.start_run("chas", "host", 9, NOW + 2 * HOUR)
    lines = store.run_lines(SITE, NOW + 2 * HOUR)
    assert [line.started_at for line in lines] == [NOW + 3 * HOUR, NOW + 2 * HOUR]
    assert [line.outcome for line in lines] == [None, "finished"]
    assert lines[1].finished_at == NOW + 2 * HOUR + MINUTE


def test_articles_come_with_their_times_and_story(store: Store) -> None:
    first = make_article(1)
    second = make_article(1, "en", published_at=NOW + HOUR)
    early = make_article(2, published_at=NOW - HOUR)
    store.commit([make_outcome(one) for one in (first, second, early)], NOW + 2 * HOUR)
    story = Story(id=first.id, site=SITE, articles={"uk": first.id, "en": second.id})
    store.save_stories([story], NOW)
    found = store.article_times(SITE, NOW)
    assert [(one.lang, one.published_at, one.story) for one in found] == [
        ("uk", NOW, first.id),
        ("en", NOW + HOUR, first.id),
    ]
    assert found[0].first_seen_at == NOW + 2 * HOUR
    store.withdraw(second.id, NOW)
    assert [one.lang for one in store.article_times(SITE, NOW - HOUR)] == ["uk", "uk"]


def test_completeness_counts_live_records(store: Store) -> None:
    publish(store, make_story(1, ("uk", "en", "ru")), make_story(2), make_story(-1))
    assert store.completeness("visnyk", NOW) == ((NOW + HOUR, True), (NOW + 2 * HOUR, False))


def test_articles_are_counted_between_borders(store: Store) -> None:
    articles = [make_article(n, published_at=NOW + n * HOUR) for n in range(5)]
    store.commit([make_outcome(one) for one in articles], NOW)
    store.withdraw(articles[4].id, NOW)
    borders = [NOW, NOW + HOUR, NOW + 3 * HOUR, NOW + 9 * HOUR]
    assert store.count_articles(SITE, borders) == (1, 2, 0), "each up to the next, that included"
    assert store.count_articles("chas", borders) == (0, 0, 0)


def test_complete_records_are_counted_between_borders(store: Store) -> None:
    publish(store, make_story(1, ("uk", "en", "ru")), make_story(2), make_story(-1))
    borders = [NOW - 3 * HOUR, NOW, NOW + 3 * HOUR]
    whole = sum(complete for _, complete in store.completeness("visnyk", borders[0]))
    assert store.count_complete("visnyk", borders) == (0, 1)
    assert whole == 1


def test_addresses_that_failed_are_told_with_the_reason(store: Store) -> None:
    run = store.start_run(SITE, "host", 1, NOW)
    store.add_links([make_link(address(number)) for number in (1, 2)], NOW)
    store.claim(SITE, run, 5, NOW, LEASE)
    store.commit(
        [
            Outcome(
                site=SITE,
                url=address(1),
                state="failed",
                run_id=run,
                status=503,
                reason="http-503",
                next_fetch_at=NOW + HOUR,
            ),
            replace(make_outcome(make_article(2)), run_id=run, next_fetch_at=NOW + 3 * HOUR),
        ],
        NOW,
    )
    (failure,) = store.failures(SITE)
    assert (failure.url, failure.reason, failure.status) == (address(1), "http-503", 503)
    assert (failure.tries, failure.next_fetch_at) == (1, NOW + HOUR)


def test_a_site_nobody_crawled_has_nothing_to_tell(store: Store) -> None:
    assert store.run_lines(SITE, NOW) == ()
    assert store.article_times(SITE, NOW) == ()
    assert store.failures(SITE) == ()
