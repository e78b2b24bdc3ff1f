"""Keeps the store within its limits, by hand or once a day beside the scheduled crawl."""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from scraper.storage import Forgotten, Store

logger = logging.getLogger(__name__)

LEASE = "retention"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepLimits:
    """How long and how much is kept; None means without limit.

    Ages count from the last fetch of a page and the end of a run; `pages_bytes` is the size of all
    pages, compressed.
    """

    pages_age: timedelta | None = None
    pages_bytes: int | None = None
    runs_age: timedelta | None = None


def forget(store: Store, limits: KeepLimits, now: datetime) -> Forgotten:
    """Delete pages and runs beyond the limits; never articles or records."""
    pages = Forgotten()
    if limits.pages_age is not None or limits.pages_bytes is not None:
        before = None if limits.pages_age is None else now - limits.pages_age
        pages = store.forget_pages(before=before, keep_bytes=limits.pages_bytes)
    runs = 0 if limits.runs_age is None else store.forget_runs(now - limits.runs_age).runs
    return Forgotten(pages=pages.pages, bytes=pages.bytes, runs=runs)


class DailyForgetting:
    """Calls `forget` once a day over all schedulers of a store, in a thread of its own."""

    def __init__(self, store: Store, limits: KeepLimits, now: Callable[[], datetime]) -> None:
        self._store = store
        self._limits = limits
        self._now = now
        self._next: datetime | None = None
        self._thread: threading.Thread | None = None

    def __call__(self) -> None:
        """Begin if a day has passed since anybody did."""
        now = self._now()
        if self._next is not None and now < self._next:
            return
        self._next = now + DAY / 24
        # nobody gives this lease back: it says for a day that the work is done
        if self._store.acquire(LEASE, uuid.uuid4().hex, now + DAY, now):
            self._thread = threading.Thread(target=self._work, args=(now,), daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Wait until what was begun is done."""
        if self._thread is not None:
            self._thread.join()

    def _work(self, now: datetime) -> None:
        gone = forget(self._store, self._limits, now)
        if gone != Forgotten():
            logger.info("%s", describe(gone))


def describe(gone: Forgotten) -> str:
    """What was deleted, in a sentence."""
    megabytes = gone.bytes / 1_000_000
    return f"deleted {gone.pages} pages ({megabytes:.1f} MB compressed) and {gone.runs} runs"
