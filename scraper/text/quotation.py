"""Pairs of quotation marks and brackets in a text: where each opens and closes, nested or not."""

from __future__ import annotations

from dataclasses import dataclass

_CLOSERS = {"«": "»", "„": "“”", "“": "”", "‘": "’", "(": ")", "[": "]"}
_OPENING_CONTEXT = frozenset(" \n\t\u00a0([«„“–—-")
LONGEST = 2000
"""Characters after which an opened mark counts as never closed."""


@dataclass(frozen=True, slots=True)
class Span:
    """A quoted or bracketed passage; `start` is the opening mark, `end` is behind the closing."""

    start: int
    end: int
    mark: str


def find_spans(text: str) -> tuple[Span, ...]:
    """All pairs of marks by where they open, nested ones too; marks without a partner are not."""
    spans: list[Span] = []
    opened: list[tuple[int, str]] = []
    for place, char in enumerate(text):
        opener = _closes(opened, char, text, place)
        if opener is not None:
            start, mark = opened[opener]
            del opened[opener:]
            spans.append(Span(start, place + 1, mark))
        elif char in _CLOSERS or (char == '"' and _opens(text, place)):
            opened.append((place, char))
    return tuple(sorted(spans, key=lambda span: span.start))


def _closes(opened: list[tuple[int, str]], char: str, text: str, place: int) -> int | None:
    """Which opened mark a character closes: the last one of its kind, if it is near enough."""
    for at in range(len(opened) - 1, -1, -1):
        start, mark = opened[at]
        if place - start > LONGEST:
            return None
        if char == '"' and mark == '"' and not _opens_only(text, place):
            return at
        if char != '"' and char in _CLOSERS.get(mark, ""):
            return at
    return None


def _opens(text: str, place: int) -> bool:
    """Whether a straight mark may open: something follows it, and a space or mark is before it."""
    follows = text[place + 1 : place + 2]
    return (place == 0 or text[place - 1] in _OPENING_CONTEXT) and bool(follows.strip())


def _opens_only(text: str, place: int) -> bool:
    """Whether a straight mark cannot close: a space before it and a letter behind it."""
    follows = text[place + 1 : place + 2]
    return _opens(text, place) and place > 0 and text[place - 1].isspace() and follows.isalnum()
