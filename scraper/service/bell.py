"""Wakes readers that wait for the next publication; it asks the store only while somebody waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from anyio.to_thread import run_sync

EVERY = 0.25  # seconds between two looks at the store, however many wait
WAITERS_MAX = 500  # who comes later is answered at once


class Bell:
    """Rings when the store's last sequence number grows."""

    def __init__(self, last_sequence: Callable[[], int], every: float = EVERY) -> None:
        self._last_sequence = last_sequence
        self._every = every
        self._waiters = 0
        self._watch: asyncio.Task[None] | None = None
        self._rung = asyncio.Event()
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether the server is about to stop."""
        return self._closed

    async def wait(self, known: int, seconds: float) -> None:
        """Return when something was published after the sequence number `known`, or in time."""
        if self._closed or self._waiters >= WAITERS_MAX:
            return
        self._waiters += 1
        try:
            async with asyncio.timeout(seconds):
                await self._wait_beyond(known)
        except TimeoutError:
            return
        finally:
            self._waiters -= 1

    def close(self) -> None:
        """Let everybody go, now and from now on; the server is about to stop."""
        self._closed = True
        self._ring()
        if self._watch is not None:
            self._watch.cancel()

    async def _wait_beyond(self, known: int) -> None:
        while not self._closed:
            rung = self._rung
            if await run_sync(self._last_sequence) > known:
                return
            if self._watch is None or self._watch.done():
                self._watch = asyncio.create_task(self._look())
            await rung.wait()

    async def _look(self) -> None:
        """Ring at every new publication until nobody waits."""
        last = await run_sync(self._last_sequence)
        self._ring()  # what was published while this task began
        while self._waiters:
            await asyncio.sleep(self._every)
            before, last = last, await run_sync(self._last_sequence)
            if last > before:
                self._ring()

    def _ring(self) -> None:
        self._rung.set()
        self._rung = asyncio.Event()
