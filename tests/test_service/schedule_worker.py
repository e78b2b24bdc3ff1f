"""Schedulers and crawls in processes of their own, for tests."""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scraper.service.schedule import Plan, Scheduler
from scraper.service.schedule_crawl import Limits
from scraper.service.schedule_times import BackOff
from scraper.sites import Site
from scraper.storage import Store
from tests.test_service.scheduling import SITE

LIMITS = Limits(seconds=20, grace=5, memory=0)
BACK_OFF = BackOff(first=timedelta(minutes=15), longest=timedelta(hours=6))
PLAN = Plan(crawls=2, lease=timedelta(seconds=60), limits=LIMITS, back_off=BACK_OFF)

# A crawl that notes its beginning and end in a file, and whether another was there meanwhile.
MARKED_CRAWL = """
import os, sys, time
log, site, seconds = sys.argv[1:]
def note(word):
    handle = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, f"{site} {word} {os.getpid()}\\n".encode())
    os.close(handle)
note("begin"); time.sleep(float(seconds)); note("end")
"""


def now() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)


def sites(count: int, every: timedelta) -> dict[str, Site]:
    """Sites that are due at an interval."""
    names = [f"site{number}" for number in range(count)]
    return {name: replace(SITE, name=name, schedule=every) for name in names}


def marked_crawl(log: Path, site: str, seconds: float) -> list[str]:
    """The command of a crawl that notes when it begins and ends."""
    return [sys.executable, "-c", MARKED_CRAWL, str(log), site, str(seconds)]


def work(url: str, log: Path, seconds: float) -> None:
    """Run a scheduler over three sites that are due all the time, for some seconds."""
    with Store.open(url) as store:
        scheduler = Scheduler(
            store,
            sites(3, timedelta(milliseconds=100)),
            replace(PLAN, lease=timedelta(seconds=2)),
            make_command=lambda site: marked_crawl(log, site, 0.1),
            now=now,
        )
        threading.Thread(target=_stop_later, args=(scheduler, seconds), daemon=True).start()
        scheduler.run()


def _stop_later(scheduler: Scheduler, seconds: float) -> None:
    time.sleep(seconds)
    scheduler.stop()
