"""Starts a crawl under its limits: run as a script, it sets them on itself and becomes the crawl.

Arguments: the process number of the scheduler, bytes of memory (0: no limit), then the command.
It imports nothing of ours, so that it costs next to nothing.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Sequence

_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


def launch(arguments: Sequence[str]) -> None:
    """Become the command, or end at once when the scheduler is already gone."""
    scheduler, memory, *command = arguments
    if sys.platform == "linux":
        # a crawl whose scheduler was killed has nobody who renews its lease: it must end too
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != int(scheduler):
        return
    if int(memory):
        resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    os.execv(command[0], command)


if __name__ == "__main__":
    launch(sys.argv[1:])
