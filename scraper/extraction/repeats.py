"""Finds the text that a page holds once more in one piece, for a script or a reader's device."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scraper.extraction.pieces import Piece

_LONG = 600
"""Characters of a piece that may be a whole text."""
_LINE = 60
"""Characters of a piece that stands in another by no chance."""
_LINES = 3
_MOST = 0.6
"""The share of a long piece that such pieces make up when it is all of them once more."""


def mark_repeats(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The same pieces; one that mostly says what several others say is none of the article's."""
    for piece in pieces:
        is_again = len(piece.text) >= _LONG and _is_again(piece, pieces)
        yield replace(piece, is_outside=True) if is_again else piece


def _is_again(piece: Piece, pieces: Sequence[Piece]) -> bool:
    inside = [
        len(other.text)
        for other in pieces
        if _LINE <= len(other.text) < len(piece.text) and other.text in piece.text
    ]
    return len(inside) >= _LINES and sum(inside) >= _MOST * len(piece.text)
