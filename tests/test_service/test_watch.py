"""What is wrong with a site is looked up once, and told by the pages and the metrics alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from scraper.service.metrics import Metrics
from scraper.service.problems import SENTENCES, Problem
from scraper.service.reader.words import UI_LANGS, Words, load_catalogue
from scraper.service.watch import Watch
from scraper.storage import Store
from tests.test_service.reading import HOUR, NOW, SITES, Visitor, make_story, publish

VALUES = {"outcome": "x", "n": 3, "since": NOW, "day": 1, "usual": "20"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of one site that was blocked, and is overdue."""
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        publish(store, make_story(1))
        run = store.start_run("visnyk", "host", 1, NOW - 3 * HOUR)
        store.finish_run(run, "blocked", {}, NOW - 2 * HOUR)
        store.schedule_site("visnyk", "hourly", NOW, first=NOW - 2 * HOUR)
        yield store


def test_a_look_is_passed_on_for_a_while(store: Store) -> None:
    lasting, fresh = (Watch(store, SITES, lambda: NOW, every=every) for every in (60, 0))
    assert lasting.look()["visnyk"].last_outcome == fresh.look()["visnyk"].last_outcome == "blocked"
    run = store.start_run("visnyk", "host", 1, NOW - HOUR)
    store.finish_run(run, "finished", {}, NOW)
    assert lasting.look()["visnyk"].last_outcome == "blocked"
    assert fresh.look()["visnyk"].last_outcome == "finished"


@pytest.mark.parametrize(
    ("ui", "told"),
    [
        ("en", ["The last run ended so: blocked.", "Due since 24 November 2026, 10:00, but no"]),
        ("uk", ["Останній обхід завершився так: заблоковано.", "Час настав 24 листопада 2026, 10"]),
    ],
)
def test_the_pages_tell_what_is_wrong_in_their_language(
    store: Store, ui: str, told: list[str]
) -> None:
    visitor = Visitor(store)
    for path in ("/sites", "/sites/visnyk"):
        problems = visitor.get(f"{path}?ui={ui}").all(".problem")
        assert all(said.startswith(start) for said, start in zip(problems, told, strict=True))
    assert visitor.get("/sites/chas").all(".problem") == []


@pytest.mark.parametrize("lang", UI_LANGS)
def test_every_kind_of_problem_has_words(lang: str) -> None:
    words = Words(lang, load_catalogue())
    for kind in SENTENCES:
        problem = Problem(kind, {name: v for name, v in VALUES.items() if name in SENTENCES[kind]})
        told = words(f"problem.{kind}", **problem.values)
        assert "{" not in told + problem.says
        assert "3" in told or kind != "failing"


def test_metrics_tell_the_same_of_each_site_at_work(store: Store) -> None:
    text = Metrics(store, Watch(store, SITES, lambda: NOW)).text().decode()
    figures = dict(line.rsplit(" ", 1) for line in text.splitlines() if "visnyk" in line)
    site = '{site="visnyk"}'
    assert float(figures[f"tlumach_site_problems{site}"]) == 2
    began = (NOW - 3 * HOUR).timestamp()
    assert float(figures[f"tlumach_run_began{site}"]) == began
    ended = float(figures['tlumach_run_ended{outcome="blocked",site="visnyk"}'])
    assert ended - began == timedelta(hours=1).total_seconds()
    assert float(figures[f"tlumach_complete_day{site}"]) == 1
    assert f"tlumach_run_finished{site}" not in figures, "no run has finished"
    assert "chas" not in text, "it is not at work"
