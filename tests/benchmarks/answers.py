"""Asks a system for its answers on a set in a process of its own; keeps those of the peers.

A peer's answers depend on its version and the pages only, so a second report need not wait for
them. Kept are the answers with what they cost, in a temporary folder.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

KEPT = Path(tempfile.gettempdir()) / "tlumach-extraction"
PEERS = {
    "trafilatura": "trafilatura",
    "trafilatura, precision": "trafilatura",
    "trafilatura, precision, text only": "trafilatura",
    "readability-lxml": "readability-lxml",
    "newspaper4k": "newspaper4k",
    "resiliparse": "resiliparse",
}
"""A system and the package it comes in."""


class TooSlowError(Exception):
    """A system that did not end in time; the message says in what time."""


@dataclass(frozen=True, slots=True)
class Answers:
    """A line for each page, what they cost (`ms` a page, `peak` in MiB), and whether they are from
    an earlier run."""

    lines: tuple[Mapping[str, str], ...]
    cost: Mapping[str, float]
    is_kept: bool = False


def ask(folder: Path, system: str, *, limit: float, anew: bool = False) -> Answers:
    """The answers of a system, ours always new; TooSlowError after `limit` seconds.

    `anew` asks peers again whose answers are kept.
    """
    place = KEPT / f"{_key(folder, system)}.json" if system in PEERS else None
    if place is not None and place.exists() and not anew:
        told = json.loads(place.read_text("utf-8"))
        return Answers(tuple(told["lines"]), told["cost"], is_kept=True)
    answers = _run(folder, system, limit)
    if place is not None:
        place.parent.mkdir(exist_ok=True)
        told = {"lines": answers.lines, "cost": answers.cost}
        place.write_text(json.dumps(told), "utf-8")
    return answers


def _run(folder: Path, system: str, limit: float) -> Answers:
    command = [sys.executable, "-m", "tests.benchmarks.extract", str(folder), "--system", system]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=limit)
    except subprocess.TimeoutExpired:
        raise TooSlowError(f"not done in {limit:g} s") from None
    lines = tuple(json.loads(line) for line in done.stdout.splitlines())
    return Answers(lines, json.loads(done.stderr.splitlines()[-1]))


def _key(folder: Path, system: str) -> str:
    """What the answers depend on: the pages, the system, its version, how we ask it."""
    digest = sha256((folder / "gold.jsonl").read_bytes())
    for page in sorted((folder / "html").iterdir()):
        digest.update(f"{page.name} {page.stat().st_size}".encode())
    digest.update(Path(__file__).with_name("extractors.py").read_bytes())
    digest.update(f"{system} {version(PEERS[system])}".encode())
    return digest.hexdigest()[:24]
