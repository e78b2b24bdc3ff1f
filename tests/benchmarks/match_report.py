"""`python -m tests.benchmarks.match_report [PICTURE.svg]`: matching on the evaluation data.

Prints each set beside the best fair baseline and, with a name, draws precision and recall over the
threshold. The demo's articles without their links are measured too, and alone where TLUMACH_EVAL
names no evaluation data.
"""

from __future__ import annotations

import json
import math
import os
import random
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from scraper.items import Article
from scraper.matching import SiteMatcher, match_site
from scraper.matching.features import extract_features
from tests.benchmarks.match import SITE, read_articles
from tests.benchmarks.pictures import Curve, draw_curves
from tests.test_matching.demo_news import read_demo

# Macro F1 and share of stories exactly right: 4-grams + numbers in a window of 6.5 hours.
BASELINES = {
    "docs_dev": (0.986, 0.91),
    "docs_short_dev": (0.977, 0.89),
    "docs_brief_dev": (0.946, 0.82),
}
AWAY = (1 / 3, 1 / 2)  # the shares of articles that are taken away at random ...
DRAWS = 4  # ... so many times
ACCEPTANCE = tuple(1 / (1 + math.exp(-odds / 2)) for odds in range(-16, 17))


@dataclass(frozen=True)
class Result:
    """Figures over pairs, and how many stories are exactly right."""

    precision: float
    recall: float
    macro_f1: float
    right: int
    stories: int
    pairs_right: int


def read_sets() -> Iterator[tuple[str, list[Article], dict[str, str]]]:
    """The name of each set, its articles, and the story of each article."""
    folder = os.environ.get("TLUMACH_EVAL")
    for name in BASELINES if folder else ():
        data = Path(folder or "") / "benchmarks" / "data" / f"{name}.jsonl"
        gold = data.with_name(f"{name}.gold.jsonl").read_text("utf-8").splitlines()
        story = {line["id"]: line["story"] for line in map(json.loads, gold)}
        yield name, list(read_articles(data.read_text("utf-8").splitlines())), story
    for name, paragraphs in (("demo", None), ("demo, cut short", 2)):
        news = read_demo(SITE.name, paragraphs)
        yield name, list(news.articles), news.story


def measure_thinned(articles: list[Article], story: Mapping[str, str]) -> Iterator[str]:
    """Precision and recall over all pairs when a share of the articles has no counterpart left."""
    features = {one.id: extract_features(one) for one in articles}
    for share in AWAY:
        right = claimed = true = 0.0
        for seed in range(DRAWS):
            chance = random.Random(seed)
            left = [one for one in articles if chance.random() >= share]
            found = measure(match_site(left, SITE, features=features), story)
            right += found.pairs_right
            claimed += found.pairs_right / found.precision
            true += found.pairs_right / found.recall
        yield f"{right / claimed:.3f} {right / true:.3f}"


def measure(matcher: SiteMatcher, story: Mapping[str, str]) -> Result:
    """Hold the matcher's groups against the true stories."""
    groups = matcher.matcher.groups()
    langs = matcher.matcher.langs
    claimed = {pair for group in groups for pair in combinations(sorted(group), 2)}
    told: dict[str, list[str]] = {}
    for identity in sorted(langs):
        told.setdefault(story[identity], []).append(identity)
    true = {pair for group in told.values() for pair in combinations(group, 2)}
    by_langs: dict[frozenset[str], list[int]] = {}
    for pair in claimed | true:
        counts = by_langs.setdefault(frozenset(langs[one] for one in pair), [0, 0, 0])
        for at, held in enumerate((claimed & true, claimed, true)):
            counts[at] += pair in held
    f1 = [2 * both / (found + wanted) for both, found, wanted in by_langs.values()]
    right = len(claimed & true)
    return Result(
        precision=right / max(len(claimed), 1),
        recall=right / len(true),
        macro_f1=sum(f1) / len(f1),
        right=len({tuple(group) for group in told.values()} & set(groups)),
        stories=len(told),
        pairs_right=right,
    )


def main(arguments: list[str]) -> None:
    """Print the table and draw the picture."""
    print(
        f"{'':22} precision recall macro F1 (baseline) stories right (baseline)"
        "   precision, recall: a third away, half away"
    )
    curves = []
    for name, articles, story in read_sets():
        matcher = match_site(articles, SITE)
        found = measure(matcher, story)
        base = BASELINES.get(name)
        print(
            f"{name:22} {found.precision:9.3f} {found.recall:6.3f} {found.macro_f1:8.3f}"
            f" {f'({base[0]:.3f})' if base else '':10} {found.right:5} of {found.stories:3}"
            f" {f'({base[1] * found.stories:.0f})' if base else '':10}"
            f"   {'   '.join(measure_thinned(articles, story))}"
        )
        points = []
        for accept in ACCEPTANCE:
            matcher.matcher.strictness = math.log(accept / (1 - accept))
            strict = measure(matcher, story)
            points.append((accept, strict.precision, strict.recall))
        curves.append(Curve(name, tuple(points)))
    if arguments:
        Path(arguments[0]).write_text(draw_curves(curves), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
