"""A segment is a block or sentence as the aligner sees it: its length and the terms it holds.

Terms are what can be found again in another language: numbers, names, words that the lexicon knows,
other words, and the marks of a quote or a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from scraper.text.lemmas import lemma
from scraper.text.lexicon import find_concepts
from scraper.text.numbers import CLOCK, HALF_CLOCK, find_quantities
from scraper.text.tokens import Token, find_tokens

TermKind = Literal["number", "name", "concept", "word", "mark"]

SHORTEST_WORD = 3
"""Words of fewer letters are hardly ever found again: articles, prepositions, particles."""

_QUARTERS = frozenset((Decimal("0.25"), Decimal("0.75")))  # of an hour: told in many ways
_MARKS = {"?": "question", "!": "shout", "%": "percent", ":": "colon"}
_QUOTES = frozenset('«»„“”"')


class Term(NamedTuple):
    """What can be found again elsewhere: a figure's value, the lemma of a word, a mark's name.

    `lang` is the language of a word, and empty for figures and marks, which are equal in all.
    """

    kind: TermKind
    key: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text with what the aligner weighs; `length` is in characters."""

    text: str
    length: int
    terms: frozenset[Term]
    is_heading: bool = False


def read_segments(texts: Iterable[str], lang: str) -> tuple[Segment, ...]:
    """Texts as segments, in order."""
    return tuple(read_segment(text, lang) for text in texts)


def read_segment(text: str, lang: str, *, is_heading: bool = False) -> Segment:
    """One text as a segment; an empty text has length 1 so that its logarithm exists."""
    terms = frozenset(_find_terms(text, lang))
    return Segment(text, max(1, len(text)), terms, is_heading)


def merge_segments(segments: Sequence[Segment]) -> Segment:
    """One segment that says in several languages what these say; its length is their mean."""
    return Segment(
        text=" ".join(segment.text for segment in segments),
        length=sum(segment.length for segment in segments) // len(segments),
        terms=frozenset().union(*(segment.terms for segment in segments)),
        is_heading=all(segment.is_heading for segment in segments),
    )


def join_segments(segments: Sequence[Segment]) -> Segment:
    """One segment that holds the text of several of one language."""
    return Segment(
        text=" ".join(segment.text for segment in segments),
        length=sum(segment.length for segment in segments),
        terms=frozenset().union(*(segment.terms for segment in segments)),
        is_heading=all(segment.is_heading for segment in segments),
    )


def _find_terms(text: str, lang: str) -> Iterator[Term]:
    tokens = find_tokens(text)
    yield from (
        Term("number", str(found.value))
        for found in find_quantities(text, lang)
        if found.unit not in (CLOCK, HALF_CLOCK) and found.value not in _QUARTERS
    )
    yield from _find_words([token for token in tokens if not token.is_number], lang)
    yield from _find_marks(text)


def _find_words(tokens: Sequence[Token], lang: str) -> Iterator[Term]:
    lemmas = [lemma(token.text, lang) for token in tokens]
    known: set[int] = set()
    for mention in find_concepts(lemmas, lang):
        places = range(mention.start, mention.end)
        if known.issuperset(places):
            continue
        known.update(places)
        yield Term("concept", " ".join(lemmas[mention.start : mention.end]), lang)
    for place, (token, word) in enumerate(zip(tokens, lemmas, strict=True)):
        if place not in known and len(word) >= SHORTEST_WORD:
            yield Term("name" if token.is_capitalised and token.start else "word", word, lang)


def _find_marks(text: str) -> Iterator[Term]:
    yield from (Term("mark", name) for mark, name in _MARKS.items() if mark in text)
    if not _QUOTES.isdisjoint(text):
        yield Term("mark", "quote")
