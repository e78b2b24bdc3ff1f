"""The article's text on a page nobody wrote rules for, as trafilatura finds it (extra `generic`).

It gives pieces for the same cleaning rules; it decides nothing about other fields.
"""

from __future__ import annotations

import logging
from copy import copy
from functools import cache
from html import escape
from types import ModuleType
from typing import Any

from lxml import etree, html
from lxml.html import HtmlElement

from scraper.extraction.container import Container
from scraper.extraction.pieces import Piece, read_pieces
from scraper.extraction.placing import place_text
from scraper.extraction.selectors import text_of

ENOUGH_SHARE = 0.4
"""Of a longer reading's text; a careful reading with less has missed the article's body."""

LITTLE = 250
"""Characters; a careful reading with less is compared in any case."""

_PLAIN = 700
"""Characters of a quick reading that leaves no doubt where a simpler rule found as much text."""
_AS_MUCH = 1.7
_STATED = (0.5, 1.5)
"""Times the text that a simpler rule found; a stated text outside is not this page's body."""
_NO_TEXT = (
    *("head", "svg", "math", "iframe", "object", "embed", "audio", "video", "canvas", "map"),
    *("nav", "footer", "menu", "dialog"),
    *("button", "select", "input", "textarea", "datalist", "fieldset"),
)
"""Elements that never hold the article; without them every later look at the tree is shorter."""
_TAGS = {"list": "ul", "item": "li", "quote": "blockquote", "row": "tr", "table": "table"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def read_generic(container: Container | None, root: HtmlElement) -> tuple[Piece, ...] | None:
    """The pieces of the body's text, or None without the extra or without a body.

    `container` is what a simpler rule found. The pieces are the page's own where the text is found
    on it.
    """
    scope = root if container is None else _scope(container.elements[0], root)
    body = _find_body(_slim(scope), _known_size(container))
    if body is None or not _size(body):
        return None
    text = " ".join(body.itertext())
    return place_text(scope, text) or read_pieces(_markup(body))


def read_stated(
    container: Container | None, root: HtmlElement, stated: str
) -> tuple[Piece, ...] | None:
    """The page's pieces around a text that its data states as the body, or None where the two do
    not agree: data often hold a beginning only, and sometimes another article."""
    known_size = _known_size(container)
    agreed = _STATED[0] * known_size <= len(stated) <= _STATED[1] * known_size
    return place_text(root, stated) if agreed and len(stated) >= _PLAIN else None


def _known_size(container: Container | None) -> int:
    return 0 if container is None else sum(len(text_of(part)) for part in container.elements)


def _scope(inner: HtmlElement, root: HtmlElement) -> HtmlElement:
    """The outermost `main` around an element, else the only article of the page, else the page."""
    for tag in ("main", "article"):
        scope = next(iter(list(inner.iterancestors(tag))[-1:]), inner if inner.tag == tag else None)
        if scope is not None and (tag == "main" or len(list(root.iter(tag))) == 1):
            return scope
    return root


def _slim(scope: HtmlElement) -> HtmlElement:
    """A copy without what never holds text of an article, as a page of its own."""
    tree = copy(scope)
    if scope.tag != "html":
        page = html.Element("html")
        body = etree.SubElement(page, "body")
        body.append(tree)
        tree = page
    etree.strip_elements(tree, *_NO_TEXT, etree.Comment, with_tail=False)
    return tree


def _find_body(root: HtmlElement, known_size: int) -> Any | None:  # noqa: ANN401
    """The library's body: of its quick careful mode where that agrees with the simpler rule, else
    of the whole one; a whole reading far below the rule is compared with the ordinary mode."""
    library = _library()
    if library is None:
        return None
    least = max(ENOUGH_SHARE * known_size, LITTLE)
    quick = _read(library, root, careful=True, fast=True)
    if quick is not None and max(least, _PLAIN) <= _size(quick) <= _AS_MUCH * known_size:
        return quick
    careful = _read(library, root, careful=True)
    if careful is not None and _size(careful) >= least:
        return careful
    ordinary = _read(library, root, careful=False)
    if ordinary is None:
        return careful
    if careful is not None and _size(careful) >= ENOUGH_SHARE * _size(ordinary):
        return careful
    return ordinary


@cache
def _library() -> ModuleType | None:
    try:
        import trafilatura
    except ImportError:
        return None
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs each page it cannot read
    return trafilatura


def _read(library: ModuleType, root: HtmlElement, *, careful: bool, fast: bool = False) -> Any:  # noqa: ANN401
    document = library.bare_extraction(
        root,
        fast=fast,
        favor_precision=careful,
        include_comments=False,
        include_formatting=False,
        with_metadata=False,
    )
    return None if document is None else document.body


def _size(body: Any) -> int:  # noqa: ANN401
    return sum(len(text) for text in body.itertext())


def _markup(body: Any) -> str:  # noqa: ANN401
    return f"<div>{''.join(_render(child) for child in body)}</div>"


def _render(element: Any) -> str:  # noqa: ANN401
    tail = escape(element.tail or "")
    if not isinstance(element.tag, str):
        return tail
    if element.tag == "lb":
        return f"<br>{tail}"
    inner = escape(element.text or "") + "".join(_render(child) for child in element)
    return f"{_wrap(element, inner)}{tail}"


def _wrap(element: Any, inner: str) -> str:  # noqa: ANN401
    if element.tag == "graphic":
        return ""
    name = _name(element)
    return f"<{name}>{inner}</{name}>"


def _name(element: Any) -> str:  # noqa: ANN401
    rend = element.get("rend") or ""
    if element.tag == "head":
        return rend if rend in _HEADINGS else "h2"
    if element.tag == "cell":
        return "th" if element.get("role") == "head" else "td"
    if element.tag == "list" and rend == "ol":
        return "ol"
    return _TAGS.get(element.tag, "p" if element.tag == "p" else "div")
