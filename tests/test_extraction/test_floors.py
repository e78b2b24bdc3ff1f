"""Floors of reading without any site's rules, on the evaluation data where it is present."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path

import pytest

from tests.benchmarks.answers import PEERS
from tests.benchmarks.extract import extract, read_samples
from tests.benchmarks.extraction_report import find_sets, load_score
from tests.benchmarks.extractors import SYSTEMS

pytest.importorskip("trafilatura")
FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text("utf-8"))["extraction"]


@pytest.mark.parametrize("name", FLOORS)
def test_a_set_of_real_pages(name: str, evaluation: Path) -> None:
    folder = next(each for each in find_sets(evaluation / "benchmarks", (name,)))
    floors = dict(FLOORS[name])
    gold = (folder / "gold.jsonl").read_bytes()
    assert hashlib.sha256(gold).hexdigest() == floors.pop("sha256"), "other data"
    samples = list(read_samples(folder))
    answers, _ = extract("tlumach", samples)
    rows = [
        {"id": sample.id, "text": answer.text, "title": answer.title, "date": answer.date}
        for sample, answer in zip(samples, answers, strict=True)
    ]
    rates = load_score(folder.parent.parent)([json.loads(line) for line in gold.splitlines()], rows)
    for rate, floor in floors.items():
        assert rates["all"][rate] >= floor, rate


def test_every_peer_is_known() -> None:
    assert set(PEERS) < set(SYSTEMS)
