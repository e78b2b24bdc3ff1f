"""A crawl ends in good order: what fails after the run leaves the store closed all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.settings import BaseSettings, Settings

from scraper.crawling.arguments import parse_arguments
from scraper.crawling.monitors import Judgement
from scraper.crawling.notify import Notifier
from scraper.crawling.session import Session
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
