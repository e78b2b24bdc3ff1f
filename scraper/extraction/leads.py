"""The lead, and headings that are not marked as such, among the lines that are left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from scraper.extraction.pieces import Piece
from scraper.extraction.scene import Line, Scene
from scraper.text.normalisation import fold

_SHORTEST = 40
"""Characters of a lead; less is a label."""
_LONGEST_HEADING = 120
_CUT = re.compile(r"(?:\.\.\.|…|\[…\])\s*$")
_FULL_STOP = re.compile(r"""[.!…:;,][»”"')]*$""")
_LEAD_BOX = re.compile(
    r"(?:^|[ _-])(?:lead|lede|standfirst|summary|intro|announce?|anons|perex|dek|subtitle|"
    r"post_lead|article-lead|chapeau)(?:$|[ _-])",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Lead:
    """The lead with the source that named it."""

    text: str
    source: str


def take_lead(scene: Scene, headline: str) -> Lead | None:
    """The lead; where it is a line of the body, that line leaves the scene.

    A line is the lead when data or the site states its text, when its box is named so, when it
    alone is bold, or, where nothing is stated, when it stands alone before the first heading. A
    text that only the data has is the lead when it is whole and not the headline; one in plain
    `meta` is a site's slogan too often.
    """
    candidates = _first_paragraphs(scene)
    for source, stated in scene.known.leads:
        for line in candidates:
            if _states(stated, line.text):
                scene.drop(line, "lead", f"is the lead that {source} states")
                return Lead(line.text, source)
    apart = _stated_apart(scene, headline)
    if apart is not None and apart.source in ("site", "generic"):
        return apart
    for reason, line in _shown(scene, candidates):
        scene.drop(line, "lead", reason)
        return Lead(line.text, "generic" if line.piece.marked_up else "text")
    return apart


def _stated_apart(scene: Scene, headline: str) -> Lead | None:
    """A stated lead that is no line of the body."""
    for source, stated in scene.known.leads:
        is_whole = len(stated) >= _SHORTEST and not _CUT.search(stated)
        if source != "meta" and is_whole and not _says(headline, stated):
            return Lead(stated, source)
    return None


def _first_paragraphs(scene: Scene) -> list[Line]:
    """The first three lines that may be the lead; an entry of a live blog is none."""
    kinds = ("paragraph", "quote", "heading")
    first = list(takewhile(lambda line: not line.piece.is_entry, scene.lines[:4]))
    lines = [line for line in first if line.piece.kind in kinds]
    return [line for line in lines if len(line.text) >= _SHORTEST][:3]


def _states(stated: str, text: str) -> bool:
    """Whether a stated lead is this text, or its beginning cut by a machine."""
    said, shown = fold(_CUT.sub("", stated)), fold(text)
    if said == shown:
        return True
    return len(said) >= _SHORTEST and (shown.startswith(said) or said.startswith(shown))


def _says(headline: str, stated: str) -> bool:
    return bool(headline) and fold(headline) in (fold(stated), fold(_CUT.sub("", stated)))


def _shown(scene: Scene, candidates: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    """Lines that the page shows as the lead."""
    for line in candidates:
        if line.piece.position > scene.text_span()[0]:
            break
        if _LEAD_BOX.search(line.piece.box) and line.piece.kind != "heading":
            yield "stands in a box named as the lead", line
    if not candidates or candidates[0].piece.kind == "heading":
        return
    first = candidates[0]
    others = [line for line in scene.lines if line.is_running and line is not first]
    if first.piece.bold > 0.9 and first.is_running and len(others) > 1:
        if not any(line.piece.bold > 0.9 for line in others):
            yield "is the only bold paragraph", first
    elif first.is_running and len(others) > 1 and _alone_before_heading(scene, first):
        yield "stands alone before the first heading", first


def _alone_before_heading(scene: Scene, first: Line) -> bool:
    index = scene.lines.index(first)
    if index + 1 >= len(scene.lines) or index > 1 or scene.known.leads:
        return False
    return _is_heading(scene.lines, index + 1)


def find_headings(lines: Sequence[Line]) -> tuple[Piece, ...]:
    """The pieces of lines; a short bold or unmarked line before a paragraph becomes a heading."""
    return tuple(
        replace(line.piece, kind="heading", level=_level(line.piece), text=line.text)
        if _is_heading(lines, index)
        else line.piece
        for index, line in enumerate(lines)
    )


def _level(piece: Piece) -> int:
    return piece.level or (3 if piece.marked_up else 2)


def _is_heading(lines: Sequence[Line], index: int) -> bool:
    piece = lines[index].piece
    if piece.kind == "heading":
        return True
    if piece.kind != "paragraph" or index + 1 >= len(lines):
        return False
    following = lines[index + 1]
    if (
        len(piece.text) > _LONGEST_HEADING
        or _FULL_STOP.search(piece.text)
        or not _is_text(following)
    ):
        return False
    if piece.marked_up:
        return piece.bold > 0.95 and following.piece.bold < 0.9
    starts = piece.text[0]
    return len(lines[index].words) > 1 and (starts.isupper() or starts.isdigit() or starts in '«“"')


def _is_text(line: Line) -> bool:
    """Whether a line can follow a heading: an item of a list, or a longer sentence."""
    return line.piece.kind != "paragraph" or (
        len(line.text) > 60 and _FULL_STOP.search(line.text) is not None
    )
