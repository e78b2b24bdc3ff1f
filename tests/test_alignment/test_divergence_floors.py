"""Floors under the divergences: the planted set always, untouched translations where they are."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.benchmarks.divergences import (
    SET,
    Result,
    read_lines,
    read_translations,
    score_set,
    score_translations,
)

FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text("utf-8"))[
    "divergences"
]
PLANTED, TRANSLATIONS = FLOORS["planted"], FLOORS["translations"]


@cache
def planted() -> Result:
    assert hashlib.sha256(SET.read_bytes()).hexdigest() == PLANTED["sha256"], "another set"
    return score_set(read_lines())


@cache
def translations(evaluation: Path) -> Result:
    data = (evaluation / "benchmarks" / "data" / "docs_dev.jsonl").read_bytes()
    assert hashlib.sha256(data).hexdigest() == TRANSLATIONS["sha256"], "another set"
    return score_translations(read_translations(evaluation))


@pytest.mark.parametrize("kind", PLANTED["recall"])
def test_planted_divergences_are_found(kind: str) -> None:
    assert planted().recall(kind) >= PLANTED["recall"][kind]


@pytest.mark.parametrize("kind", PLANTED["alarms"])
def test_alarms_at_untouched_places_are_few(kind: str) -> None:
    assert planted().rate(kind) <= PLANTED["alarms"][kind]


@pytest.mark.parametrize("kind", TRANSLATIONS["alarms"])
def test_alarms_in_professional_translations_are_few(kind: str, evaluation: Path) -> None:
    assert translations(evaluation).rate(kind) <= TRANSLATIONS["alarms"][kind]
