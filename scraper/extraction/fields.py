"""Each field of an article from the sources that may have it, in order; neither body nor times.

Every reader notes in `read_from` which source gave the field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import cast
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement

from scraper.extraction.captions import after_words, split_caption
from scraper.extraction.cleaning import Cleaned
from scraper.extraction.container import Container
from scraper.extraction.documents import Document
from scraper.extraction.memory import NOTHING, LineMemory
from scraper.extraction.selectors import select, select_first, text_of
from scraper.extraction.structured import Structured, authors_of, image_of, words_of
from scraper.items import Author, Block, Image
from scraper.sites import Site
from scraper.text.normalisation import fold, normalise

_BY = re.compile(r"^(?:автор(?:и|ы|ка)?|текст|by|written by|author)\s*[:.]?\s+", re.I)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page on the reader's desk, with the note of where each field was read."""

    document: Document
    site: Site
    structured: Structured
    url: str
    now: datetime
    memory: LineMemory = NOTHING
    read_from: dict[str, str] = field(default_factory=dict)

    @property
    def root(self) -> HtmlElement:
        """The page's tree."""
        return self.document.root


def first_of(sheet: Sheet, name: str, candidates: list[tuple[str, str | None]]) -> str | None:
    """The first candidate with a value, its source noted as the field's."""
    for source, value in candidates:
        if value:
            sheet.read_from[name] = source
            return value
    return None


def read_leads(sheet: Sheet, container: Container | None) -> tuple[tuple[str, str], ...]:
    """What page and data state as the lead, with the source, the surest first."""
    element = select_first(sheet.root, sheet.site.lead)
    near = _before(container, _LEAD) if element is None else []
    shown = [text for text in (normalise(text_of(each)) for each in near) if len(text) > 40]
    candidates = [
        ("site", normalise(text_of(element)) if element is not None else None),
        ("generic", shown[0] if shown else None),
        ("json-ld", sheet.structured.said("description", "abstract")),
        ("og", sheet.structured.first("og:description", "twitter:description")),
        ("meta", sheet.structured.first("description")),
    ]
    return tuple((source, text) for source, text in candidates if text)


_WITH = cast(
    Callable[..., list[HtmlElement]], etree.XPath("//text()[contains(., $words)]/parent::*")
)
_WORDS = re.compile(r"[\w ,-]{15,40}")
"""The beginning of a text without what pages and data spell differently."""


_NEARLY = 0.9


def shown_lead(root: HtmlElement, lead: str, blocks: Sequence[Block]) -> str | None:
    """A lead that the data states as the page shows it, in one box with the body's first blocks.

    One that stands with the headline is a subtitle. Data may add the outlet's name.
    """
    inside = (each for block in blocks for each in _elements_of(root, block.text))
    first = next(inside, None)
    boxes = set(first.iterancestors()) if first is not None else set()
    for element in _elements_of(root, lead):
        above = element.getparent()
        if above in boxes and not _is_around(above):
            return normalise(text_of(element))
    return None


def _elements_of(root: HtmlElement, text: str) -> Iterator[HtmlElement]:
    """The elements that hold a text, or nearly all of it, and nothing else, the innermost first."""
    words = _WORDS.match(text)
    wanted = fold(text)
    for inner in _WITH(root, words=words[0].strip()) if words else ():
        for each in (inner, *islice(inner.iterancestors(), 2)):
            shown = fold(text_of(each))
            if wanted.startswith(shown) and len(shown) >= _NEARLY * len(wanted):
                yield each


def _is_around(box: HtmlElement) -> bool:
    """Whether a box holds a headline too, or the whole page."""
    return box.tag in ("body", "html") or next(box.iter("h1"), None) is not None


def read_captions(sheet: Sheet, container: Container | None) -> tuple[str, ...]:
    """The main picture's caption lines outside the container: the site's selector, else near it."""
    for css in sheet.site.caption:
        found = [normalise(text_of(element)) for element in select(sheet.root, css)]
        if any(found):
            return tuple(text for text in found if text)[:2]
    found = [normalise(text_of(element)) for element in _before(container, _CAPTION)]
    return tuple(text for text in found if text and len(text) < 400)[:2]


_LEAD = re.compile(
    r"(?:^|[ _-])(?:lead|lede|standfirst|summary|subtitle|intro|anons|perex)(?:$|[ _-])", re.I
)
_CAPTION = re.compile(
    r"(?:^|[ _-])(?:caption|credit|figcaption)(?:$|[ _-])|header_media_source", re.I
)


def _before(container: Container | None, name: re.Pattern[str]) -> list[HtmlElement]:
    """Elements of the article before its container whose tag or class has a name, outer ones."""
    if container is None:
        return []
    first = container.elements[0]
    article = next(first.iterancestors("article", "main"), None)
    found: list[HtmlElement] = []
    inside: set[HtmlElement] = set()
    for element in article.iter() if article is not None else ():
        if element is first:
            break
        if not isinstance(element.tag, str) or element in inside:
            continue
        if name.search(f"{element.tag} {element.get('class', '')}"):
            found.append(element)
            inside.update(element.iterdescendants())
    return found


def read_authors(sheet: Sheet) -> tuple[Author, ...]:
    """Who signed: the data's names, else the site's selector, else meta."""
    said = authors_of(sheet.structured.article)
    if said:
        sheet.read_from["authors"] = "json-ld"
        return said
    for css in sheet.site.authors:
        found = [_author(element, sheet.document.base) for element in select(sheet.root, css)]
        if found:
            sheet.read_from["authors"] = "site"
            return tuple({author.name: author for author in found if author.name}.values())
    names = sheet.structured.meta.get("author", ())
    if names:
        sheet.read_from["authors"] = "meta"
    return tuple(Author(name=name) for name in dict.fromkeys(names) if name)


def _author(element: HtmlElement, base: str) -> Author:
    href = element.get("href")
    name = _BY.sub("", normalise(text_of(element)))
    return Author(name=name, url=urljoin(base, href) if href else None)


def read_section(sheet: Sheet) -> str | None:
    """The section that the article stands in."""
    candidates = [
        ("json-ld", sheet.structured.said("articleSection")),
        ("meta", sheet.structured.first("article:section")),
    ]
    return first_of(sheet, "section", candidates)


def read_tags(sheet: Sheet) -> tuple[str, ...]:
    """Key words: the site's tag links, else the data's, else meta."""
    for css in sheet.site.tags:
        found = [normalise(text_of(element)) for element in select(sheet.root, css)]
        if found:
            sheet.read_from["tags"] = "site"
            return tuple(dict.fromkeys(text for text in found if text))
    for source, words in (
        ("json-ld", words_of((sheet.structured.article or {}).get("keywords"))),
        ("meta", sheet.structured.meta.get("article:tag", ())),
    ):
        if words:
            sheet.read_from["tags"] = source
            return tuple(dict.fromkeys(words))
    return ()


def read_images(sheet: Sheet, cleaned: Cleaned) -> tuple[Image | None, tuple[Image, ...]]:
    """The main picture and all pictures: addresses from data and body, captions as cleaned."""
    said, said_caption = image_of(sheet.structured.article)
    source, url = "json-ld", said
    if url is None:
        source, url = "og", sheet.structured.first("og:image", "og:image:url", "twitter:image")
    others = [
        Image(url=address, caption=picture.caption, credit=picture.credit)
        for picture in cleaned.pictures
        if picture.url and (address := _picture_address(sheet, picture.url))
    ]
    main = None
    if url is not None and (address := _picture_address(sheet, url)):
        sheet.read_from["image"] = source
        caption, credit = cleaned.caption, cleaned.credit
        if caption is None and credit is None:
            caption, credit = _stated_caption(said_caption, cleaned.headline)
        main = Image(url=address, caption=caption, credit=credit)
    rest = {image.url: image for image in others if main is None or image.url != main.url}
    return main, (*((main,) if main else ()), *rest.values())


def _picture_address(sheet: Sheet, url: str) -> str | None:
    try:
        address = urljoin(sheet.document.base, url.strip())
    except ValueError:
        return None
    return address if address.startswith(("http://", "https://")) else None


def _stated_caption(text: str | None, headline: str | None) -> tuple[str | None, str | None]:
    """Caption and credit that the data states, unless it only repeats the headline."""
    rest = after_words(text, headline) if text and headline else None
    text = rest if rest is not None else text
    return split_caption(text) if text else (None, None)
