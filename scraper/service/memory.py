"""Keeps the heap of the C library small in a process with several threads."""

from __future__ import annotations

import ctypes

ARENA_MAX = (-8, 1)
"""One heap for all threads: each of its own keeps what it once needed."""

MMAP_THRESHOLD = (-3, 1 << 16)
"""Bytes from which a block is given back to the system as soon as it is free ..."""

TRIM_THRESHOLD = (-1, 1 << 17)
"""... and bytes free at the heap's end from which that end is."""


def spare_memory() -> None:
    """Have glibc hold little that is free (`man mallopt`); other C libraries are left alone.

    It counts for threads that begin later.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return
    for option, value in (ARENA_MAX, MMAP_THRESHOLD, TRIM_THRESHOLD):
        mallopt(option, value)
