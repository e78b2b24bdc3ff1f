"""The figures on the evaluation data stay above their floors."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from scraper.matching import match_stories
from tests.benchmarks.match import SITE, claim_pairs, read_articles

FLOORS: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "floors.toml").read_text("utf-8")
)["matching"]


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_matching_stays_above_its_floor(name: str, evaluation: Path, tmp_path: Path) -> None:
    data = evaluation / "benchmarks" / "data" / f"{name}.jsonl"
    floor = FLOORS[name]
    assert hashlib.sha256(data.read_bytes()).hexdigest() == floor["sha256"], "other data"
    articles = read_articles(data.read_text("utf-8").splitlines())
    claims = claim_pairs(match_stories(articles, sites={SITE.name: SITE}))
    claimed = tmp_path / "claims.jsonl"
    claimed.write_text("".join(f"{json.dumps(claim)}\n" for claim in claims), "utf-8")
    scorer = evaluation / "benchmarks" / "score_docs.py"
    gold = data.with_name(f"{name}.gold.jsonl")
    command = [sys.executable, str(scorer), str(gold), str(claimed), "--json"]
    scored = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    stories = {json.loads(line)["story"] for line in gold.read_text("utf-8").splitlines()}
    assert scored["macro_f1"] >= floor["macro_f1"]
    assert scored["micro"]["p"] >= floor["precision"]
    assert round(len(stories) * (1 - scored["stories_exact"])) <= floor["wrong_stories"]
