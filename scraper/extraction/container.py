"""Where on the page the article's text stands: the site's selectors, else a simple generic rule.

It finds elements of the tree and cuts them out for BeautifulSoup; it does not read their text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bs4 import Tag
from lxml import etree
from lxml.html import HtmlElement

from scraper.extraction.selectors import compile_path, select, text_of
from scraper.extraction.soups import make_soup

ENOUGH = 140
"""Characters that make a container worth reading; less is a teaser or a caption."""

STRIP_MARK = "data-tlumach-strip"
"""Attribute by which an element that a site's `strip` selector matched reaches the blocks."""

_ARTICLE_BODY = compile_path(
    "//*[@itemprop][contains(concat(' ', normalize-space(@itemprop), ' '), ' articleBody ')]"
)
_UNREAD = (
    "script style noscript template svg iframe object embed form button input select textarea "
    "audio video canvas map nav link meta"
)
_LINE = 25
"""Characters of a line that is text; less is a label."""
_DOUBTFUL = 0.15
"""What text in boxes with other names counts: such names also stand around real articles."""
_OUTSIDE = re.compile(
    r"comment|sidebar|side-bar|footer|header|menu|navig|related|recommend|widget|banner|promo|"
    r"popup|modal|cookie|consent|share|social|breadcrumb",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Container:
    """The elements that hold the article's text, in order, and what found them."""

    elements: tuple[HtmlElement, ...]
    found_by: str


def find_container(root: HtmlElement, body: Sequence[str]) -> Container | None:
    """The article's container: the site's selectors in order, else what generic markup shows.

    A container of a few words is taken only when nothing else is there.
    """
    small: tuple[HtmlElement, ...] = ()
    for css in body:
        elements = _of_one_article(_outermost(select(root, css)))
        size = _size(elements)
        if size >= ENOUGH:
            return Container(elements, "site")
        small = small or (elements if size else ())
    generic = _densest(root)
    if generic is not None:
        return Container((generic,), "generic")
    return Container(small, "site") if small else None


def _outermost(elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    """The elements that are not inside an earlier one."""
    elements = list(elements)
    if len(elements) < 2:
        return elements
    kept: list[HtmlElement] = []
    inside: set[HtmlElement] = set()
    for element in elements:
        if element not in inside:
            kept.append(element)
            inside.update(element.iterdescendants())
    return kept


def _of_one_article(elements: Sequence[HtmlElement]) -> tuple[HtmlElement, ...]:
    """The elements of the first article on the page: pages that scroll on hold several."""
    if len(elements) < 2:
        return tuple(elements)
    groups: dict[HtmlElement | None, list[HtmlElement]] = defaultdict(list)
    for element in elements:
        article = next(element.iterancestors("article"), None)
        groups[article if article is not None else element.getparent()].append(element)
    for group in groups.values():
        if _size(group) >= ENOUGH:
            return tuple(group)
    return tuple(elements)


def _size(elements: Iterable[HtmlElement]) -> int:
    return sum(len(text_of(element)) for element in elements)


def _densest(root: HtmlElement) -> HtmlElement | None:
    """The element with most running text: each paragraph counts for its parent, half above that."""
    for scope in _scopes(root):
        scores: dict[HtmlElement, float] = defaultdict(float)
        for paragraph in scope.iter("p", "h2", "h3", "li", "blockquote", "br"):
            _credit(paragraph, scores)
        if scores:
            best = max(scores, key=lambda element: scores[element])
            if len(text_of(best)) >= ENOUGH:
                return best
        if scope.get(
            "itemprop"
        ):  # the page calls it the article's body; its text has no paragraphs
            return scope
    return None


def _scopes(root: HtmlElement) -> list[HtmlElement]:
    """Where to look, the most telling markup first."""
    scopes = [*_ARTICLE_BODY(root), *root.iter("article"), *root.iter("main")]
    return [*(scope for scope in scopes if len(text_of(scope)) >= ENOUGH), root]


def _credit(element: HtmlElement, scores: dict[HtmlElement, float]) -> None:
    """Count a paragraph's text for the elements around it; links count against it."""
    if element.tag == "br":
        size = float(len((element.tail or "").strip()))
    else:
        size = float(len(text_of(element)))
        if size >= _LINE:
            size -= 2.0 * sum(len(text_of(link)) for link in element.iter("a"))
    if size < _LINE:
        return
    size *= _DOUBTFUL if _is_outside(element) else 1
    for share, above in zip((1.0, 0.5), element.iterancestors(), strict=False):
        scores[above] += size * share


def _is_outside(element: HtmlElement) -> bool:
    for above in element.iterancestors():
        if above.tag in ("nav", "footer", "aside", "form"):
            return True
        if above.tag in ("body", "html", "article", "main"):
            return False
        if _is_named_outside(f"{above.get('class', '')} {above.get('id', '')}"):
            return True
    return False


@lru_cache(maxsize=4096)
def _is_named_outside(name: str) -> bool:
    """Whether a class and id are those of boxes around articles; pages repeat the same few."""
    return _OUTSIDE.search(name) is not None


def cut(container: Container, strip: Sequence[str]) -> Tag:
    """The container as a soup without scripts and controls; elements to strip carry a mark."""
    for element in container.elements:
        for css in strip:
            for unwanted in select(element, css):
                unwanted.set(STRIP_MARK, css)
        etree.strip_elements(element, *_UNREAD.split(), etree.Comment, with_tail=False)
    return make_soup(container.elements)
