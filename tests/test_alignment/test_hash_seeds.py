"""The same texts give the same beads to the last digit, in whatever order a process keeps sets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

ALIGN = """
from scraper.alignment import align_texts
from scraper.demo.articles import load_articles

stories = [one.versions for one in load_articles() if {"uk", "en"} <= one.versions.keys()]
for versions in stories[:4]:
    left, right = ([block.text for block in versions[lang].blocks] for lang in ("uk", "en"))
    for bead in align_texts(left, right, "uk", "en"):
        print(bead.left, bead.right, bead.score.hex())
"""


def _beads(seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", ALIGN],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_two_hash_seeds_give_the_same_digits() -> None:
    one = _beads("1")
    assert one.count("\n") > 20
    assert one == _beads("2")
