"""The one lease under which everything is published: waited for, kept alive, given back."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy.exc import OperationalError

from scraper.storage import Store, StoreError

logger = logging.getLogger(__name__)

LEASE = "publish"
LEASE_TIME = timedelta(minutes=10)
"""After so long without a sign of life a job counts as dead; longer than any one transaction."""

LEASE_WAIT = 900.0
"""Seconds to wait for another job to finish; longer than a dead one keeps its lease."""

RENEW_EVERY = 60.0
"""Seconds between two signs of life."""


@contextmanager
def hold_lease(store: Store, now: Callable[[], datetime]) -> Iterator[str]:
    """Hold the publishing lease for as long as the block takes; gives the holder's name.

    StoreError when another job does not give it up in time.
    """
    holder = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
    give_up = time.monotonic() + LEASE_WAIT
    while not store.acquire(LEASE, holder, now() + LEASE_TIME, now()):
        if time.monotonic() > give_up:
            raise StoreError(f"another job has been publishing for over {LEASE_WAIT:.0f} s")
        time.sleep(0.2)
    with keep_lease(store, LEASE, holder, now):
        yield holder


@contextmanager
def keep_lease(store: Store, name: str, holder: str, now: Callable[[], datetime]) -> Iterator[None]:
    """Keep a lease that was taken alive for as long as the block takes, then give it back."""
    done = threading.Event()
    keeper = threading.Thread(target=_keep, args=(store, name, holder, now, done), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()
        store.release(name, holder)


def _keep(
    store: Store, name: str, holder: str, now: Callable[[], datetime], done: threading.Event
) -> None:
    """Renew the lease until all is done; a job on a large store takes longer than a lease."""
    while not done.wait(RENEW_EVERY):
        try:
            store.renew(name, holder, now() + LEASE_TIME, now())
        except OperationalError as error:  # a long write of our own may be under way
            logger.info("The lease %s will be renewed later: %s", name, error.orig)
