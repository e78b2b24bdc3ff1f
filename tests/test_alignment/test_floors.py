"""Floors under the aligner: labelled blocks of the demo always, evaluation data where it is."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from scraper.alignment import align_articles
from scraper.items import Article, Block
from tests.benchmarks.align import align_rows

DEMO = Path(__file__).parents[2] / "scraper" / "demo" / "articles"

TAGS = ("qaa", "qab")
"""Tags that stand for no language."""

Link = tuple[str, int, str, int]
Beads = set[tuple[tuple[int, ...], tuple[int, ...]]]

FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text("utf-8"))["alignment"]
HAND = Path(__file__).parent / "hand_aligned.jsonl"
EVALUATION = [name for name in FLOORS if not name.startswith("hand_aligned")]

LEAST_LINKS = {"precision": 0.94, "recall": 0.86}
"""Share of found links between blocks of the demo that are right, and of right ones found."""


@pytest.mark.parametrize("name", EVALUATION)
def test_strict_f1_on_evaluation_data(name: str, evaluation: Path) -> None:
    gold, found = _aligned(name, evaluation)
    assert strict_f1(gold, found) >= FLOORS[name]["strict_f1"]


@pytest.mark.parametrize("name", EVALUATION)
def test_strict_f1_of_each_pair_of_languages(name: str, evaluation: Path) -> None:
    gold, found = _aligned(name, evaluation)
    pairs = {"-".join(id_.split("-")[-2:]) for id_ in gold}
    for pair in pairs:
        ids = [id_ for id_ in gold if id_.endswith(pair)]
        part = strict_f1({id_: gold[id_] for id_ in ids}, found)
        assert part >= FLOORS[name]["worst_pair"], pair


@pytest.mark.parametrize(("name", "tags"), [("hand_aligned", ()), ("hand_aligned_unknown", TAGS)])
def test_strict_f1_on_freer_translations(name: str, tags: tuple[str, ...]) -> None:
    """Hand-aligned versions of the demo, also as if no lexicon knew their languages."""
    digest = hashlib.sha256(HAND.read_bytes()).hexdigest()
    assert digest == FLOORS[name]["sha256"], "another set; floors do not apply"
    rows = [json.loads(line) for line in HAND.read_text("utf-8").splitlines()]
    numbered = [row | {"id": str(k)} for k, row in enumerate(rows)]
    gold = {row["id"]: _beads(row) for row in numbered}
    renamed = [row | dict(zip(("src_lang", "tgt_lang"), tags, strict=False)) for row in numbered]
    found = {str(row["id"]): _beads(row) for row in align_rows(renamed)}
    assert strict_f1(gold, found) >= FLOORS[name]["strict_f1"]


@cache
def _aligned(name: str, evaluation: Path) -> tuple[dict[str, Beads], dict[str, Beads]]:
    data = evaluation / "benchmarks" / "data"
    gold_text = (data / f"{name}.gold.jsonl").read_bytes()
    digest = hashlib.sha256(gold_text).hexdigest()
    assert digest == FLOORS[name]["sha256"], "another set; floors do not apply"
    gold = {row["id"]: _beads(row) for row in map(json.loads, gold_text.splitlines())}
    with (data / f"{name}.jsonl").open(encoding="utf-8") as lines:
        found = {str(row["id"]): _beads(row) for row in align_rows(map(json.loads, lines))}
    return gold, found


def _beads(row: Mapping[str, Any]) -> Beads:
    return {(tuple(sorted(left)), tuple(sorted(right))) for left, right in row["beads"]}


def strict_f1(gold: Mapping[str, set[Any]], found: Mapping[str, set[Any]]) -> float:
    """Exact beads; those without an answer count in precision and are left out of recall."""
    right = sum(len(gold[i] & found[i]) for i in gold)
    claimed = sum(len(found[i]) for i in gold)
    recalled = sum(1 for i in gold for bead in gold[i] & found[i] if all(bead))
    wanted = sum(1 for i in gold for bead in gold[i] if all(bead))
    precision, recall = right / claimed, recalled / wanted
    return 2 * precision * recall / (precision + recall)


def test_links_between_blocks_of_the_demo() -> None:
    right = claimed = wanted = 0
    for path in sorted(DEMO.glob("*.json")):
        versions = json.loads(path.read_text("utf-8"))["versions"]
        gold = set(_labelled_links(versions))
        found = set(_found_links(versions))
        right, claimed, wanted = (
            right + len(gold & found),
            claimed + len(found),
            wanted + len(gold),
        )
    assert wanted > 1000
    assert right / claimed >= LEAST_LINKS["precision"]
    assert right / wanted >= LEAST_LINKS["recall"]


def _labelled_links(versions: Mapping[str, Any]) -> Iterable[Link]:
    """Blocks that share a label, through a third version or directly."""
    groups: list[set[tuple[str, int]]] = []
    for holders in _holders(versions):
        near = [group for group in groups if not group.isdisjoint(holders)]
        groups = [group for group in groups if group.isdisjoint(holders)]
        groups.append(holders.union(*near))
    for group in groups:
        yield from _links_of(group)


def _holders(versions: Mapping[str, Any]) -> Iterable[set[tuple[str, int]]]:
    """The blocks that carry each label, of labels that more than one version has."""
    labels: dict[str, set[tuple[str, int]]] = {}
    for lang, version in versions.items():
        for i, block in enumerate(version["blocks"]):
            for label in block["units"]:
                labels.setdefault(label, set()).add((lang, i))
    return [blocks for blocks in labels.values() if len({lang for lang, _ in blocks}) > 1]


def _found_links(versions: Mapping[str, Any]) -> Iterable[Link]:
    articles = {lang: _article(lang, version) for lang, version in versions.items()}
    for bead in align_articles(articles):
        yield from _links_of({(lang, i) for lang, places in bead.blocks.items() for i in places})


def _article(lang: str, version: Mapping[str, Any]) -> Article:
    blocks = tuple(Block(kind=one["kind"], text=_text(one)) for one in version["blocks"])
    return Article(id=lang, site="", edition=lang, lang=lang, url="", headline="", blocks=blocks)


def _text(block: Mapping[str, Any]) -> str:
    rows = block.get("rows")
    return "\n".join("\t".join(row) for row in rows) if rows else str(block["text"])


def _links_of(group: set[tuple[str, int]]) -> Iterable[Link]:
    for (one, i), (other, j) in combinations(sorted(group), 2):
        if one != other:
            yield one, i, other, j
