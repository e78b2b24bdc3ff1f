"""Asked to, the job relates what two sites tell of one event, and makes no story of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scraper.items import Article
from scraper.job import JobReport, Publishing, run_job
from scraper.storage import Outcome, Store
from tests.test_matching.demo_news import read_demo
from tests.test_matching.newsroom import SITE

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
FIRST, SECOND = (replace(SITE, name=name) for name in ("visnyk", "hazeta"))
TAKEN = 14  # stories that the second site takes over an hour later; it has more of its own


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        yield store


def told_by(site: str, minutes: int = 0) -> list[Article]:
    """One-paragraph versions in Ukrainian, as this site has them."""
    articles = [one for one in read_demo(site, paragraphs=1).articles if one.lang == "uk"]
    moved = timedelta(minutes=minutes)
    return [
        replace(
            one,
            url=one.url.replace("visnyk", site),
            published_at=one.published_at + moved if one.published_at else None,
        )
        for one in articles
    ]


def commit(store: Store, articles: list[Article]) -> None:
    outcomes = [Outcome(site=one.site, url=one.url, state="done", article=one) for one in articles]
    store.commit(outcomes, NOON)


def job(store: Store, folder: Path, *, same_event: bool) -> JobReport:
    publishing = Publishing(folder=folder, title="T", public_url="http://t.example/", langs=("uk",))
    sites = {site.name: site for site in (FIRST, SECOND)}
    return run_job(store, sites, publishing, lambda: NOON, same_event=same_event)


def test_what_two_sites_tell_is_related_and_no_story(store: Store, tmp_path: Path) -> None:
    first, second = told_by("visnyk"), told_by("hazeta", 60)
    commit(store, first[:30])
    commit(store, second[:TAKEN] + second[30:])
    job(store, tmp_path / "output", same_event=True)
    found = {one.id: store.same_events(one.id) for one in first[:30]}
    right = {one.id: {other.id} for one, other in zip(first[:TAKEN], second, strict=False)}
    assert sum({*found[id_]} == right[id_] for id_ in right) >= TAKEN - 2
    assert all(not found[one.id] for one in first[TAKEN:30])
    for record in store.records():
        assert {version.id.split(":")[0] for version in record.versions.values()} == {record.site}


def test_withdrawn_articles_are_related_to_none(store: Store, tmp_path: Path) -> None:
    first, second = told_by("visnyk"), told_by("hazeta", 60)
    commit(store, first + second)
    job(store, tmp_path / "output", same_event=True)
    some = next(one.id for one in first if store.same_events(one.id))
    store.withdraw(some, NOON)
    job(store, tmp_path / "output", same_event=True)
    assert store.same_events(some) == {}


def test_unless_it_is_asked_nothing_is_related(store: Store, tmp_path: Path) -> None:
    commit(store, told_by("visnyk") + told_by("hazeta", 60))
    job(store, tmp_path / "output", same_event=False)
    assert all(store.same_events(one.id) == {} for one in told_by("visnyk"))
