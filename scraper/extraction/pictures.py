"""Captions among the lines: which they are, whose they are, caption and credit apart."""

from __future__ import annotations

from dataclasses import dataclass

from scraper.extraction.boxes import caption_end
from scraper.extraction.captions import after_words, has_credit_mark, split_caption
from scraper.extraction.scene import Line, Scene
from scraper.text.normalisation import fold

_LONGEST = 400
"""Characters of a caption in a box of its own; a longer line there is text."""
_UNBOXED = 260
"""Characters of a line that only its label shows to be a caption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A caption and credit with the picture's address where that is known."""

    url: str | None = None
    caption: str | None = None
    credit: str | None = None
    is_main: bool = False


def take_glued_caption(scene: Scene, headline: str) -> str | None:
    """The rest of a line before the text that begins with the headline and goes on as a caption."""
    early = [line for line in scene.lines if scene.is_before_text(line)]
    for line in scene.lines[: len(early) + 2]:
        rest = after_words(line.text, headline)
        if rest and len(rest) <= _UNBOXED and (has_credit_mark(rest) or _boxed(line)):
            scene.drop(line, "caption", "begins with the headline, the rest is marked as a caption")
            return rest
    return None


def take_captions(scene: Scene, glued: str | None) -> tuple[Picture, ...]:
    """All captions, the main picture's first; their lines leave the scene.

    The main picture's caption is one that stands outside the container, that is glued to the
    headline, or that comes before the first running text.
    """
    early = frozenset(id(line) for line in scene.lines if scene.is_before_text(line))
    found: list[Picture] = []
    previous: Line | None = None
    for line in tuple(scene.lines):
        reason = _caption_reason(line, id(line) in early)
        if reason is None:
            previous = None
            continue
        scene.drop(line, "caption", reason)
        picture = _picture(line, is_main=id(line) in early)
        if previous is not None and _box(previous) == _box(line) and not line.piece.image:
            picture = _joined(found.pop(), picture)
        found.append(picture)
        previous = line
    stated = [glued] if glued else []
    outside = _join_lines([*stated, *scene.known.captions], scene.known.headline)
    return (*outside, *found) if outside else tuple(_main_first(found))


def _box(line: Line) -> str:
    """The way to a line up to the box of the picture it is in; empty outside of one."""
    return line.piece.box[: caption_end(line.piece.box) or 0]


def _boxed(line: Line) -> bool:
    return bool(_box(line))


def _caption_reason(line: Line, is_early: bool) -> str | None:
    """Why a line is a caption, or None."""
    piece = line.piece
    if piece.kind in ("heading", "table", "quote"):
        return None
    if _boxed(line) and len(line.text) <= _LONGEST:
        return "stands in a picture's box"
    if len(line.text) > _UNBOXED or not has_credit_mark(line.text) or piece.linked > 0.9:
        return None
    if is_early or piece.image is not None:
        return "has a picture's label, next to a picture or before the text"
    caption, credit = split_caption(line.text)
    is_label = credit is not None and caption is None and not line.text.startswith("©")
    return "is a picture's label and credit" if is_label else None


def _picture(line: Line, *, is_main: bool) -> Picture:
    caption, credit = split_caption(line.text)
    return Picture(url=line.piece.image, caption=caption, credit=credit, is_main=is_main)


def _joined(one: Picture, other: Picture) -> Picture:
    """Two lines of one box as one caption."""
    captions = [text for text in (one.caption, other.caption) if text]
    return Picture(
        url=one.url or other.url,
        caption=" ".join(dict.fromkeys(captions)) or None,
        credit=one.credit or other.credit,
        is_main=one.is_main,
    )


def _join_lines(lines: list[str], headline: str | None) -> tuple[Picture, ...]:
    """The main picture's caption out of its lines outside the container, the headline taken off."""
    picture: Picture | None = None
    for text in dict.fromkeys(lines):
        rest = after_words(text, headline) if headline else None
        text = rest if rest is not None else text
        if not text or (headline and fold(text) == fold(headline)):
            continue
        caption, credit = split_caption(text)
        one = Picture(caption=caption, credit=credit, is_main=True)
        picture = _joined(picture, one) if picture is not None else one
    return (picture,) if picture is not None else ()


def _main_first(found: list[Picture]) -> list[Picture]:
    return sorted(found, key=lambda picture: not picture.is_main)
