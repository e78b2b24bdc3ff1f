"""The publishing lease: one at a time, kept alive however long a job takes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy.exc import OperationalError

from scraper.job import lease as lease_module
from scraper.job.lease import LEASE, LEASE_TIME, hold_lease
from scraper.storage import Store, StoreError
from tests.test_storage.samples import NOW


class _Desk:
    """A store and a clock that is moved by hand."""

    def __init__(self, folder: Path) -> None:
        self.store = Store.open(f"sqlite:///{folder / 'store.db'}")
        self.time = NOW

    def now(self) -> datetime:
        return self.time

    def taken_by_another(self) -> bool:
        return self.store.acquire(LEASE, "another", self.time + LEASE_TIME, self.time)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[_Desk]:
    monkeypatch.setattr(lease_module, "RENEW_EVERY", 0.02)
    monkeypatch.setattr(lease_module, "LEASE_WAIT", 0.3)
    desk = _Desk(tmp_path)
    yield desk
    desk.store.close()


def test_nobody_else_has_it_meanwhile(desk: _Desk) -> None:
    with hold_lease(desk.store, desk.now):
        assert not desk.taken_by_another()
    assert desk.taken_by_another()


def test_another_publisher_is_waited_for_and_named(desk: _Desk) -> None:
    assert desk.taken_by_another()
    with pytest.raises(StoreError, match="another job"), hold_lease(desk.store, desk.now):
        pass


def test_what_a_dead_publisher_held_is_free_after_its_time(desk: _Desk) -> None:
    assert desk.taken_by_another()
    desk.time += LEASE_TIME
    with hold_lease(desk.store, desk.now) as holder:
        assert desk.store.renew(LEASE, holder, desk.time + LEASE_TIME, desk.time)


def test_a_long_job_keeps_it(desk: _Desk) -> None:
    with hold_lease(desk.store, desk.now):
        for _ in range(3):
            desk.time += LEASE_TIME - timedelta(minutes=1)
            time.sleep(0.2)
        assert not desk.taken_by_another()


def test_a_store_that_is_busy_is_asked_again(desk: _Desk) -> None:
    busy = OperationalError("UPDATE", {}, Exception("database is locked"))
    renew = desk.store.renew
    answers = iter((busy, busy))

    def sometimes(*args: object) -> bool:
        for error in answers:
            raise error
        return renew(*args)  # type: ignore[arg-type]

    with patch.object(desk.store, "renew", sometimes), hold_lease(desk.store, desk.now):
        desk.time += LEASE_TIME - timedelta(minutes=1)
        time.sleep(0.3)
        desk.time += timedelta(minutes=2)
        assert not desk.taken_by_another()


def test_it_is_given_back_after_an_error(desk: _Desk) -> None:
    with pytest.raises(OSError, match="disk full"), hold_lease(desk.store, desk.now):
        raise OSError("disk full")
    assert desk.taken_by_another()
