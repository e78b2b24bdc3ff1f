"""CSS selectors over an lxml tree, compiled once; a selector that is no CSS names itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain
from typing import cast

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

_NAMES = [
    cast(Callable[[HtmlElement], list[str]], etree.XPath(path, smart_strings=False))
    for path in ("//@class", "//@id")
]


@lru_cache(maxsize=1024)
def compile_selector(css: str) -> Callable[[HtmlElement], list[object]]:
    """The compiled selector; ValueError names one that cannot be read."""
    try:
        return cast(Callable[[HtmlElement], list[object]], CSSSelector(css, translator="html"))
    except SelectorError as error:
        raise ValueError(f"not a CSS selector: {css!r} ({error})") from error


def compile_path(xpath: str) -> Callable[[HtmlElement], list[HtmlElement]]:
    """The compiled XPath of elements, for what no CSS selector can say."""
    return cast(Callable[[HtmlElement], list[HtmlElement]], etree.XPath(xpath))


def select(element: HtmlElement, css: str) -> list[HtmlElement]:
    """The elements below `element` that a selector matches, in document order."""
    found = compile_selector(css)(element)
    return [each for each in found if isinstance(each, HtmlElement)]


def select_first(element: HtmlElement, selectors: Iterable[str]) -> HtmlElement | None:
    """The first element of the first selector that matches."""
    for css in selectors:
        for found in select(element, css):
            return found
    return None


def text_of(element: HtmlElement) -> str:
    """All text inside an element, on one line."""
    return " ".join(element.text_content().split())


def names_in(root: HtmlElement) -> str:
    """Every class and id of a tree, in lower case, one a line."""
    return "\n".join(chain.from_iterable(names(root) for names in _NAMES)).lower()
