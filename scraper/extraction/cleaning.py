"""What in the container is the article: rules over its lines, each acting on evidence it names.

Nothing is dropped silently: every piece ends as headline, caption, lead or block, or in `removed`
with the rule and its reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scraper.extraction.boilerplate import drop_boilerplate
from scraper.extraction.boxes import caption_end, drop_boxes
from scraper.extraction.leads import Lead, find_headings, take_lead
from scraper.extraction.memory import RULE as MEMORY_RULE
from scraper.extraction.pictures import Picture, take_captions, take_glued_caption
from scraper.extraction.pieces import Piece
from scraper.extraction.related import drop_related
from scraper.extraction.scene import Known, Line, Scene
from scraper.extraction.translations import read_offers
from scraper.items import Block, Removed
from scraper.text.normalisation import fold

_TWICE = 40
"""Characters from which a line that was there before is a repetition, not a refrain."""
_COPY = 0.5
"""The share of the text that other pages may have before this page is taken for a copy."""
_SENTENCE = re.compile(r"[.!?…][\"»”’)]*$")
_HEADLINE = 220
"""Characters; a longer first line is text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """The article's text in its parts, what was removed, and the languages a switcher offered.

    `pictures` are the captions found, each with the picture's address where that is known; the
    main one's come first, and `lead_from` names what gave the lead.
    """

    headline: str | None = None
    lead: str | None = None
    lead_from: str | None = None
    caption: str | None = None
    credit: str | None = None
    pictures: tuple[Picture, ...] = ()
    blocks: tuple[Block, ...] = ()
    removed: tuple[Removed, ...] = ()
    offers: tuple[str, ...] = ()

    @property
    def is_teaser(self) -> bool:
        """Whether the page said that the rest is for subscribers."""
        return any(removed.rule == "paywall" for removed in self.removed)


def clean_pieces(pieces: Sequence[Piece], known: Known | None = None) -> Cleaned:
    """The article in clean parts, out of its container's pieces and what else the page said."""
    scene = Scene.of(pieces, known or Known())
    scene.drop_where("strip", _site_strips)
    scene.drop_where("outside", lambda line: _outside(line) if not _is_caption(line) else None)
    scene.drop_where("site-phrase", lambda line: _site_phrase(line, scene))
    offers = _take_offers(scene)
    headline = scene.known.headline or _take_headline(scene)
    glued = take_glued_caption(scene, headline) if headline else None
    if headline:
        scene.drop_where("headline", lambda line: _repeats(line, headline))
    drop_boxes(scene)
    pictures = take_captions(scene, glued)
    scene.drop_where("outside", _outside)
    drop_boilerplate(scene)
    drop_related(scene)
    _drop_remembered(scene)
    _drop_repeated(scene)
    _drop_last_headings(scene)
    lead = take_lead(scene, headline or "")
    main = pictures[0] if pictures and pictures[0].is_main else None
    return Cleaned(
        headline=headline,
        lead=lead.text if lead else None,
        lead_from=lead.source if lead else None,
        caption=main.caption if main else None,
        credit=main.credit if main else None,
        pictures=pictures,
        blocks=tuple(piece.to_block() for piece in find_headings(scene.lines)),
        removed=tuple(sorted(scene.removed, key=lambda removed: removed.position)),
        offers=offers,
    )


def _outside(line: Line) -> str | None:
    return "was not read as part of the text" if line.piece.is_outside else None


def _is_caption(line: Line) -> bool:
    return caption_end(line.piece.box) is not None


def _site_strips(line: Line) -> str | None:
    return f"matches {line.piece.stripped}" if line.piece.stripped else None


def _site_phrase(line: Line, scene: Scene) -> str | None:
    """The site's own phrases begin a line that is not much longer."""
    for phrase in scene.known.boilerplate:
        if tuple(line.words[: len(phrase.split())]) == tuple(phrase.split()):
            return f'begins "{phrase}", a phrase of the site'
    return None


def _take_offers(scene: Scene) -> tuple[str, ...]:
    """The languages of the switcher line that stands before the text."""
    for line in tuple(scene.lines[:4]):
        offers = read_offers(line.text)
        if offers:
            scene.drop(line, "switcher", "names only languages")
            return offers
    return ()


def _take_headline(scene: Scene) -> str | None:
    """The first line, where nothing outside the body is known: short and without a full stop."""
    if not scene.lines:
        return None
    first = scene.lines[0]
    if len(first.text) > _HEADLINE or first.text.endswith((".", ":", ";", ",")):
        return None
    scene.drop(first, "headline", "is the headline")
    return first.text


def _repeats(line: Line, headline: str) -> str | None:
    return "repeats the headline" if " ".join(line.words) == fold(headline) else None


def _drop_remembered(scene: Scene) -> None:
    """Lines that other pages of the site have too; when they are most of the text, this page is
    a copy of another, and they stay."""
    found = [(line, count) for line in scene.lines if (count := _remembered(line, scene))]
    size = sum(len(line.text) for line in scene.lines)
    if sum(len(line.text) for line, _ in found) > _COPY * size:
        return
    for line, count in found:
        scene.drop(line, MEMORY_RULE, f"came out of {count} pages of the site")


def _remembered(line: Line, scene: Scene) -> int:
    return scene.known.memory.doubts(
        line.text,
        is_heading=line.piece.kind == "heading",
        is_sentence=_SENTENCE.search(line.text) is not None and not line.piece.hrefs,
    )


def _drop_repeated(scene: Scene) -> None:
    """Lines that were there before, as where a page holds a part twice for two widths."""
    seen: dict[tuple[str, ...], int] = {}
    for line in tuple(scene.lines):
        if len(line.text) >= _TWICE and line.words in seen and line.piece.kind != "table":
            scene.drop(line, "repeated", f"is the same as block {seen[line.words]}")
        seen.setdefault(line.words, line.piece.position)


def _drop_last_headings(scene: Scene) -> None:
    """Headings at the end: what they announced was no text, or is gone."""
    while len(scene.lines) > 1 and scene.lines[-1].piece.kind == "heading":
        scene.drop(scene.lines[-1], "last-heading", "no text follows")


__all__ = ["Cleaned", "Known", "Lead", "clean_pieces"]
