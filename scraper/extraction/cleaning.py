"""What in the container is the article: rules over its pieces, each acting on evidence it names.

Nothing is dropped silently: every piece ends as headline, caption, lead or block, or in `removed`
with the rule and its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scraper.extraction.pieces import Piece
from scraper.items import Block, Removed
from scraper.text.normalisation import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """The article's text in its parts, what was removed, and the languages a switcher offered."""

    headline: str | None = None
    lead: str | None = None
    caption: str | None = None
    credit: str | None = None
    blocks: tuple[Block, ...] = ()
    removed: tuple[Removed, ...] = ()
    offers: tuple[str, ...] = ()


def clean_pieces(pieces: Sequence[Piece], *, headline: str | None, lead: str | None) -> Cleaned:
    """The article in clean parts."""
    removed: list[Removed] = []
    kept: list[Piece] = []
    for piece in pieces:
        if piece.stripped:
            removed.append(_removed(piece, "strip", f"matches {piece.stripped}"))
        elif headline and fold(piece.text) == fold(headline):
            removed.append(_removed(piece, "headline", "repeats the headline"))
        elif lead and fold(piece.text) == fold(lead):
            removed.append(_removed(piece, "lead", "is the lead"))
        else:
            kept.append(piece)
    return Cleaned(
        headline=headline,
        lead=lead,
        blocks=tuple(piece.to_block() for piece in kept),
        removed=tuple(removed),
    )


def _removed(piece: Piece, rule: str, because: str) -> Removed:
    return Removed(position=piece.position, text=piece.text, rule=rule, because=because)
