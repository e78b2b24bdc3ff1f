"""Threads share one heap, and streams have small windows, so that many readers need little."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

from scraper.service.compression import compress, make_stream

SCRIPT = """
import ctypes, sys, threading
from scraper.service.memory import spare_memory

if sys.argv[1] == "spares":
    spare_memory()
wait = threading.Barrier(4)
def work():
    bytes(50_000)
    wait.wait(60)
threads = [threading.Thread(target=work) for _ in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
"""


@pytest.mark.skipif(
    not hasattr(ctypes.CDLL(None), "mallopt"), reason="only glibc is told how to keep its heaps"
)
@pytest.mark.parametrize(("how", "heaps"), [("spares", {1}), ("as usual", {2, 3, 4, 5})])
def test_threads_share_one_heap(how: str, heaps: set[int]) -> None:
    command = [sys.executable, "-c", SCRIPT, how]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told.count("<heap nr=") in heaps


def test_a_stream_for_one_reader_has_a_small_window() -> None:
    """What lies megabytes back is not found again: keeping it would cost them for each reader."""
    filler = b"".join(
        (number * 2_654_435_761 % 2**32).to_bytes(4, "big") for number in range(2**18)
    )
    again = filler[: 1 << 15]
    stream = make_stream("br")
    stream.add(filler)
    assert len(stream.add(again)) > len(again) / 2
    assert len(compress(filler + again, "br")) < len(compress(filler, "br")) + len(again) / 2
