"""The scheduled crawl: starts a process for each site that is due, looks after it, notes its end.

Any number of schedulers may share a store; a site is crawled by one of them at a time.
"""

from __future__ import annotations

import logging
import os
import socket
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import OperationalError

from scraper.service.schedule_crawl import CrawlProcess, Limits
from scraper.service.schedule_outcomes import Ending, judge_end, worst
from scraper.service.schedule_times import BackOff, describe_rule, next_due, next_time
from scraper.sites import Site
from scraper.storage import CrawlEnd, Run, Scheduled, Store

logger = logging.getLogger(__name__)

HOST = socket.gethostname()
PAUSE = 0.25
"""Seconds between two looks at the running crawls."""

LOOK_EVERY = 5.0
"""Seconds between two looks at the schedule, which other schedulers change too."""

DATABASE_WAIT = 10.0
"""Seconds until a database that did not answer is asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a scheduler works: crawls at a time, how long its leases hold, limits and waits."""

    crawls: int
    lease: timedelta
    limits: Limits
    back_off: BackOff


@dataclass(slots=True)
class _Running:
    """A crawl under way: what was planned, its process, and when its lease is renewed next."""

    site: Site
    planned: datetime
    failures: int
    process: CrawlProcess
    renew_at: float
    note: str = ""


class Scheduler:
    """Runs what is due until it is stopped, or once.

    `make_command` gives the command that crawls a site; `now` the time; `chores` is called now and
    then when there is time, for what has to be done once a day; `said` gets a site and each line
    that its crawl prints, in a thread of its own; `find_sites` gives the sites anew when their
    files have changed, else None.
    """

    def __init__(
        self,
        store: Store,
        sites: Mapping[str, Site],
        plan: Plan,
        *,
        make_command: Callable[[str], Sequence[str]],
        now: Callable[[], datetime],
        chores: Callable[[], None] = lambda: None,
        said: Callable[[str, str], None] = lambda site, line: logger.info("%s| %s", site, line),
        find_sites: Callable[[], Mapping[str, Site] | None] = lambda: None,
    ) -> None:
        self._store = store
        self._sites = sites
        self._find_sites = find_sites
        self._plan = plan
        self._make_command = make_command
        self._now = now
        self._chores = chores
        self._said = said
        self._holder = f"{HOST}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._running: dict[str, _Running] = {}
        self._worst = 0
        self._look_at = 0.0
        self._stops = 0

    def stop(self) -> None:
        """Begin nothing more and ask the running crawls to finish; asked again, kill them.

        May be called from a signal handler.
        """
        self._stops += 1

    def run(self, *, once: bool = False) -> int:
        """Crawl what is due until stopped, then return 0.

        With `once` each site that is due now is crawled, the call ends with the last crawl and
        returns the worst of their exit codes.
        """
        try:
            self._enter_sites()
            waiting = {row.site for row in self._due()} if once else None
            while self._goes_on(waiting):
                self._turn(waiting)
                time.sleep(PAUSE)
        finally:
            self._abandon()
        return self._worst if once else 0

    def _goes_on(self, waiting: set[str] | None) -> bool:
        if self._running:
            return True
        return not self._stops and (waiting is None or bool(waiting))

    def _turn(self, waiting: set[str] | None) -> None:
        """One look at everything; a database that does not answer is waited for."""
        try:
            self._pass_on_stops()
            for running in tuple(self._running.values()):
                self._look_after(running)
            if not self._stops and time.monotonic() >= self._look_at:
                self._look_at = time.monotonic() + LOOK_EVERY
                self._look_for_sites()
                self._begin_due(waiting)
                self._chores()
        except OperationalError as error:
            logger.warning("The store does not answer, waiting: %s", error.orig)
            self._look_at = time.monotonic() + DATABASE_WAIT
            time.sleep(DATABASE_WAIT)

    def _pass_on_stops(self) -> None:
        for running in self._running.values():
            if self._stops == 1 and not running.note:
                running.note = "stopped by the operator"
                logger.info("%s: asked to finish", running.site.name)
                running.process.stop()
            elif self._stops > 1:
                running.process.kill()

    # --- begin ------------------------------------------------------------------------------------

    def _enter_sites(self) -> None:
        now = self._now()
        for site in self._sites.values():
            due_at = next_time(site, now)
            self._store.schedule_site(site.name, describe_rule(site), due_at, first=now)

    def _look_for_sites(self) -> None:
        """Take in the sites whose files are new or were changed; those without a file end."""
        found = self._find_sites()
        if found is None:
            return
        for name in sorted(found.keys() - self._sites.keys()):
            logger.info("%s: a new site, it is due now", name)
        for name in sorted(self._sites.keys() - found.keys()):
            logger.info("%s: has no file any more, it is crawled no longer", name)
        self._sites = found
        self._enter_sites()

    def _due(self) -> list[Scheduled]:
        now = self._now()
        rows = self._store.schedule().values()
        return [row for row in rows if row.site in self._sites and row.due_at <= now]

    def _begin_due(self, waiting: set[str] | None) -> None:
        due = [row for row in self._due() if row.site not in self._running]
        if waiting is not None:
            waiting &= {row.site for row in due}  # another scheduler may have been faster
            due = [row for row in due if row.site in waiting]
        for row in due[: self._plan.crawls - len(self._running)]:
            self._begin(row)
            if waiting is not None:
                waiting.discard(row.site)  # also when another scheduler has it

    def _begin(self, row: Scheduled) -> None:
        now = self._now()
        if not self._store.begin_crawl(row.site, self._holder, now + self._plan.lease, now):
            return
        logger.info("%s: crawl begins (due %s)", row.site, f"{row.due_at:%Y-%m-%d %H:%M} UTC")
        process = CrawlProcess(
            self._make_command(row.site), self._plan.limits, lambda line: self._said(row.site, line)
        )
        site = self._sites[row.site]
        self._running[row.site] = _Running(
            site, row.due_at, row.failures, process, self._next_renewal()
        )

    def _next_renewal(self) -> float:
        return time.monotonic() + self._plan.lease.total_seconds() / 4

    # --- look after -------------------------------------------------------------------------------

    def _look_after(self, running: _Running) -> None:
        exit_code = running.process.poll()
        if running.process.over_time and not running.note:
            running.note = f"stopped after {self._plan.limits.seconds:.0f} s, its time limit"
            logger.warning("%s: %s", running.site.name, running.note)
        if exit_code is not None:
            self._end(running, exit_code)
            del self._running[running.site.name]
        elif time.monotonic() >= running.renew_at:
            self._renew(running)

    def _renew(self, running: _Running) -> None:
        now = self._now()
        running.renew_at = self._next_renewal()
        name = running.site.name
        if not self._store.renew_crawl(name, self._holder, now + self._plan.lease, now):
            if not running.note:
                running.note = "stopped: the lease of the site was lost"
                logger.warning("%s: %s", name, running.note)
            running.process.stop()

    def _end(self, running: _Running, exit_code: int) -> None:
        now = self._now()
        name = running.site.name
        tail = tuple(running.process.tail)
        ending = judge_end(exit_code, self._run_of(running), tail, running.note)
        end = self._plan_next(running, ending, now)
        noted = self._store.end_crawl(name, self._holder, end, now)
        self._worst = worst((self._worst, exit_code))
        logger.log(
            logging.WARNING if ending.is_failure else logging.INFO,
            "%s: %s after %.0f s, next %s",
            name,
            ending.outcome,
            running.process.seconds,
            f"{end.due_at:%Y-%m-%d %H:%M} UTC" if noted else "by another scheduler",
        )
        self._look_at = 0.0

    def _run_of(self, running: _Running) -> Run | None:
        """What the crawl wrote down; a run that it left open is closed, and gives back its rows."""
        for run in self._store.runs(running.site.name, limit=5):
            if (run.host, run.pid) == (HOST, running.process.pid):
                if run.finished_at is None:
                    self._store.finish_run(run.id, "killed", {}, self._now())
                return run
        return None

    def _plan_next(self, running: _Running, ending: Ending, now: datetime) -> CrawlEnd:
        failures = running.failures + 1 if ending.is_failure else 0
        due_at = next_due(running.site, running.planned, now, failures, self._plan.back_off)
        if self._stops and ending.outcome in ("partial", "killed"):  # not the site's fault
            failures, due_at = running.failures, now
        return CrawlEnd(
            outcome=ending.outcome,
            exit_code=ending.exit_code,
            failures=failures,
            says=ending.says,
            due_at=due_at,
        )

    def _abandon(self) -> None:
        """Stop what still runs when the scheduler itself came to an unexpected end."""
        for running in self._running.values():
            running.process.stop()
        while any(running.process.poll() is None for running in self._running.values()):
            time.sleep(PAUSE)
