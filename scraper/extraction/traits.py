"""What one page of a site nobody stated facts about says: feeds, languages, links, data.

It reports for `scrapy inspect URL`, which drafts a site's file of it; it judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from scraper.extraction.addresses import join_address, same_address
from scraper.extraction.documents import Document, parse_document
from scraper.extraction.selectors import text_of
from scraper.extraction.structured import Structured, read_structured
from scraper.extraction.translations import OFFERED
from scraper.items import Page
from scraper.languages import find_lang
from scraper.text.normalisation import normalise

FEEDS = ("application/rss+xml", "application/atom+xml")
STATED = ("headline", "datePublished", "author", "articleBody", "inLanguage", "image", "keywords")


@dataclass(frozen=True, slots=True)
class Said:
    """A link that says it leads to another language: by hreflang, or by a switcher's words.

    `element` is the switcher's link in the page's tree, None for hreflang.
    """

    lang: str
    url: str
    element: HtmlElement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a page says of itself and its site.

    `types` are those of its JSON-LD, `stated` the fields of its article object; `feeds` and
    `anchors` are absolute addresses in document order; `name` is what the site calls itself.
    """

    document: Document
    lang: str | None
    types: tuple[str, ...]
    stated: tuple[str, ...]
    has_open_graph: bool
    is_article: bool
    name: str | None
    feeds: tuple[str, ...]
    hreflang: tuple[Said, ...]
    switcher: tuple[Said, ...]
    anchors: tuple[str, ...]


def read_traits(page: Page) -> Traits | None:
    """The traits of a page; None when there is no markup in it."""
    document = parse_document(page)
    if document is None:
        return None
    structured = read_structured(document)
    article = structured.article or {}
    og_type = (structured.first("og:type") or "").lower()
    return Traits(
        document=document,
        lang=find_lang(structured.html_lang),
        types=tuple(sorted(structured.types)),
        stated=tuple(name for name in STATED if article.get(name)),
        has_open_graph=any(name.startswith("og:") for name in structured.meta),
        is_article=structured.article is not None or og_type == "article",
        name=_name(structured),
        feeds=tuple(dict.fromkeys(_feeds(document))),
        hreflang=tuple(_hreflang(document, structured)),
        switcher=tuple(_switcher(document)),
        anchors=tuple(dict.fromkeys(address for _, address in _anchors(document))),
    )


def _name(structured: Structured) -> str | None:
    publisher = (structured.article or {}).get("publisher")
    said = publisher.get("name") if isinstance(publisher, dict) else None
    return structured.first("og:site_name") or (normalise(said) if isinstance(said, str) else None)


def _feeds(document: Document) -> Iterator[str]:
    for link in document.root.iter("link"):
        if (link.get("type") or "").strip().lower() in FEEDS:
            address = join_address(document.base, link.get("href") or "")
            if address is not None:
                yield address


def _hreflang(document: Document, structured: Structured) -> Iterator[Said]:
    for rel, said, href in structured.links:
        lang = find_lang(said) if rel == "alternate" and said else None
        address = join_address(document.base, href) if lang else None
        if lang and address:
            yield Said(lang, address)


def _switcher(document: Document) -> Iterator[Said]:
    own = document.page.final_url
    for anchor, address in _anchors(document):
        lang = _lang_named(anchor)
        if lang is not None and not same_address(address, own):
            yield Said(lang, address, anchor)


def _lang_named(anchor: HtmlElement) -> str | None:
    """The language that a link names by an attribute, or by being nothing but its name."""
    for text in (anchor.get("hreflang"), anchor.get("data-lang"), text_of(anchor)):
        lang = find_lang(text) if text and len(text) < 16 else None
        if lang in OFFERED:
            return lang
    return None


def _anchors(document: Document) -> Iterator[tuple[HtmlElement, str]]:
    for anchor in document.root.iter("a"):
        address = join_address(document.base, anchor.get("href") or "")
        if address is not None and urlsplit(address).hostname:
            yield anchor, address
