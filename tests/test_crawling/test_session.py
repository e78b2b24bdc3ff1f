"""A crawl ends in good order: what fails after the run leaves the store closed all the same."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from scrapy.settings import BaseSettings, Settings

from scraper.crawling.arguments import parse_arguments
from scraper.crawling.clock import Clock
from scraper.crawling.monitors import Judgement
from scraper.crawling.notify import Notifier
from scraper.crawling.session import Session, digest_facts
from scraper.storage import Store
from tests.test_crawling.inspected import SITE


def open_session(tmp_path: Path) -> Session:
    settings: BaseSettings = Settings()
    settings.setmodule("scraper.settings")
    settings.set("STORE_URL", f"sqlite:///{tmp_path / 'store.db'}")
    session = Session.from_settings(settings, SITE, parse_arguments(SITE, {}))
    session.frontier.run_id = session.store.start_run(SITE.name, "desk", 1, session.clock.now())
    return session


def note_closing(monkeypatch: pytest.MonkeyPatch) -> list[Store]:
    closed: list[Store] = []
    close = Store.close

    def note(store: Store) -> None:
        closed.append(store)
        close(store)

    monkeypatch.setattr(Store, "close", note)
    return closed


def fail(*_: object) -> None:
    raise OSError("the database is gone")


def test_a_notifier_that_fails_is_a_line_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    session, closed = open_session(tmp_path), note_closing(monkeypatch)
    monkeypatch.setattr(Notifier, "tell", fail)
    assert isinstance(session.end({}, {}), Judgement)
    assert "the run could not be told" in caplog.text
    assert closed == [session.store]


def test_a_judgement_that_fails_leaves_the_store_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, closed = open_session(tmp_path), note_closing(monkeypatch)
    monkeypatch.setattr(Session, "_write_down", fail)
    with pytest.raises(OSError, match="gone"):
        session.end({}, {})
    assert closed == [session.store]


# --- which earlier runs are looked at -------------------------------------------------------------

BEGAN = datetime(2026, 6, 1, tzinfo=UTC)
SEEN = {"uk": {"pages": 30, "read": 30, "has/lead": 30}}


def write_runs(session: Session, outcome: str, count: int, at: datetime, **stats: object) -> None:
    for place in range(count):
        when = at + place * timedelta(minutes=15)
        number = session.store.start_run(session.site.name, "desk", 1, when)
        session.store.finish_run(number, outcome, stats, when)


def outcomes_at(session: Session, now: datetime) -> Counter[str | None]:
    session.clock = Clock(now.isoformat())
    return Counter(run.outcome for run in session._earlier())


def test_good_runs_teach_however_long_a_break_lasts(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    facts = digest_facts(session.site)
    write_runs(session, "finished", 3, BEGAN, seen=SEEN, facts=facts)
    write_runs(session, "layout-changed", 520, BEGAN + timedelta(days=30), seen=SEEN, facts=facts)
    seen = outcomes_at(session, BEGAN + timedelta(days=40))
    assert seen["finished"] == 3
    assert seen["layout-changed"] > 400


def test_quiet_runs_do_not_push_out_those_that_saw_pages(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    write_runs(session, "finished", 3, BEGAN, seen=SEEN)
    write_runs(session, "finished", 510, BEGAN + timedelta(days=1), seen={})
    session.clock = Clock((BEGAN + timedelta(days=7)).isoformat())
    assert sum(bool(run.stats["seen"]) for run in session._earlier()) == 3


def test_once_the_file_was_changed_good_runs_teach_for_two_weeks(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    write_runs(session, "finished", 3, BEGAN, seen=SEEN, facts=digest_facts(session.site))
    assert outcomes_at(session, BEGAN + timedelta(days=40))["finished"] == 3
    session.site = replace(session.site, verified=date(2026, 7, 1))
    assert outcomes_at(session, BEGAN + timedelta(days=13))["finished"] == 3
    assert outcomes_at(session, BEGAN + timedelta(days=40))["finished"] == 0


def test_days_of_a_site_that_is_crawled_every_minute_are_known(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    write_runs(session, "finished", 10, BEGAN)
    write_runs(session, "finished", 510, BEGAN + timedelta(days=3), seen={})
    session.clock = Clock((BEGAN + timedelta(days=3, hours=1)).isoformat())
    assert BEGAN in session._volume(()).crawled


def test_a_run_writes_down_by_which_facts_it_read(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    store = Store.open(f"sqlite:///{tmp_path / 'store.db'}")
    session.end({}, {})
    assert store.runs(SITE.name)[0].stats["facts"] == digest_facts(SITE)
    store.close()


def test_the_digest_tells_long_patterns_apart() -> None:
    patterns = [re.compile("/" + "x" * 300 + end) for end in "ab"]
    digests = {digest_facts(replace(SITE, article_url=pattern)) for pattern in patterns}
    assert len(digests) == 2
