"""Brings the store's work off the reactor's thread: one worker, several pages to a commit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from scraper.crawling.clock import Clock
from scraper.storage import Outcome, Store, Stored

P = ParamSpec("P")
T = TypeVar("T")


class StoreWriter:
    """All access of a crawl to its store, from one thread of its own, in order.

    Outcomes handed to `commit` within `wait` seconds share a transaction, `batch` at most.
    """

    def __init__(self, store: Store, clock: Clock, *, batch: int, wait: float) -> None:
        self._store = store
        self._clock = clock
        self._batch = batch
        self._wait = wait
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._pending: list[tuple[Outcome, asyncio.Future[Stored]]] = []
        self._timer: asyncio.TimerHandle | None = None

    async def run(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function in the store's thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: call(*args, **kwargs))

    async def commit(self, outcome: Outcome) -> Stored:
        """Store one outcome and return what became of it, once its transaction is through."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Stored] = loop.create_future()
        self._pending.append((outcome, done))
        if len(self._pending) >= self._batch:
            self._flush()
        elif self._timer is None:
            self._timer = loop.call_later(self._wait, self._flush)
        return await done

    def close(self) -> None:
        """Wait for the work under way and end the thread."""
        self._thread.shutdown(wait=True)

    def _flush(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        waiting, self._pending = self._pending, []
        if not waiting:
            return
        outcomes = [outcome for outcome, _ in waiting]
        job = asyncio.get_running_loop().run_in_executor(self._thread, self._write, outcomes)
        job.add_done_callback(lambda done: _settle(done, [future for _, future in waiting]))

    def _write(self, outcomes: list[Outcome]) -> tuple[Stored, ...]:
        return tuple(self._store.commit(outcomes, self._clock.now()))


def _settle(
    done: asyncio.Future[tuple[Stored, ...]], waiting: list[asyncio.Future[Stored]]
) -> None:
    error = done.exception()
    for n, future in enumerate(waiting):
        if future.cancelled():
            continue
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(done.result()[n])
