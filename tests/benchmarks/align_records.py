"""Sentences of whole records, as the job aligns them, against the demo's hand-aligned versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from scraper.alignment import align_story
from scraper.demo.articles import FIRST_VISIT, DemoBlock, DemoVersion, load_articles
from scraper.items import Article, Bead, Block, Story

Pair = tuple[list[int], list[int]]


def align_records(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Pair, float]]:
    """Per bead of sentences: the row's `id`, its numbers in both of the row's texts, its score.

    Each row names a `story` of the demo; sentences that the row leaves out are left out here too.
    """
    for row in rows:
        places = {side: _places(row[side]) for side in ("src", "tgt")}
        for bead in _aligned(row["story"]):
            for one in bead.sentences if bead.blocks else ():
                left, right = (
                    [queue.pop(0) for text in one.sentences.get(row[f"{side}_lang"], ())
                     if (queue := places[side][text])]
                    for side in ("src", "tgt")
                )  # fmt: skip
                if left or right:
                    yield row["id"], (sorted(left), sorted(right)), one.score


def _places(texts: Sequence[str]) -> Mapping[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        places[text].append(number)
    return places


@cache
def _aligned(number: int) -> tuple[Bead, ...]:
    story = next(story for story in load_articles() if story.number == number)
    versions = {lang: story.versions[lang] for lang in ("uk", "en", "ru") if lang in story.versions}
    articles = {lang: _article(lang, one) for lang, one in versions.items()}
    found = Story(id=story.key, site="", articles={lang: lang for lang in articles})
    return align_story(found, articles, editions=(*articles,), updated_at=FIRST_VISIT).beads


def _article(lang: str, version: DemoVersion) -> Article:
    blocks = tuple(Block(kind=one.kind, text=_text(one)) for one in version.blocks)
    return Article(id=lang, site="", edition=lang, lang=lang, url="", headline="", blocks=blocks)


def _text(block: DemoBlock) -> str:
    return "\n".join("\t".join(row) for row in block.rows) if block.rows else block.text
