"""Finds on the page what a library read as the article's text, so that the cleaning rules see it
with the page's own markup: its boxes, links and captions, which the library's answer has lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from scraper.extraction.boxes import caption_end
from scraper.extraction.container import Container, cut
from scraper.extraction.pieces import Piece, read_pieces
from scraper.extraction.selectors import text_of

_LEAVES = ("p", "h2", "h3", "h4", "h5", "li", "blockquote", "div", "span", "section", "td")
_MIXED = frozenset(("blockquote", "div", "span", "section", "td"))
_INNER = frozenset(("p", "div", "section", "ul", "ol", "table", "article", "blockquote"))
_TELLING = 25
"""Letters of a text that stands in one place only."""
_MOST = 0.95
"""Of the text that was found at all; the smallest element with so much holds the article."""
_ENOUGH = 0.7
"""Of the library's text; where less is found on the page its answer is better read directly."""
_SURE = 60
_LEVELS = 3
_RUNNING = 120
"""Characters of a paragraph, or of a part's paragraphs together, that are no teaser."""
_GAP = 60
"""Characters of a paragraph that is believed to be left out among its like."""


class _OnlyWords(dict[int, int | None]):
    """A table for `str.translate` that deletes all but letters and digits; it grows by use."""

    def __missing__(self, code: int) -> int | None:
        self[code] = code if chr(code).isalnum() else None
        return self[code]


_ONLY_WORDS = _OnlyWords()


def key_of(text: str) -> str:
    """Letters and digits alone: what stays the same however a text was taken off a page."""
    return text.lower().translate(_ONLY_WORDS)


def place_text(root: HtmlElement, text: str) -> tuple[Piece, ...] | None:
    """The page's pieces around a text that was read off it, each marked when it is not part of it.

    None when the text cannot be found on the page. Paragraphs that stand in the same kind of box
    between two that were read are part of it too.
    """
    whole = key_of(text)
    element = find_place(root, whole)
    if element is None:
        return None
    pieces = read_pieces(cut(Container((_with_its_like(element),), "generic"), ()))
    keys = [key_of(piece.text) for piece in pieces]
    inside = [bool(key) and key in whole for key in keys]
    sure = [
        index
        for index, is_inside in enumerate(inside)
        if is_inside and len(keys[index]) >= _SURE and caption_end(pieces[index].box) is None
    ]
    if not sure:
        return None
    return tuple(_marked(pieces, inside, sure))


def _with_its_like(element: HtmlElement) -> HtmlElement:
    """The element, or the one above that also holds its like: bodies are cut in parts by inserts.

    The like has the same tag and the same class words and holds paragraphs of running text.
    """
    inner = element
    for _ in range(_LEVELS):
        above = inner.getparent()
        if above is None or above.tag in ("body", "html"):
            break
        if inner.get("class") and any(_is_like(inner, each) for each in above if each is not inner):
            return above
        inner = above
    return element


def _is_like(element: HtmlElement, other: HtmlElement) -> bool:
    if other.tag != element.tag or other.get("class") != element.get("class"):
        return False
    texts = [text_of(each) for each in other.iter("p") if each.find(".//a") is None]
    return sum(len(text) for text in texts if len(text) >= _SURE) >= _RUNNING


def _marked(pieces: Sequence[Piece], inside: Sequence[bool], sure: Sequence[int]) -> list[Piece]:
    boxes = {pieces[index].box for index in sure}

    def is_left_out(index: int, piece: Piece) -> bool:
        least = _GAP if index < sure[-1] else _RUNNING
        follows = index > sure[0] and len(piece.text) >= least
        return follows and piece.linked < 0.3 and piece.box in boxes

    return [
        piece if inside[index] or is_left_out(index, piece) else replace(piece, is_outside=True)
        for index, piece in enumerate(pieces)
    ]


def find_place(root: HtmlElement, whole: str) -> HtmlElement | None:
    """The smallest element with nearly all of the text, or None where the page has too little."""
    held: Counter[HtmlElement] = Counter()
    found: set[HtmlElement] = set()
    blocks = list(root.iter(*_INNER))  # kept, so that each element stays the same object
    holders = {each.getparent() for each in blocks}
    for element in root.iter(*_LEAVES):
        if element.tag in _MIXED and element in holders:
            continue
        if element.getparent() in found:
            found.add(element)
            continue
        text = element.text_content()
        if len(text) < _TELLING or key_of(text[:_TELLING]) not in whole:
            continue
        key = key_of(text)
        if len(key) >= _TELLING and key in whole:
            found.add(element)
            for above in element.iterancestors():
                held[above] += len(key)
    most = max(held.values(), default=0)
    if most < _ENOUGH * len(whole):
        return None
    # ancestors are counted from the inside out, so the first of the least is the innermost
    return min((each for each in held if held[each] >= _MOST * most), key=lambda each: held[each])
