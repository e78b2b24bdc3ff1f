"""The counts that a crawl must meet, against a count by hand and against the replica itself."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from lxml import html

from scraper.demo.addresses import EDITIONS
from scraper.demo.articles import FIRST_VISIT, SECOND_VISIT
from scraper.demo.expected import expected_counts
from scraper.demo.newsroom import Newsroom
from scraper.demo.replica import Replica
from tests.test_demo.small import MONDAY, THURSDAY, TUESDAY, incident, small_newsroom

LISTS = [
    (edition.lang, edition.host, path)
    for edition in EDITIONS.values()
    for path in (
        ["/news"]
        if edition.lang == "en"
        else [f"{edition.prefix}archive/2026/11/{day}" for day in range(15, 21)]
    )
]


def test_a_first_visit_counts_what_is_out() -> None:
    found = expected_counts(TUESDAY, newsroom=small_newsroom())
    assert (found.stories, found.complete) == (3, 1)
    assert found.articles == {"uk": 3, "ru": 2, "en": 1}
    assert found.new == found.articles
    assert found.missing_twins == {"http-404": 1}
    assert not found.edited
    assert not found.gone


def test_a_second_visit_keeps_what_the_first_found() -> None:
    found = expected_counts(TUESDAY, THURSDAY, newsroom=small_newsroom())
    assert (found.stories, found.complete) == (3, 2)
    assert found.articles == {"uk": 3, "ru": 2, "en": 2}
    assert found.new == {"en": 1}
    assert found.edited == {"uk": 1}
    assert found.edits_told == {"uk": 1}
    assert found.gone == {"ru": 1}
    assert found.missing_twins == {"http-404": 1}


def test_a_visit_that_comes_late_never_sees_what_was_withdrawn() -> None:
    found = expected_counts(THURSDAY, newsroom=small_newsroom())
    assert found.articles == {"uk": 3, "ru": 1, "en": 2}
    assert found.complete == 1
    assert not found.edited
    assert not found.edits_told


def test_an_edit_is_still_told_on_a_later_visit() -> None:
    found = expected_counts(TUESDAY, THURSDAY, THURSDAY, newsroom=small_newsroom())
    assert not found.edited
    assert found.edits_told == {"uk": 1}


def test_incidents_count_once_they_are_listed() -> None:
    room = small_newsroom(
        incident("not-found"), incident("polish"), incident("disallowed"),
        incident("paywall", story=1),
    )  # fmt: skip
    assert not expected_counts(MONDAY, newsroom=room).rejected
    found = expected_counts(FIRST_VISIT, newsroom=room)
    assert found.rejected == {"http-404": 1, "wrong-language": 1}
    assert found.missing_twins == {"http-404": 2, "http-410": 1}
    assert found.blocked == {"robots": 1}
    assert found.partial == {"en": 1}


def test_a_later_visit_does_not_meet_what_answers_304_or_is_forbidden() -> None:
    room = small_newsroom(incident("not-found"), incident("polish"), incident("disallowed"))
    found = expected_counts(FIRST_VISIT, SECOND_VISIT, newsroom=room)
    assert found.rejected == {"http-404": 1}
    assert not found.blocked


def test_a_crawl_needs_a_time() -> None:
    with pytest.raises(ValueError, match="no visit"):
        expected_counts(newsroom=small_newsroom())


@pytest.mark.parametrize("now", [FIRST_VISIT, SECOND_VISIT])
def test_the_counts_agree_with_what_the_replica_lists(now: datetime) -> None:
    replica = Replica(Newsroom())
    incidents = {one.url: one for one in replica.newsroom.incidents if one.has_own_address}
    articles: Counter[str] = Counter()
    rejected: Counter[str] = Counter()
    for lang, url in listed(replica, now):
        if url in incidents:
            rejected.update(filter(None, [incidents[url].counts.get("rejected")]))
        elif replica.answer(urlsplit(url).netloc, urlsplit(url).path, now).status in (200, 500):
            articles[lang] += 1
    found = expected_counts(now)
    assert articles == found.articles
    assert rejected == found.rejected


def listed(replica: Replica, now: datetime) -> set[tuple[str, str]]:
    """Every address that archives and the English list name, with the list's language."""
    found = set()
    for lang, host, path in LISTS:
        page = html.document_fromstring(replica.answer(host, path, now).body.decode())
        hrefs = [anchor.get("href") or "" for anchor in page.cssselect("div.newsline a")]
        found |= {(lang, href.removesuffix("/amp")) for href in hrefs}
    return found


def test_the_demo_has_every_incident_that_was_asked_for() -> None:
    kinds = {one.kind for one in Newsroom().incidents}
    assert kinds >= {
        "status", "recovers", "redirect", "challenge", "truncated", "too-large", "charset",
        "paywall", "article", "amp-link",
    }  # fmt: skip
