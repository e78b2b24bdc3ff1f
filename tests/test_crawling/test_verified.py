"""A site is verified once the live site was found to be as its file says, until that changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.crawling.inspection import Finding, Report, Verdict
from scraper.crawling.inspection.verified import is_verified, note_verified, verified_at
from scraper.languages import badge
from scraper.service.status import read_status
from scraper.sites import Expect
from scraper.storage import Store
from tests.test_crawling.inspected import SITE

NOW = datetime(2026, 11, 19, 20, tzinfo=UTC)
GOOD = Report(
    findings=(
        *(Finding(f"{badge(lang)} articles", Verdict.OK, "4 of 4 read") for lang in SITE.langs),
        Finding("body div.txt", Verdict.OK, "on 4 of 4 pages"),
    ),
    asked=30, answers=28, refused=0, is_refused=False,
)  # fmt: skip
WRONG = replace(GOOD, findings=(Finding("body div.txt", Verdict.WRONG, "on 0 of 4 pages"),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        yield store


@pytest.mark.parametrize(
    "report", [WRONG, replace(GOOD, is_refused=True), replace(GOOD, answers=0)]
)
def test_only_a_report_with_answers_and_nothing_wrong_proves_facts(report: Report) -> None:
    assert is_verified(SITE, GOOD, {})
    assert not is_verified(SITE, report, {})


def test_articles_that_could_not_be_read_prove_nothing() -> None:
    lost = replace(GOOD.findings[0], verdict=Verdict.UNSURE, seen="0 of 4 read, not: 4 timeout")
    assert not is_verified(SITE, replace(GOOD, findings=(lost, *GOOD.findings[1:])), {})


def test_selectors_that_were_tried_on_no_page_prove_nothing() -> None:
    untried = Finding("selectors", Verdict.UNSURE, "no article page could be looked at")
    assert not is_verified(SITE, replace(GOOD, findings=(*GOOD.findings, untried)), {})


def test_a_replica_is_not_the_site() -> None:
    assert not is_verified(SITE, GOOD, {"www.rbc.ua": "127.0.0.1:8080"})
    assert is_verified(SITE, GOOD, {"elsewhere.example": "127.0.0.1:8080"})


def test_it_is_known_when(store: Store) -> None:
    assert verified_at(store, SITE) is None
    note_verified(store, SITE, NOW)
    assert verified_at(store, SITE) == NOW


def test_other_facts_are_unverified_again(store: Store) -> None:
    note_verified(store, SITE, NOW)
    assert verified_at(store, replace(SITE, body=("div.other",))) is None


def test_other_expectations_and_times_of_crawling_are_not_other_facts(store: Store) -> None:
    note_verified(store, SITE, NOW)
    changed = replace(SITE, schedule="0 * * * *", expects=Expect(articles_per_day=1))
    assert verified_at(store, changed) == NOW


def test_the_status_calls_it_verified(store: Store) -> None:
    site = replace(SITE, verified=None)
    (before,) = read_status(store, [site], NOW)
    assert (before.verified, before.verified_at) == (False, None)
    note_verified(store, site, NOW)
    (after,) = read_status(store, [site], NOW)
    assert (after.verified, after.verified_at) == (True, NOW)
