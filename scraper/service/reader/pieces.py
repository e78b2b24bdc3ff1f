"""Cuts a text into its sentences and into the words that part, so that both can be marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scraper.items import DivergenceKind


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text, inside the words of a divergence of a kind or not."""

    text: str
    kind: DivergenceKind | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one sentence; `number` is the sentence's bead, None for text of no sentence."""

    number: int | None
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The text of all parts."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text from `start` to before `end`, and what it stands for."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SentenceSpan(Span):
    """Where the sentence of a bead stands."""

    number: int


@dataclass(frozen=True, slots=True)
class MarkSpan(Span):
    """Where words that part stand."""

    kind: DivergenceKind


class Sentences:
    """The sentences of one version in a bead, handed out to its texts in order."""

    def __init__(self, sentences: Iterable[tuple[int, str]]) -> None:
        """Takes (number of the bead, text) in the order of the beads."""
        self._left = [(number, text) for number, text in sentences if text]

    def find_in(self, text: str) -> list[SentenceSpan]:
        """Where sentences that no earlier text had stand in this one, in order; none overlap."""
        spans: list[SentenceSpan] = []
        left = []
        for number, sentence in self._left:
            start = _find_free(text, sentence, spans)
            if start is None:
                left.append((number, sentence))
            else:
                spans.append(SentenceSpan(start, start + len(sentence), number))
        self._left = left
        return sorted(spans, key=lambda span: span.start)


def find_marks(text: str, quotes: Iterable[tuple[DivergenceKind, str]]) -> list[MarkSpan]:
    """Where the quoted words stand first; of overlapping ones the earlier given stays."""
    spans: list[MarkSpan] = []
    for kind, quote in quotes:
        start = _find_free(text, quote, spans) if quote else None
        if start is not None:
            spans.append(MarkSpan(start, start + len(quote), kind))
    return sorted(spans, key=lambda span: span.start)


def cut(
    text: str, sentences: Sequence[SentenceSpan], marks: Sequence[MarkSpan]
) -> tuple[Piece, ...]:
    """The whole text as pieces, one per sentence and per stretch between sentences."""
    pieces = []
    at = 0
    for span in sentences:
        if span.start > at:
            pieces.append(Piece(None, tuple(_cut_marks(text, at, span.start, marks))))
        pieces.append(Piece(span.number, tuple(_cut_marks(text, span.start, span.end, marks))))
        at = span.end
    if at < len(text):
        pieces.append(Piece(None, tuple(_cut_marks(text, at, len(text), marks))))
    return tuple(pieces)


def _find_free(text: str, wanted: str, taken: Sequence[Span]) -> int | None:
    """The first place of the wanted text, after the last taken one if possible, that is free."""
    after = max((span.end for span in taken), default=0)
    start = text.find(wanted, after)
    if start < 0:
        start = text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not any(start < span.end and span.start < end for span in taken):
            return start
        start = text.find(wanted, start + 1)
    return None


def _cut_marks(text: str, start: int, end: int, marks: Sequence[MarkSpan]) -> Iterator[Part]:
    at = start
    for mark in marks:
        low, high = max(mark.start, start), min(mark.end, end)
        if low >= high:
            continue
        if low > at:
            yield Part(text[at:low])
        yield Part(text[low:high], mark.kind)
        at = high
    if at < end:
        yield Part(text[at:end])
