"""The collector is set for a crawl: what start-up made is out of its way."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from scraper.crawling.collector import YOUNG, spare_the_collector


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The collector of the tests' own process stays as it was."""
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


def test_what_is_there_is_left_out_of_collections() -> None:
    held = [[number] for number in range(1000)]
    spare_the_collector()
    assert gc.get_freeze_count() > len(held)
    assert gc.get_threshold()[0] == YOUNG


def test_cycles_are_still_collected() -> None:
    program = (
        "import gc, weakref\n"
        "from scraper.crawling.collector import spare_the_collector\n"
        "class Node: pass\n"
        "spare_the_collector()\n"
        "node = Node(); node.itself = node; seen = weakref.ref(node); del node\n"
        "kept = []\n"
        "for number in range(100_000):\n"
        "    kept.append([number])\n"
        "    if seen() is None: break\n"
        "print(number < 99_999)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "True", done.stderr
