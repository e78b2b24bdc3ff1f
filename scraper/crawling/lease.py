"""The lease on a site: one process crawls it at a time, whoever started it."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from scraper.crawling.frontier import HOST, is_running
from scraper.job.lease import LEASE_TIME, keep_lease
from scraper.storage import Store


class SiteBusyError(Exception):
    """Another process crawls the site; the message says which."""


@contextmanager
def hold_site(store: Store, site: str, now: Callable[[], datetime]) -> Iterator[None]:
    """Hold a site for as long as the block takes; SiteBusyError when another process does.

    What a killed crawl of this host left behind is taken over at once, that of another host when
    its lease has run out.
    """
    name, holder = f"crawl/{site}", f"{HOST}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
    while not store.acquire(name, holder, now() + LEASE_TIME, now()):
        other = store.holder_of(name)
        if other is not None and _is_alive(other):
            host, pid, _ = other.rsplit(":", 2)
            raise SiteBusyError(f"{site} is being crawled by process {pid} on {host}")
        if other is not None:
            store.release(name, other)
    with keep_lease(store, name, holder, now):
        yield


def _is_alive(holder: str) -> bool:
    """Whether a holder can still be at work; of other hosts nothing is known."""
    host, pid, _ = holder.rsplit(":", 2)
    return host != HOST or is_running(int(pid))
