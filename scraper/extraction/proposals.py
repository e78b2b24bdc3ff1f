"""Selectors that a site's own markup offers for what was read off some of its pages without rules.

A selector is proposed when it leads to the field on most of the pages that have it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from statistics import median

from lxml.html import HtmlElement

from scraper.extraction.placing import find_place, key_of
from scraper.extraction.selectors import select, text_of
from scraper.items import Article
from scraper.text.normalisation import fold

Read = tuple[HtmlElement, Article]
"""A page's tree and what was read off it."""

MOST = 0.66
"""The share of pages with a field on which a selector must find it."""
WHOLE = 0.9
"""The share of an article's blocks that its body must hold."""
_UP = 3
_TRIED = 24
_TOKEN = re.compile(r"[A-Za-z][A-Za-z_-]*(?:\d{1,2})?")
_AN_HOUR_OR_ZONES = timedelta(hours=14)


def propose_selectors(read: Sequence[Read]) -> dict[str, tuple[str, ...]]:
    """For each field of a site's facts that has one, the selector that finds it on most pages."""
    found = {
        "headline": _first(read, lambda article: article.headline),
        "lead": _first(read, lambda article: article.lead, name=own_names),
        "body": _body(read),
        "caption": _first(read, lambda article: article.image.caption if article.image else None),
        "authors": _all(read, lambda article: [author.name for author in article.authors]),
        "date": _date(read),
        "tags": _all(read, lambda article: article.tags),
    }
    return {field: (css,) for field, css in found.items() if css}


def name_element(element: HtmlElement) -> Iterator[str]:
    """Selectors that may lead to an element, the most lasting first: its own names, those around.

    Names that hold numbers are made by machines and change with every build.
    """
    yield from own_names(element)
    for above in islice(element.iterancestors(), _UP):
        yield from (f"{name} {element.tag}" for name in own_names(above))
    if element.tag in ("h1", "time", "figcaption"):
        yield str(element.tag)


def own_names(element: HtmlElement) -> Iterator[str]:
    """Selectors by what the element itself is called."""
    tag = element.tag
    if _TOKEN.fullmatch(element.get("itemprop") or ""):
        yield f'{tag}[itemprop="{element.get("itemprop")}"]'
    if _TOKEN.fullmatch(element.get("id") or ""):
        yield f"#{element.get('id')}"
    tokens = (element.get("class") or "").split()
    yield from (f"{tag}.{token}" for token in tokens if _TOKEN.fullmatch(token))
    if tag in ("article", "main"):
        yield str(tag)


Fits = Callable[[HtmlElement, str], bool]
Name = Callable[[HtmlElement], Iterator[str]]


def _best(
    places: Iterable[tuple[HtmlElement, Sequence[HtmlElement]]], fits: Fits, name: Name
) -> str | None:
    """Of the names of the elements where a field stands, the one that fits most pages."""
    pages = list(places)
    names = (css for _, elements in pages for each in elements[:2] for css in name(each))
    tried = list(dict.fromkeys(islice(names, _TRIED * max(len(pages), 1))))
    counts = {css: sum(fits(root, css) for root, _ in pages) for css in tried}
    best = max(tried, key=lambda css: counts[css], default=None)
    return best if best is not None and counts[best] >= MOST * len(pages) else None


def _first(
    read: Sequence[Read], value: Callable[[Article], str | None], name: Name = name_element
) -> str | None:
    """The selector whose first element holds the field's text.

    A lead must have a name of its own: any paragraph of the body could be the first of it.
    """
    wanted = {root: fold(text) for root, article in read if (text := value(article))}
    places = ((root, _elements_saying(root, {text})) for root, text in wanted.items())

    def fits(root: HtmlElement, css: str) -> bool:
        found = select(root, css)
        return bool(found) and fold(text_of(found[0])) == wanted[root]

    return _best(places, fits, name)


def _all(read: Sequence[Read], values: Callable[[Article], Iterable[str]]) -> str | None:
    """The selector whose elements are the field's texts and nothing else."""
    wanted = {root: set(map(fold, values(article))) for root, article in read}
    wanted = {root: texts for root, texts in wanted.items() if texts}
    places = ((root, _elements_saying(root, texts)) for root, texts in wanted.items())

    def fits(root: HtmlElement, css: str) -> bool:
        found = {fold(text_of(element)) for element in select(root, css)}
        return bool(found) and found <= wanted[root]

    return _best(places, fits, name_element)


def _elements_saying(root: HtmlElement, texts: set[str]) -> list[HtmlElement]:
    """The innermost elements of the page whose text is one of some."""
    most = max(map(len, texts)) * 2 + 20
    found: list[HtmlElement] = []
    for element in root.iter("h1", "h2", "p", "div", "span", "a", "figcaption", "b", "strong"):
        text = text_of(element)
        if text and len(text) < most and fold(text) in texts:
            if found and found[-1] in element.iterancestors():
                found.pop()
            found.append(element)
    return found


def _date(read: Sequence[Read]) -> str | None:
    """The selector of a `time` element with the article's moment."""
    wanted = {root: article.published_at for root, article in read if article.published_at}

    def says(element: HtmlElement, root: HtmlElement) -> bool:
        try:
            said = datetime.fromisoformat(element.get("datetime") or "").replace(tzinfo=None)
        except ValueError:
            return False
        return abs(said - wanted[root].replace(tzinfo=None)) < _AN_HOUR_OR_ZONES

    places = [(root, [each for each in root.iter("time") if says(each, root)]) for root in wanted]

    def fits(root: HtmlElement, css: str) -> bool:
        found = select(root, css)
        return bool(found) and says(found[0], root)

    return _best(places, fits, name_element) if any(elements for _, elements in places) else None


def _body(read: Sequence[Read]) -> str | None:
    """The selector that holds every block of the articles and as little else as possible."""
    wanted = {root: [key_of(block.text) for block in article.blocks] for root, article in read}
    wanted = {root: keys for root, keys in wanted.items() if keys}
    names: dict[str, None] = {}
    for root, keys in wanted.items():
        place = find_place(root, "".join(keys))
        if place is not None:
            around = (place, *islice(place.iterancestors(), 1))
            names.update(dict.fromkeys(css for each in around for css in own_names(each)))
    sizes = {css: _excess(css, wanted) for css in names}
    fitting = [css for css, excess in sizes.items() if excess is not None]
    return min(fitting, key=lambda css: sizes[css] or 0.0, default=None)


def _excess(css: str, wanted: Mapping[HtmlElement, Sequence[str]]) -> float | None:
    """How many times the articles' text a selector holds; None when it misses too much of it."""
    shares = []
    for root, keys in wanted.items():
        text = key_of(" ".join(text_of(each) for each in select(root, css)))
        if sum(key in text for key in keys) >= WHOLE * len(keys):
            shares.append(len(text) / max(sum(map(len, keys)), 1))
    return median(shares) if shares and len(shares) >= MOST * len(wanted) else None
