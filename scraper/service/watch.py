"""One look at the state of the sites for all who ask within a while: pages and metrics."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime

from scraper.service.status import SiteStatus, read_status, sites_at_work
from scraper.sites import Site
from scraper.storage import Store

LOOK_EVERY = 15.0  # seconds that a look is passed on: counting a frontier takes time


class Watch:
    """The status of every site at work, by name; any thread may ask."""

    def __init__(
        self,
        store: Store,
        sites: Mapping[str, Site],
        now: Callable[[], datetime],
        every: float = LOOK_EVERY,
    ) -> None:
        self._store = store
        self._sites = sites
        self._now = now
        self._every = every
        self._lock = threading.Lock()
        self._seen: Mapping[str, SiteStatus] = {}
        self._seen_at = float("-inf")

    def look(self) -> Mapping[str, SiteStatus]:
        """The status of now, or of a moment ago."""
        with self._lock:
            if time.monotonic() - self._seen_at >= self._every:
                at_work = sites_at_work(self._store, self._sites)
                found = read_status(self._store, at_work, self._now())
                self._seen = {status.site: status for status in found}
                self._seen_at = time.monotonic()
            return self._seen
