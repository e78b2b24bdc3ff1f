"""The scheduler: what it begins, how it looks after crawls, what it notes; crawls are faked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import update

from scraper.service.schedule import HOST, Scheduler
from scraper.service.schedule_crawl import LAUNCHER, Limits
from scraper.sites import Site
from scraper.storage import Scheduled, Store
from scraper.storage.schedule import SCHEDULE
from tests.test_service.schedule_worker import (
    LIMITS,
    PLAN,
    marked_crawl,
    now,
    sites,
    work,
)

HOUR = timedelta(hours=1)
LONG = "import time; print('under way', flush=True); time.sleep(60)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + LONG
GREEDY = "x = bytearray(600_000_000); print('got it')"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A fresh store."""
    with Store.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        yield store


def python(code: str) -> Callable[[str], Sequence[str]]:
    """A crawl that runs this code, whatever the site."""
    return lambda _: [sys.executable, "-c", code]


def make_scheduler(
    store: Store, some: dict[str, Site], command: Callable[[str], Sequence[str]], **plan: object
) -> Scheduler:
    """A scheduler of these sites whose crawls are this command."""
    changed = replace(PLAN, **plan)  # type: ignore[arg-type]
    return Scheduler(store, some, changed, make_command=command, now=now)


def run_once(store: Store, code: str, **plan: object) -> tuple[int, Scheduled]:
    """What a scheduler returns, and the schedule says, after one crawl of one site."""
    one = sites(1, HOUR)
    exit_code = make_scheduler(store, one, python(code), **plan).run(once=True)
    return exit_code, store.schedule()["site0"]


def make_due(store: Store) -> None:
    """Let time pass until every site is due."""
    with store.writing() as connection:
        connection.execute(update(SCHEDULE).values(due_at=now()))


# --- once ---------------------------------------------------------------------------------------


def test_each_due_site_is_crawled_once(store: Store, tmp_path: Path) -> None:
    log = tmp_path / "log"
    three = sites(3, HOUR)
    command: Callable[[str], Sequence[str]] = lambda site: marked_crawl(log, site, 0)  # noqa: E731
    assert make_scheduler(store, three, command).run(once=True) == 0
    assert make_scheduler(store, three, command).run(once=True) == 0, "nothing is due any more"
    begun = [line.split()[0] for line in log.read_text().splitlines() if " begin " in line]
    assert Counter(begun) == Counter(list(three))
    for row in store.schedule().values():
        assert (row.outcome, row.failures, row.leased_by) == ("finished", 0, None)
        assert row.due_at > now() + timedelta(minutes=55)


def test_a_site_that_another_scheduler_crawls_is_left_to_it(store: Store) -> None:
    store.schedule_site("site0", "every 1:00:00", now(), first=now())
    assert store.begin_crawl("site0", "another", now() + HOUR, now())
    exit_code, row = run_once(store, "raise SystemExit(1)")
    assert (exit_code, row.leased_by, row.outcome) == (0, "another", None)


def test_a_missed_day_is_one_crawl(store: Store, tmp_path: Path) -> None:
    minute = sites(1, timedelta(minutes=1))
    store.schedule_site("site0", "every 0:01:00", now(), first=now() - timedelta(days=1))
    log = tmp_path / "log"
    scheduler = make_scheduler(store, minute, lambda site: marked_crawl(log, site, 0))
    assert scheduler.run(once=True) == 0
    assert len(log.read_text().splitlines()) == 2
    assert now() < store.schedule()["site0"].due_at <= now() + timedelta(minutes=1)


# --- outcomes and waits --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exit_code", "outcome", "failures"),
    [(0, "finished", 0), (4, "blocked", 1), (5, "layout-changed", 0), (1, "crashed", 1),
     (2, "wrong-arguments", 1), (3, "partial", 1)],
)  # fmt: skip
def test_the_exit_code_tells_the_outcome(
    store: Store, exit_code: int, outcome: str, failures: int
) -> None:
    returned, row = run_once(store, f"print('why it was'); raise SystemExit({exit_code})")
    assert (returned, row.exit_code) == (exit_code, exit_code)
    assert (row.outcome, row.failures) == (outcome, failures)
    assert (row.says == "why it was") == (exit_code in (1, 2))


def writes_a_run(store: Store, finish: str) -> str:
    """A crawl that writes down its run, as the real one does, and then does what `finish` says."""
    return f"""
import os, signal, sqlite3
def note(columns, values):
    with sqlite3.connect({store._reader.url.database!r}) as db:
        db.execute(f"INSERT INTO runs (site, host, pid, started_at, arguments {{columns}}) "
                   f"VALUES ('site0', {HOST!r}, {{os.getpid()}}, "
                   f"'2026-11-24 09:00:00.0', '{{{{}}}}' {{values}})")
    db.close()
{finish}
"""


def test_a_partial_crawl_that_read_pages_is_no_failure(store: Store) -> None:
    stats = '{"page/fetched": 7, "because": ["1 addresses failed: timeout"]}'
    values = f", '2026-11-24 09:01:00.0', 'partial', '{stats}'"
    finish = f'note(", finished_at, outcome, stats", {values!r}); raise SystemExit(3)'
    exit_code, row = run_once(store, writes_a_run(store, finish))
    assert (exit_code, row.outcome, row.failures) == (3, "partial", 0)
    assert row.says == "1 addresses failed: timeout"


def test_failures_in_a_row_put_the_next_crawl_off(store: Store) -> None:
    one = sites(1, timedelta(minutes=1))
    waits = []
    for _ in range(3):
        make_scheduler(store, one, python("raise SystemExit(4)")).run(once=True)
        row = store.schedule()["site0"]
        assert row.ended_at is not None
        waits.append((row.due_at - row.ended_at) // timedelta(minutes=1))
        make_due(store)
    assert row.failures == 3
    assert waits == [15, 30, 60]


def test_a_success_ends_the_waits(store: Store) -> None:
    run_once(store, "raise SystemExit(4)")
    make_due(store)
    assert run_once(store, "")[1].failures == 0


def test_of_several_crawls_the_worst_is_told(store: Store) -> None:
    codes = {"site0": 3, "site1": 5, "site2": 0}
    crawl = lambda site: [sys.executable, "-c", f"raise SystemExit({codes[site]})"]  # noqa: E731
    assert make_scheduler(store, sites(3, HOUR), crawl).run(once=True) == 5


def test_a_run_that_its_process_left_open_is_closed(store: Store) -> None:
    crawl = writes_a_run(store, 'note("", ""); os.kill(os.getpid(), signal.SIGKILL)')
    exit_code, row = run_once(store, crawl)
    assert (exit_code, row.exit_code, row.outcome) == (1, -9, "killed")
    (run,) = store.runs("site0")
    assert run.outcome == "killed"
    assert run.finished_at is not None


# --- limits --------------------------------------------------------------------------------------


def test_a_crawl_over_its_time_is_asked_to_stop(store: Store) -> None:
    began = time.monotonic()
    _, row = run_once(store, LONG, limits=replace(LIMITS, seconds=0.5))
    assert time.monotonic() - began < 10
    assert (row.exit_code, row.says) == (-15, "stopped after 0 s, its time limit\nunder way")


def test_a_crawl_that_does_not_stop_is_killed(store: Store) -> None:
    _, row = run_once(store, STUBBORN, limits=Limits(seconds=0.5, grace=0.5, memory=0))
    assert row.exit_code == -9


def test_a_crawl_over_its_memory_fails_alone(store: Store) -> None:
    _, row = run_once(store, GREEDY, limits=replace(LIMITS, memory=400_000_000))
    assert row.outcome == "crashed"
    assert row.says is not None
    assert "MemoryError" in row.says
    make_due(store)
    assert run_once(store, GREEDY, limits=replace(LIMITS, memory=2_000_000_000))[0] == 0


# --- stop ----------------------------------------------------------------------------------------


def run_and_stop(scheduler: Scheduler, stops: int) -> float:
    """Run a scheduler, stop it while its crawl is under way; how long that took."""
    thread = threading.Thread(target=scheduler.run)
    thread.start()
    time.sleep(1.0)
    began = time.monotonic()
    for _ in range(stops):
        scheduler.stop()
    thread.join(20)
    assert not thread.is_alive()
    return time.monotonic() - began


def test_a_stop_lets_the_crawl_finish(store: Store) -> None:
    polite = "import signal; signal.signal(signal.SIGTERM, lambda *_: exit(3)); " + LONG
    run_and_stop(make_scheduler(store, sites(1, HOUR), python(polite)), 1)
    row = store.schedule()["site0"]
    assert (row.outcome, row.failures, row.says) == ("partial", 0, "stopped by the operator")
    assert row.leased_by is None
    assert row.due_at <= now(), "what was stopped goes on at the next start"


def test_a_second_stop_kills(store: Store) -> None:
    seconds = run_and_stop(make_scheduler(store, sites(1, HOUR), python(STUBBORN)), 2)
    assert seconds < LIMITS.grace
    assert store.schedule()["site0"].exit_code == -9


def test_a_crawl_whose_scheduler_is_gone_is_not_begun() -> None:
    stranger = subprocess.run([sys.executable, "-c", ""], check=True)
    assert stranger.returncode == 0
    launch = [sys.executable, str(LAUNCHER), "1", "0", sys.executable, "-c", "print('ran')"]
    done = subprocess.run(launch, capture_output=True, text=True, check=True)
    assert done.stdout == ("ran\n" if os.getpid() == 1 else "")


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's word on parents is Linux's")
def test_a_crawl_ends_when_its_scheduler_is_killed(tmp_path: Path) -> None:
    code = f"""
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, {str(LAUNCHER)!r}, str(os.getpid()), "0",
                          sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""
    scheduler = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert scheduler.stdout is not None
    child = int(scheduler.stdout.readline())
    time.sleep(0.5)  # the launcher has set itself up
    scheduler.send_signal(signal.SIGKILL)
    scheduler.wait(5)
    scheduler.stdout.close()
    assert _ends(child, 5.0)


def _ends(pid: int, seconds: float) -> bool:
    """Whether a process is over, or only waits to be buried, within some seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


# --- several schedulers --------------------------------------------------------------------------


def test_two_schedulers_never_crawl_a_site_at_the_same_time(store: Store, tmp_path: Path) -> None:
    log = tmp_path / "log"
    context = get_context("spawn")
    url = str(store._reader.url)
    both = [context.Process(target=work, args=(url, log, 3.0)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
    assert [process.exitcode for process in both] == [0, 0]
    lines = [line.split() for line in log.read_text().splitlines()]
    assert len(lines) > 10
    under_way: dict[str, str] = {}
    for site, word, pid in lines:
        if word == "begin":
            assert site not in under_way, f"{site} was crawled twice at once"
            under_way[site] = pid
        else:
            assert under_way.pop(site) == pid
    assert not under_way


def test_a_scheduler_that_lost_its_lease_stops_the_crawl(store: Store) -> None:
    one = sites(1, HOUR)
    scheduler = make_scheduler(store, one, python(LONG), lease=timedelta(seconds=1.2))
    thread = threading.Thread(target=scheduler.run, kwargs={"once": True})
    thread.start()
    while store.schedule().get("site0", None) is None or not store.schedule()["site0"].leased_by:
        time.sleep(0.05)
    later = now() + timedelta(minutes=5)
    assert store.begin_crawl("site0", "another", later + HOUR, later) is True
    thread.join(15)
    assert not thread.is_alive()
    assert store.schedule()["site0"].leased_by == "another"
