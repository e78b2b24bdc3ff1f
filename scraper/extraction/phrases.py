"""The phrases that a page's own lines begin with, read once from `phrases.tsv`.

A phrase alone proves nothing; what else must be true of a line is in `boilerplate`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from scraper.text.normalisation import fold

Words = tuple[str, ...]


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, Mapping[str, tuple[Words, ...]]]:
    """Rule to first word to phrases, the longest first."""
    table: dict[str, dict[str, set[Words]]] = {}
    text = (files("scraper.extraction") / "phrases.tsv").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        rule, _, phrase = line.split("\t")
        words = tuple(fold(phrase).split())
        if not words:
            raise ValueError(f"phrases.tsv, line {number}: no words in {phrase!r}")
        table.setdefault(rule, {}).setdefault(words[0], set()).add(words)
    return {
        rule: {
            first: tuple(sorted(some, key=len, reverse=True)) for first, some in table[rule].items()
        }
        for rule in table
    }


def opening(rule: str, words: Words) -> Words | None:
    """The longest phrase of a rule that a line, given as folded words, begins with."""
    if not words:
        return None
    for phrase in _phrases()[rule].get(words[0], ()):
        if words[: len(phrase)] == phrase:
            return phrase
    return None


def holds_word(rule: str, words: Iterable[str]) -> str | None:
    """The first of a line's folded words that is a word of a rule."""
    known = _phrases()[rule]
    return next((word for word in words if word in known), None)
