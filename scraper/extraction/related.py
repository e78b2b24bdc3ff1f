"""Links to other articles among the text: labelled, unlabelled, as a line, a box or a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scraper.extraction.phrases import opening
from scraper.extraction.scene import Line, Scene

_LONGEST = 260
"""Characters of a labelled link; other headlines are shorter."""
_MOST_ITEMS = 10
_MOSTLY = 0.7
_CLOCK = re.compile(r"\d{1,2}:\d{2}$")
"""A link with the time of its article behind it is still a bare link."""
_MOST_BARE = 3
"""Bare links in a row that still are inserts; longer rows may be the article's own list."""


def drop_related(scene: Scene) -> None:
    """Take off labels with what they announce, labelled links, and lone links to other articles."""
    for line in tuple(scene.lines):
        if line in scene.lines:
            _drop_labelled(line, scene)
    _drop_bare(scene)


def _drop_labelled(line: Line, scene: Scene) -> None:
    strong = opening("related", line.words)
    if strong is not None and len(strong) == len(line.words):
        _drop_label(line, " ".join(strong), scene)
        return
    weak = opening("related-link", line.words)
    phrase = strong or weak
    if phrase is None or len(line.text) > _LONGEST or line.piece.kind == "heading":
        return
    label = " ".join(phrase)
    if _rest_is_link(line, len(label)):
        scene.drop(line, "related", f'begins "{label}", the rest is a link')
    elif strong is not None and _has_colon(line, strong) and not line.piece.marked_up:
        scene.drop(line, "related", f'begins "{label}:"')
    elif strong is not None and _has_colon(line, strong) and "read" in line.piece.box.lower():
        scene.drop(line, "related", f'begins "{label}:", stands in a box of such links')


def _rest_is_link(line: Line, label: int) -> bool:
    """Whether most of what follows the label is linked."""
    size = len("".join(line.text.split()))
    rest = max(size - label, 1)
    return line.piece.linked * size >= 0.7 * rest and bool(line.piece.hrefs)


def _has_colon(line: Line, phrase: Sequence[str]) -> bool:
    return ":" in line.text[: len(" ".join(phrase)) + 3]


def _drop_label(line: Line, label: str, scene: Scene) -> None:
    """A line that is only a label: it goes with the links that follow it, or as the last line."""
    index = scene.lines.index(line)
    announced = []
    for follower in scene.lines[index + 1 : index + 1 + _MOST_ITEMS]:
        if not _is_announced(follower):
            break
        announced.append(follower)
    last = index == len(scene.lines) - 1
    if not announced and not last and not _ends_with_colon(line):
        return
    scene.drop(line, "related", f'is only "{label}"')
    for follower in announced:
        scene.drop(follower, "related", f'is a link that "{label}" announces')


def _is_announced(line: Line) -> bool:
    """A link on its own or, where no markup tells, a short line without a full stop."""
    if len(line.text) > _LONGEST:
        return False
    return line.is_link or not (line.piece.marked_up or line.text.endswith((".", "!", "…")))


def _ends_with_colon(line: Line) -> bool:
    return line.text.endswith(":") and line.piece.kind != "heading"


def _drop_bare(scene: Scene) -> None:
    """Lone lines that are nothing but a link to another article of the site."""
    groups: list[list[Line]] = [[]]
    for line in scene.lines:
        if _is_bare(line, scene):
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    lines = scene.lines
    for group in groups:
        at_end = bool(group) and group[-1] is lines[-1]
        if group and (len(group) <= _MOST_BARE or at_end) and len(group) < len(lines):
            for line in group:
                scene.drop(line, "related", "is only a link to another article")


def _is_bare(line: Line, scene: Scene) -> bool:
    piece = line.piece
    return (
        (line.is_link or (piece.linked > _MOSTLY and _CLOCK.search(line.text) is not None))
        and len(piece.hrefs) == 1
        and len(line.text) <= _LONGEST
        and piece.kind in ("paragraph", "list_item", "quote")
        and scene.known.is_article(piece.hrefs[0])
    )
