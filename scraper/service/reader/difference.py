"""Tells two states of an article apart: which parts are new, gone or changed, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from scraper.items import Article

Change = Literal["same", "added", "deleted"]
Part = tuple[str, str]
"""The kind of a part (headline, lead, a block's kind, caption) and its text."""

ALIKE = 45.0
"""Per cent of likeness from which a part counts as changed, not as taken out and another put in."""

WORDS_MAX = 4000
"""Words of a part up to which words are compared; a longer one is shown as deleted and added."""

# a number with its groups and decimals is one word: 1 430, 187,4
_TOKEN = re.compile(r"\d+(?:[ \u00a0\u202f.,]\d+)*|\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that both states have, or one of them."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """A part that differs, with its words."""

    kind: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Every part that differs, in reading order, and how many do not."""

    changed: tuple[ChangedPart, ...]
    same: int


def list_parts(article: Article) -> list[Part]:
    """The parts of an article that people read, in their order."""
    caption = article.image.caption if article.image else None
    parts = [("headline", article.headline), ("lead", article.lead or "")]
    parts += [(block.kind, block.text) for block in article.blocks]
    parts.append(("caption", caption or ""))
    return [part for part in parts if part[1]]


def compare(old: Article, new: Article) -> Difference:
    """What a newer state of an article says otherwise than an older one."""
    before, after = list_parts(old), list_parts(new)
    changed: list[ChangedPart] = []
    same = 0
    for tag, low, high, start, end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            same += high - low
        else:
            changed += _compare_parts(before[low:high], after[start:end])
    return Difference(tuple(changed), same)


def compare_words(old: str, new: str) -> tuple[Stretch, ...]:
    """Two texts as stretches of words that both, only the old or only the new one has."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > WORDS_MAX:
        return (Stretch("deleted", old), Stretch("added", new))
    return tuple(_merge(_stretches(before, after)))


def _compare_parts(before: Sequence[Part], after: Sequence[Part]) -> Iterator[ChangedPart]:
    """Pairs parts that are alike, in order; the rest was taken out or put in."""
    at = 0
    for kind, text in after:
        found = _find_alike(text, before, at)
        if found is None:
            yield ChangedPart(kind, (Stretch("added", text),))
            continue
        yield from (_deleted(part) for part in before[at:found])
        yield ChangedPart(kind, compare_words(before[found][1], text))
        at = found + 1
    yield from (_deleted(part) for part in before[at:])


def _deleted(part: Part) -> ChangedPart:
    return ChangedPart(part[0], (Stretch("deleted", part[1]),))


def _find_alike(text: str, before: Sequence[Part], at: int) -> int | None:
    likeness = [
        (fuzz.ratio(text, old), -place) for place, (_, old) in enumerate(before) if place >= at
    ]
    best = max(likeness, default=(0.0, 0))
    return -best[1] if best[0] >= ALIKE else None


def _stretches(before: Sequence[str], after: Sequence[str]) -> Iterator[Stretch]:
    for code in Indel.opcodes(before, after):
        old = "".join(before[code.src_start : code.src_end])
        new = "".join(after[code.dest_start : code.dest_end])
        if code.tag == "equal":
            yield Stretch("same", old)
            continue
        if old:
            yield Stretch("deleted", old)
        if new:
            yield Stretch("added", new)


def _merge(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Joins changes that only a space parts, so that phrases stay whole: deleted, then added."""
    deleted = added = ""
    for stretch in stretches:
        if stretch.change == "deleted":
            deleted += stretch.text
        elif stretch.change == "added":
            added += stretch.text
        elif (deleted or added) and not stretch.text.strip():
            deleted, added = deleted + stretch.text, added + stretch.text
        else:
            yield from _flush(deleted, added)
            deleted = added = ""
            yield stretch
    yield from _flush(deleted, added)


def _flush(deleted: str, added: str) -> Iterator[Stretch]:
    """A deletion and an addition; a space that both end with stays outside."""
    tail = ""
    if deleted and added and deleted[-1].isspace() and deleted[-1] == added[-1]:
        tail, deleted, added = deleted[-1], deleted[:-1], added[:-1]
    if deleted:
        yield Stretch("deleted", deleted)
    if added:
        yield Stretch("added", added)
    if tail:
        yield Stretch("same", tail)
