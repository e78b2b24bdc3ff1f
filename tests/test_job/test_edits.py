"""Edits by the newsroom, from the store's revisions to the published record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from scraper.items import Article, Divergence, RevisionCause
from scraper.job.edits import find_edits
from scraper.storage import Outcome
from tests.test_job.test_run import NOON, SITE, _article, _Desk

ADDED = "Рух відкрили о 14:00."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[_Desk]:
    desk = _Desk(tmp_path)
    yield desk
    desk.store.close()


def read(desk: _Desk, article: Article, cause: RevisionCause = "newsroom") -> None:
    outcome = Outcome(site=SITE.name, url=article.url, state="done", article=article, cause=cause)
    desk.store.commit([outcome], desk.time)


def edits(desk: _Desk) -> list[Divergence]:
    desk.job()
    (record,) = desk.store.records(include_removed=False)
    return [one for one in record.divergences if one.kind == "edited"]


def test_an_edit_is_told_in_the_record(desk: _Desk) -> None:
    desk.commit(_article("uk"), _article("ru"))
    assert edits(desk) == []
    read(desk, _article("uk", extra=ADDED))
    (edit,) = edits(desk)
    assert edit.langs == ("ru",)
    assert ADDED in edit.quotes["uk"]
    assert edit.says == (
        "The Ukrainian version was changed at 2026-11-19 13:00 UTC, after the Russian version came "
        "out: block 1 rewritten."
    )


def test_a_text_read_by_better_rules_is_no_edit(desk: _Desk) -> None:
    desk.commit(_article("uk"), _article("ru"))
    desk.job()
    read(desk, _article("uk", extra=ADDED), "rules")
    assert edits(desk) == []


def test_an_edit_stays_told_when_better_rules_read_the_text_later(desk: _Desk) -> None:
    desk.commit(_article("uk"), _article("ru"))
    read(desk, _article("uk", extra=ADDED))
    read(desk, _article("uk", extra=f"{ADDED} Читайте також"), "rules")
    (edit,) = edits(desk)
    assert "Читайте" not in edit.quotes["uk"]


def test_an_edit_before_the_others_came_out_is_not_told(desk: _Desk) -> None:
    desk.commit(_article("uk"))
    read(desk, _article("uk", extra=ADDED))
    read(desk, replace(_article("ru"), published_at=NOON + timedelta(hours=5)))
    assert edits(desk) == []


def test_each_edit_is_told_once_and_in_order(desk: _Desk) -> None:
    desk.commit(_article("uk"), _article("ru"), _article("en"))
    read(desk, _article("uk", extra=ADDED))
    desk.job()
    read(desk, _article("uk", extra=f"{ADDED} Пішоходам – о 12:00."))
    first, second = edits(desk)
    assert (first.facts["at"], second.facts["at"]) == (
        "2026-11-19 12:00 UTC",
        "2026-11-19 13:00 UTC",
    )
    assert edits(desk) == [first, second]


def test_the_time_of_an_edit_is_when_it_was_first_seen(desk: _Desk) -> None:
    read(desk, _article("uk"))
    read(desk, replace(_article("uk", extra=ADDED), fetched_at=NOON))
    desk.time += timedelta(hours=9)
    read(desk, replace(_article("uk", extra=ADDED, linked="uk"), fetched_at=desk.time))
    stored = desk.store.get_article(_article("uk").id)
    assert stored is not None
    assert stored.revision == 2
    ((_, after),) = find_edits(desk.store, stored)
    assert after.fetched_at == NOON
