"""Any course of events leaves the store where a model of a few lines says it must be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.items import Record
from scraper.storage import Outcome, PublishChange, Store
from tests.test_storage.conftest import empty
from tests.test_storage.samples import (
    LEASE,
    MINUTE,
    NOW,
    SITE,
    address,
    make_link,
    make_record,
)

FEW = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
ADDRESS = st.integers(0, 4)
RUN = st.integers(0, 1)
STEP = st.one_of(
    st.tuples(st.just("add"), ADDRESS, st.integers(0, 2)),
    st.tuples(st.just("claim"), RUN, st.integers(1, 3)),
    st.tuples(st.just("close"), ADDRESS, st.sampled_from(["done", "failed", "gone", "blocked"])),
    st.tuples(st.just("wait"), st.integers(1, 4), st.none()),
    st.tuples(st.just("die"), RUN, st.none()),
)


@dataclass
class Row:
    """What the model knows of one address."""

    priority: int
    found_at: datetime
    state: str = "new"
    before: str = "new"
    holder: int | None = None
    at: datetime | None = None  # the end of the lease, or the next fetch

    def is_due(self, now: datetime) -> bool:
        """Whether a claim may take it."""
        if self.state == "new":
            return True
        if self.at is None or self.state in ("gone", "blocked"):
            return False
        return self.at < now if self.state == "leased" else self.at <= now


class Course:
    """The same events told to a store and to the model."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = NOW
        self.rows: dict[int, Row] = {}
        self.next_fetch: dict[int, datetime] = {}
        self.runs = [store.start_run(SITE, "host", pid, NOW) for pid in range(2)]

    def add(self, number: int, priority: int) -> None:
        """An address is found, perhaps again."""
        link = make_link(address(number), priority=priority)
        new = self.store.add_links([link], self.now)
        assert new == (number not in self.rows)
        row = self.rows.setdefault(number, Row(priority, self.now))
        if row.state == "new":
            row.priority = max(row.priority, priority)

    def claim(self, run: int, limit: int) -> None:
        """A run asks for work."""
        due = [number for number, row in self.rows.items() if row.is_due(self.now)]
        due.sort(key=lambda n: (-self.rows[n].priority, -self.rows[n].found_at.timestamp(), n))
        rows = self.store.claim(SITE, self.runs[run], limit, self.now, LEASE)
        assert [row.url for row in rows] == [address(number) for number in due[:limit]]
        for number in due[:limit]:
            row = self.rows[number]
            before = row.before if row.state == "leased" else row.state
            row.state, row.before, row.holder, row.at = (
                "leased",
                before,
                run,
                self.now + LEASE,
            )

    def close(self, number: int, state: str) -> None:
        """The holder of an address, if there is one, reports."""
        row = self.rows.get(number)
        if row is None or row.holder is None:
            return
        at = self.now + 2 * MINUTE if state in ("done", "failed") else None
        values = {"run_id": self.runs[row.holder], "state": state, "next_fetch_at": at}
        outcome = Outcome(site=SITE, url=address(number), **values)  # type: ignore[arg-type]
        self.store.commit([outcome], self.now)
        row.state, row.holder, row.at = state, None, at
        if at is not None:
            self.next_fetch[number] = at

    def wait(self, minutes: int, _: None) -> None:
        """Time passes."""
        self.now += minutes * MINUTE

    def die(self, run: int, _: None) -> None:
        """The process of a run is gone, and the next one cleans up."""
        held = [number for number, row in self.rows.items() if row.holder == run]
        assert self.store.release_dead(SITE, "host", lambda pid: pid != run) == len(held)
        for number in held:
            row = self.rows[number]
            row.state, row.holder, row.at = row.before, None, self.next_fetch.get(number)

    def check(self) -> None:
        """The store and the model tell the same."""
        states = [row.state for row in self.rows.values()]
        assert self.store.counts(SITE) == {state: states.count(state) for state in states}
        for run, number in enumerate(self.runs):
            held = sum(row.holder == run for row in self.rows.values())
            assert self.store.leased_by(number) == held


@FEW
@given(steps=st.lists(STEP, max_size=25))
def test_the_frontier_does_what_its_model_does(opened: tuple[str, Store], steps: list) -> None:  # type: ignore[type-arg]
    _, store = opened
    empty(store)
    course = Course(store)
    for name, first, second in steps:
        getattr(course, name)(first, second)
        course.check()


EDIT = st.tuples(st.integers(1, 4), st.sampled_from(["Раз.", "Два.", None]))


@FEW
@given(batches=st.lists(st.lists(EDIT, max_size=4), max_size=8), pause=st.integers(1, 3))
def test_a_follower_ends_with_what_is_published(
    opened: tuple[str, Store], batches: list[list[tuple[int, str | None]]], pause: int
) -> None:
    """It reads a page now and then; `None` removes a record. Numbers have no gap."""
    _, store = opened
    empty(store)
    assert store.acquire("publish", "me", NOW + timedelta(hours=1), NOW)
    wanted: dict[str, str | None] = {}
    held: dict[str, Record] = {}
    cursor = count = 0
    for place, batch in enumerate(batches):
        for published in store.publish([_change(*edit) for edit in batch], NOW, holder="me"):
            count += published.changed
            assert not published.changed or published.sequence == count
        for number, text in batch:
            id = f"{SITE}:uk:{number}"
            if text is not None or id in wanted:
                wanted[id] = text
        if place % pause == 0:
            cursor = _follow(store, held, cursor, limit=2)
    while (reached := _follow(store, held, cursor, limit=2)) != cursor:
        cursor = reached
    assert cursor == store.last_sequence() == count
    assert {id: _text(record) for id, record in held.items()} == wanted
    for id, record in held.items():
        numbers = [one.revision for one in store.record_revisions(id)]
        assert numbers == list(range(1, record.revision + 1))


def _change(number: int, text: str | None) -> PublishChange:
    if text is None:
        return PublishChange(removed=f"{SITE}:uk:{number}")
    return PublishChange(record=replace(make_record(number, text), updated_at=NOW + MINUTE))


def _follow(store: Store, held: dict[str, Record], cursor: int, limit: int) -> int:
    page = list(store.records(after=cursor, limit=limit))
    held.update({record.id: record for record in page})
    return page[-1].sequence if page else cursor


def _text(record: Record) -> str | None:
    return None if record.removed else record.versions["uk"].blocks[0].text
