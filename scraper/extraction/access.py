"""Whether a text is free to read: what the page's data says of it, and the walls it stands behind.

A teaser is never called free; a page that shows nothing but its headline is blocked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from scraper.extraction.cleaning import Cleaned
from scraper.extraction.documents import Document
from scraper.extraction.phrases import opening
from scraper.extraction.selectors import select, text_of
from scraper.extraction.structured import Structured, is_free
from scraper.items import Access
from scraper.text.normalisation import fold

TEASER = 1800
"""Characters of text that stand before a wall at most; a longer text is whole, wall or not."""
_WALL = re.compile(
    r"pay-?wall|reg-?wall|subscri(?:be|ber|ption)[-_]?(?:wall|only|lock|gate)|meter(?:ed)?[-_]?wall|"
    r"premium[-_]?(?:lock|wall|gate|offer)|content[-_]?(?:lock|gate)|locked[-_]?content|"
    r"(?:login|auth)[-_]?wall|tp-container|piano-",
    re.I,
)
_WALL_BELOW = re.compile(_WALL.pattern)
"""The same for names in lower case, which is twice as fast."""
_SURE = re.compile(r"wall|lock|gate", re.I)
"""In the names that nothing but a wall has; the others are also an offer's or a newsletter's."""
_HINTS = (
    *("wall", "subscri", "premium", "tp-container", "piano-", "locked"),
    *(f"content{dash}{end}" for dash in ("", "-", "_") for end in ("lock", "gate")),
)
"""One of these is in every name above; a look for them spares most pages a look at each box."""
_WALL_MOST = 700
"""Characters of a wall's own words; a box of that name with more holds the text behind it."""
_CUT = re.compile(r"(?:\.\.\.|…|\[…\])\s*$")


@dataclass(frozen=True, slots=True)
class Gate:
    """What speaks for a wall, seen before scripts and forms are cut: stated, or only shown."""

    stated: bool = False
    shown: bool = False


def read_gate(structured: Structured, document: Document) -> Gate:
    """The signs of a wall in a page's data and in the names and words of its boxes."""
    root = document.root
    stated = is_free(structured) is False or any(
        _is_there(root, css) for css in _closed_parts(structured)
    )
    return Gate(stated, any(map(_is_wall, _named_walls(document))))


def _closed_parts(structured: Structured) -> Iterator[str]:
    """The selectors of parts that the data says are not free (`hasPart`)."""
    parts = (structured.article or {}).get("hasPart")
    for part in parts if isinstance(parts, list) else [parts]:
        if isinstance(part, dict) and _is_false(part.get("isAccessibleForFree")):
            css = part.get("cssSelector")
            yield from (each for each in (css if isinstance(css, list) else [css]) if each)


def _is_false(value: object) -> bool:
    return value is False or str(value).rpartition("/")[2].strip().lower() == "false"


def _is_there(root: HtmlElement, css: object) -> bool:
    """Whether a stated part is on the page; templates name parts that many pages have not."""
    try:
        return bool(select(root, str(css)))
    except ValueError:
        return False


def _named_walls(document: Document) -> Iterator[HtmlElement]:
    names = document.names
    if not any(hint in names for hint in _HINTS) or _WALL_BELOW.search(names) is None:
        return
    for element in document.root.iter("div", "section", "aside", "form", "dialog"):
        if _WALL.search(_name(element)):
            yield element


def _name(box: HtmlElement) -> str:
    return f"{box.get('class', '')} {box.get('id', '')}"


def _is_wall(box: HtmlElement) -> bool:
    """A box with a wall's name that says so: a phrase of paywalls, or, where the name is
    sure, words and a way to pay.
    """
    text = text_of(box)
    if not text or len(text) > _WALL_MOST:
        return False
    lines = [text, *(text_of(each) for each in box.iter("p", "h2", "h3", "h4", "div", "span"))]
    if any(opening("paywall", tuple(fold(line).split())) for line in lines):
        return True
    is_sure = any(_SURE.search(match[0]) for match in _WALL.finditer(_name(box)))
    return is_sure and next(box.iter("form", "button"), None) is not None


def access_of(gate: Gate, cleaned: Cleaned, shortest: int) -> Access:
    """How much of an article can be read; `shortest` is the characters that make a text at all."""
    size = sum(len(block.text) for block in cleaned.blocks)
    is_cut = bool(cleaned.blocks) and _CUT.search(cleaned.blocks[-1].text) is not None
    is_walled = gate.stated or cleaned.is_teaser or (gate.shown and (size < TEASER or is_cut))
    if not is_walled:
        return "free"
    return "blocked" if size < shortest else "partial"
