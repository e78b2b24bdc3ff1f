"""Corpus filters: each scores a segment and says which scores pass; what it drops is counted.

The split of score and acceptance, and most of the filters, are those of OpusFilter.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations, groupby
from typing import Protocol

from scraper.feed.segments import Segment
from scraper.languages import identify
from scraper.text.agreement import disagree
from scraper.text.normalisation import fold

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From where a segment passes.

    `min_score` is the least score of its bead; `min_words` and `max_words` bound every text;
    `length_ratio` is the greatest ratio of characters between two texts; `max_stories` the number
    of stories in which a text may stand before it is boilerplate; `language_from` the number of
    letters from which a text's language is checked.
    """

    min_score: float = 0.5
    min_words: int = 1
    max_words: int = 200
    length_ratio: float = 4.0
    max_stories: int = 3
    language_from: int = 25
    dedupe: bool = False


class Filter(Protocol):
    """One reason to leave a segment out."""

    reason: str

    def accepts(self, segment: Segment) -> bool:
        """Whether the segment passes."""


@dataclass(slots=True)
class LowScore:
    """Beads that are probably wrong."""

    limits: Limits
    reason: str = "low-score"

    def accepts(self, segment: Segment) -> bool:
        """Whether the bead's score is high enough."""
        return segment.score >= self.limits.min_score


@dataclass(slots=True)
class Length:
    """Texts without words, and whole articles that were not cut."""

    limits: Limits
    reason: str = "length"

    def accepts(self, segment: Segment) -> bool:
        """Whether every text has a usable number of words."""
        counts = [len(_WORD.findall(text)) for text in segment.texts.values()]
        return self.limits.min_words <= min(counts) and max(counts) <= self.limits.max_words


@dataclass(slots=True)
class LengthRatio:
    """Pairs of which one text is much longer."""

    limits: Limits
    reason: str = "length-ratio"

    def accepts(self, segment: Segment) -> bool:
        """Whether the longest text is not too long for the shortest."""
        lengths = [len(text) for text in segment.texts.values()]
        # a bonus keeps short texts, whose ratio says little
        return max(lengths) + 15 <= self.limits.length_ratio * (min(lengths) + 15)


@dataclass(slots=True)
class Copy:
    """Texts that were not translated."""

    reason: str = "untranslated"

    def accepts(self, segment: Segment) -> bool:
        """Whether no two texts with letters are the same."""
        keys = [fold(text) for text in segment.texts.values()]
        return not any(one == two and _has_letters(one) for one, two in combinations(keys, 2))


@dataclass(slots=True)
class Numbers:
    """Texts whose numbers and dates disagree."""

    reason: str = "numbers"

    def accepts(self, segment: Segment) -> bool:
        """Whether no text gives a figure otherwise than another; one may leave figures out."""
        return not any(
            disagree(text, lang, other, other_lang)
            for (lang, text), (other_lang, other) in combinations(segment.texts.items(), 2)
        )


@dataclass(slots=True)
class Language:
    """Texts in another language than they are filed under."""

    limits: Limits
    reason: str = "wrong-language"

    def accepts(self, segment: Segment) -> bool:
        """Whether every text that is long enough reads as its language."""
        return all(self._is(lang, text, segment.langs) for lang, text in segment.texts.items())

    def _is(self, lang: str, text: str, langs: tuple[str, ...]) -> bool:
        if sum(map(str.isalpha, text)) < self.limits.language_from:
            return True
        return identify(text, langs=langs).lang == lang


@dataclass(slots=True)
class Boilerplate:
    """Sentences that come back in story after story."""

    limits: Limits
    first: dict[int, int] = field(default_factory=dict)
    repeated: Counter[int] = field(default_factory=Counter)
    reason: str = "boilerplate"

    def learn(self, segments: Iterable[Segment]) -> None:
        """Count in how many stories each text stands; a story's segments come one after another."""
        for story, (_, group) in enumerate(groupby(segments, lambda one: one.record)):
            for key in {_digest(fold(text)) for one in group for text in one.texts.values()}:
                if self.first.setdefault(key, story) != story:
                    self.repeated[key] += 1

    def accepts(self, segment: Segment) -> bool:
        """Whether no text stands in more than `max_stories` stories."""
        return all(
            self.repeated[_digest(fold(text))] < self.limits.max_stories
            for text in segment.texts.values()
        )


@dataclass(slots=True)
class Duplicate:
    """Segments whose texts were there before, but for case, punctuation and figures."""

    seen: set[int] = field(default_factory=set)
    reason: str = "duplicate"

    def accepts(self, segment: Segment) -> bool:
        """Whether two of its texts answer one another for the first time; all are remembered."""
        texts = [f"{lang} {_near(text)}" for lang, text in sorted(segment.texts.items())]
        new = {_digest("\n".join(pair)) for pair in combinations(texts, 2)} - self.seen
        self.seen |= new
        return bool(new)


def make_filters(limits: Limits, boilerplate: Boilerplate | None = None) -> tuple[Filter, ...]:
    """The filters in the order in which they are asked: cheap ones first."""
    filters: list[Filter] = [LowScore(limits), Length(limits), LengthRatio(limits), Copy()]
    if boilerplate is not None:
        filters.append(boilerplate)
    filters += [Language(limits), Numbers()]
    if limits.dedupe:
        filters.append(Duplicate())
    return tuple(filters)


def filter_segments(
    segments: Iterable[Segment], filters: Iterable[Filter], dropped: Counter[str]
) -> Iterator[Segment]:
    """The segments that every filter accepts; the others are counted by the first reason."""
    asked = tuple(filters)
    for segment in segments:
        reason = next((one.reason for one in asked if not one.accepts(segment)), None)
        if reason is None:
            yield segment
        else:
            dropped[reason] += 1


def _has_letters(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= 4


def _digest(text: str) -> int:
    """Eight bytes in place of a text: a corpus has millions, and two that collide cost nothing."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _near(text: str) -> str:
    plain = unicodedata.normalize("NFKC", fold(text))
    return re.sub(r"\d+", "0", plain)
