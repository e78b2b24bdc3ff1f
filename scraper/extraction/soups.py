"""A BeautifulSoup tree of elements that lxml has parsed, without writing and parsing them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from bs4 import Tag
from bs4.element import NavigableString, PageElement
from lxml.etree import _Element


def make_soup(elements: Iterable[_Element]) -> Tag:
    """One tag that holds the elements in order; comments and instructions are left out."""
    soup = Tag(name="body")
    last: PageElement = soup
    stack: list[tuple[_Element | str, Tag]] = [(element, soup) for element in elements]
    stack.reverse()
    while stack:
        node, parent = stack.pop()
        if isinstance(node, str):
            text = NavigableString(node)
            text.setup(parent, last)
            last = text
        else:
            attributes = cast(Mapping[str, str], node.attrib)
            tag = Tag(name=node.tag, attrs=attributes, parent=parent, previous=last)
            stack.extend((part, tag) for part in reversed(_content(node)))
            last = tag
        parent.contents.append(last)
    return soup


def _content(element: _Element) -> list[_Element | str]:
    """The texts and elements inside an element."""
    content: list[_Element | str] = [element.text] if element.text else []
    for child in element:
        if isinstance(child.tag, str):
            content.append(child)
        if child.tail:
            content.append(child.tail)
    return content
