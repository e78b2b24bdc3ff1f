"""The text that a page's own program holds and would show: pages that are built in the browser
carry their article as markup in a string of a script (Next.js, Nuxt and their like).

It is asked only where the page itself shows no text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import fragment_fromstring

from scraper.extraction.decoding import decode_body
from scraper.extraction.documents import Document
from scraper.extraction.pieces import Piece, read_pieces

PARAGRAPHS = 3
"""Paragraphs in a string that make it an article's text."""
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script", re.I | re.S)
_STRING = re.compile(r'"(?:[^"\\]|\\.){400,}"', re.S)
_END = re.compile(r"</p\s*>|\\u003c/p", re.I)
_DEPTH = 3
"""Strings inside strings: a program's state is often quoted twice."""


def read_app_state(document: Document) -> tuple[Piece, ...]:
    """The pieces of the longest text with paragraphs in a page's scripts; none without one."""
    text, _ = decode_body(document.page.body, document.page.header("content-type"))
    found = (
        markup
        for script in _SCRIPT.finditer(text)
        if len(_END.findall(script[1])) >= PARAGRAPHS
        for markup in _markups(script[1], 0)
    )
    longest = max(found, key=len, default="")
    return read_pieces(_sound(longest)) if longest else ()


def _markups(script: str, depth: int) -> Iterator[str]:
    """The strings of a script that hold paragraphs, quoted ones undone."""
    for match in _STRING.finditer(script):
        if len(_END.findall(match[0])) < PARAGRAPHS:
            continue
        try:
            value = str(json.loads(match[0], strict=False))
        except ValueError:
            continue
        inner = list(_markups(value, depth + 1)) if depth < _DEPTH else []
        if inner:
            yield from inner
        elif value.lstrip().startswith("<") and value.count("</p") >= PARAGRAPHS:
            yield value


def _sound(markup: str) -> str:
    """Markup without scripts, as a reader may take it."""
    root = fragment_fromstring(markup, create_parent="div")
    etree.strip_elements(root, "script", "style", "iframe", "form", "button", with_tail=False)
    return etree.tostring(root, encoding="unicode", method="html")
