"""Tells in the page's language why versions belong together: matching gives its reasons in English.

What no pattern knows is shown as it is, and marked as English for who has it read aloud.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scraper.languages import badge
from scraper.matching.vectors import SIMILARITY_MAX
from scraper.service.reader.texts import plain
from scraper.service.reader.words import Words


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason and the language that it is told in."""

    text: str
    lang: str


_NUMBER = r"\d+(?:\.\d+)?"
_PATTERNS = {
    name: re.compile(pattern, re.DOTALL)
    for name, pattern in {
        "names": r"(?P<n>\d+) names?: (?P<listed>.+)",
        "numbers": r"(?P<n>\d+) numbers?: (?P<listed>.+)",
        "dates": r"(?P<n>\d+) dates?: (?P<listed>.+)",
        "words": r"(?P<n>\d+) words?",
        "encoder": rf"encoder (?P<score>{_NUMBER})",
        "image": r"same image",
        "order": rf"same order (?P<score>{_NUMBER})",
        "headline": rf"same headline (?P<score>{_NUMBER})",
        "similarity": rf"similarity (?P<score>{_NUMBER}), runner-up (?P<second>{_NUMBER})",
        "apart": r"(?P<n>\d+) min apart",
        "both": r"each links to the other",
        "one": r"(?P<source>[a-z]{2,3}) links to (?P<target>[a-z]{2,3})",
        "key": r"same key (?P<key>.+)",
    }.items()
}


def tell_reason(words: Words, reason: str) -> Reason:
    """A reason of `Evidence.because` in the language of the words; as it is when unknown."""
    for name, pattern in _PATTERNS.items():
        if match := pattern.fullmatch(plain(reason)):
            greatest = SIMILARITY_MAX if name == "similarity" else 1.0
            return Reason(words(f"because.{name}", **_values(match, greatest)), words.lang)
    return Reason(plain(reason), "en")


def _values(match: re.Match[str], greatest: float) -> dict[str, object]:
    """What a reason names: counts as numbers, scores in percent, languages as people know them."""
    values: dict[str, object] = dict(match.groupdict())
    for name in ("score", "second"):
        if name in values:
            values[name] = f"{100 * float(match[name]) / greatest:.0f}"
    if "n" in values:
        values["n"] = int(match["n"])
    if "source" in values:
        values |= {"source": badge(match["source"]), "target": badge(match["target"])}
    return values
