"""Live blogs: entries with their times become sections, a heading for each, before text is read.

Entries are alike boxes in a row that each hold a time and text of their own.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice, takewhile
from zoneinfo import ZoneInfo

from lxml.html import Element, HtmlElement

from scraper.extraction.pieces import ENTRY, Piece, pieces_of_lines
from scraper.extraction.selectors import text_of
from scraper.extraction.structured import plain_text, text_lines

LEAST = 3
"""Entries that make a live blog."""
_UP = 5
_TEXT = 60
"""Characters of an entry on average, without its time and its links; less is a list of news."""
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-3])[:.]([0-5]\d)(?![\d:])")
_CLOCK_CLASS = re.compile(r"(?:^|[-_ ])(?:time|clock|date|timestamp|hour)(?:$|[-_ ])", re.I)
_NOT_HERE = re.compile(r"comment|related|sidebar|newsline|latest|popular|footer|menu", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """One box of a live blog and the element that holds its time."""

    box: HtmlElement
    clock: HtmlElement
    told: str


def mark_entries(scopes: Sequence[HtmlElement], zone: str) -> HtmlElement | None:
    """Give each entry of a live blog a heading with its time; the element around all entries.

    None when there are none inside these elements; the tree is then as it was. The heading takes
    the place of the time, and of the entry's title.
    """
    entries = _find_entries(scopes, ZoneInfo(zone))
    for entry in entries:
        _head(entry)
    return entries[0].box.getparent() if entries else None


def _find_entries(scopes: Sequence[HtmlElement], zone: ZoneInfo) -> Sequence[Entry]:
    """The largest group of alike siblings that hold a time and text each."""
    groups: dict[tuple[HtmlElement, str, str], dict[HtmlElement, Entry]] = {}
    outside = {above for scope in scopes for above in scope.iterancestors()}
    for clock in chain.from_iterable(map(_clocks, scopes)):
        told = _told(clock, zone)
        for box in _boxes(clock, outside):
            parent = box.getparent()
            if parent is None or _NOT_HERE.search(f"{box.get('class', '')} {box.get('id', '')}"):
                break
            key = (parent, box.tag, (box.get("class") or "").split(" ")[0])
            if told:
                groups.setdefault(key, {}).setdefault(box, Entry(box, clock, told))
    fitting = [list(group.values()) for group in groups.values() if _are_entries(group)]
    return max(fitting, key=len, default=[])


def _boxes(clock: HtmlElement, outside: Container[HtmlElement]) -> Iterator[HtmlElement]:
    """The nearest boxes around a time, the innermost first, that are not outside."""
    boxes = clock.iterancestors("article", "div", "li", "section")
    return takewhile(lambda box: box not in outside, islice(boxes, _UP))


def _clocks(root: HtmlElement) -> Iterator[HtmlElement]:
    for element in root.iter("time", "span", "div", "p", "b", "strong"):
        is_clock = element.tag == "time" or _CLOCK_CLASS.search(element.get("class") or "")
        if is_clock and len(text_of(element)) < 40:
            yield element


def _told(clock: HtmlElement, zone: ZoneInfo) -> str:
    """The clock that a time shows, else the one that its attribute states, in the site's zone."""
    shown = _CLOCK.search(text_of(clock))
    if shown:
        return f"{int(shown[1]):02}:{shown[2]}"
    try:
        at = datetime.fromisoformat(clock.get("datetime") or "")
    except ValueError:
        return ""
    return f"{at.astimezone(zone) if at.tzinfo else at:%H:%M}"


def _are_entries(group: dict[HtmlElement, Entry]) -> bool:
    if len(group) < LEAST:
        return False
    sizes = [
        len(text_of(box)) - 2 * sum(len(text_of(link)) for link in box.iter("a")) for box in group
    ]
    return sum(sizes) >= _TEXT * len(sizes) and sum(size > _TEXT for size in sizes) >= LEAST


def _head(entry: Entry) -> None:
    title = next(entry.box.iter("h2", "h3", "h4", "h5"), None)
    words = text_of(title) if title is not None else ""
    heading = Element("h3")
    heading.set("class", ENTRY)
    heading.text = f"{entry.told} {words}".strip()
    if title is not None:
        title.drop_tree()
    if entry.clock.getparent() is not None:
        entry.clock.drop_tree()
    entry.box.insert(0, heading)


def read_updates(value: object, zone: str) -> tuple[Piece, ...]:
    """The entries that a live blog's data states (`liveBlogUpdate`), as headings and paragraphs."""
    updates = value if isinstance(value, list) else []
    lines: list[tuple[bool, str]] = []
    for update in updates:
        if isinstance(update, dict) and (text := text_lines(update.get("articleBody"))):
            title = plain_text(update.get("headline")) or ""
            clock = _stated_clock(update.get("datePublished"), ZoneInfo(zone))
            lines += [(True, f"{clock} {title}".strip()), *((False, line) for line in text)]
    lines = [(is_head, line) for is_head, line in lines if line]
    pieces = pieces_of_lines(line for _, line in lines)
    return tuple(
        piece.as_entry_heading() if is_head else piece
        for piece, (is_head, _) in zip(pieces, lines, strict=True)
    )


def _stated_clock(value: object, zone: ZoneInfo) -> str:
    try:
        at = datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        return ""
    return f"{at.astimezone(zone) if at.tzinfo else at:%H:%M}"
