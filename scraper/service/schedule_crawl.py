"""One crawl in a process of its own, under limits of time and memory; it knows no schedule."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

LAUNCHER = Path(__file__).with_name("schedule_launch.py")
TAIL = 40
"""Last lines of a crawl's output that are kept, to tell why it failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a crawl may take; 0 means no limit.

    After `seconds` it is asked to stop, `grace` seconds later it is killed. `memory` is the bytes
    of address space.
    """

    seconds: float
    grace: float
    memory: int


class CrawlProcess:
    """A crawl that runs; `said` is called with each line that it prints.

    Its process has a session of its own, so that Ctrl-C on the scheduler's terminal does not reach
    it: it is asked to stop once, by the scheduler.
    """

    def __init__(self, command: Sequence[str], limits: Limits, said: Callable[[str], None]) -> None:
        self._limits = limits
        self._said = said
        self._began = time.monotonic()
        self._kill_at: float | None = None
        self.over_time = False
        self.tail: deque[str] = deque(maxlen=TAIL)
        self._process = subprocess.Popen(
            [sys.executable, str(LAUNCHER), str(os.getpid()), str(limits.memory), *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The number of its process, the same before and after it became the crawl."""
        return self._process.pid

    @property
    def seconds(self) -> float:
        """How long it has been running."""
        return time.monotonic() - self._began

    def stop(self) -> None:
        """Ask it to finish the pages in flight and its job; it is killed if it takes too long."""
        if self._kill_at is None:
            self._kill_at = time.monotonic() + (self._limits.grace or float("inf"))
            self._process.terminate()

    def kill(self) -> None:
        """End it and whatever it started, now."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)

    def poll(self) -> int | None:
        """Its exit code once it is over (minus the signal's number if one ended it).

        Asks it to stop, or kills it, when it is over its time.
        """
        code = self._process.poll()
        if code is None:
            self._enforce()
        else:
            self._reader.join(timeout=5.0)
        return code

    def _enforce(self) -> None:
        if self._kill_at is not None:
            if time.monotonic() >= self._kill_at:
                self.kill()
        elif self._limits.seconds and self.seconds >= self._limits.seconds:
            self.over_time = True
            self.stop()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                text = line.rstrip()
                if text:
                    self.tail.append(text)
                    self._said(text)
