"""JSON-LD as sites really write it: lists, @graph, broken JSON repaired where that is certain.

It reads objects; which of their fields make an article is `structured`'s business.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]

_WRAPPING = re.compile(r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|"
                       r"(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*$")  # fmt: skip
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_GLUED = re.compile(r"\}\s*\{")
_DEPTH = 12
"""Nesting at which reading stops; real graphs have 3 to 5 levels."""


def parse_json_ld(text: str) -> tuple[Node, ...]:
    """All objects of one script, outer ones first; nothing when the JSON cannot be read."""
    return tuple(_objects(_load(text), 0))


def _load(text: str) -> object:
    text = text.strip().lstrip("\ufeff")
    for attempt in (_plain, _unwrapped, _repaired):
        try:
            return json.loads(attempt(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _plain(text: str) -> str:
    return text


def _unwrapped(text: str) -> str:
    """Without comment marks, a final semicolon and trailing commas; entities undone if escaped."""
    text = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip().rstrip(";").strip()
    if '"' not in text and "&quot;" in text:
        text = html.unescape(text)
    return _TRAILING_COMMA.sub(r"\1", text)


def _repaired(text: str) -> str:
    """With stray quotes inside strings escaped, and objects that follow one another made a list."""
    text = _TRAILING_COMMA.sub(r"\1", _escape_quotes(_unwrapped(text)))
    return f"[{_GLUED.sub('},{', text)}]" if _GLUED.search(text) else text


def _escape_quotes(text: str) -> str:
    """Escape each quote inside a string that nothing structural follows.

    A quote ends a string when `:`, `}`, `]` or the end comes next, or a comma with the start of
    another value behind it; any other quote belongs to the text. JSON that this does not make
    readable is given up, so that nothing is guessed.
    """
    out: list[str] = []
    inside = escaped = False
    for position, char in enumerate(text):
        if char == '"' and not escaped:
            if inside and not _ends_string(text, position + 1):
                out.append('\\"')
                continue
            inside = not inside
        escaped = char == "\\" and not escaped
        out.append(char)
    return "".join(out)


_ENDING = re.compile(r'\s*(?:[:}\]]|$|,\s*(?:["{\[\d}\]-]|true|false|null))')


def _ends_string(text: str, position: int) -> bool:
    return _ENDING.match(text, position) is not None


def _objects(value: object, depth: int) -> Iterator[Node]:
    """The objects of a value: lists and @graph opened, nested ones after what they are in."""
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for part in value:
            yield from _objects(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in (
            "@graph",
            "mainEntity",
            "mainEntityOfPage",
            "itemListElement",
            "hasPart",
            "video",
        ):
            if isinstance(value.get(key), dict | list):
                yield from _objects(value[key], depth + 1)
