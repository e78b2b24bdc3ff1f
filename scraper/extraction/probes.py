"""What a site's declared facts find on a page: selectors, links to other languages, links at all.

It counts and reports, for `scrapy inspect`; whether a fact is right is judged elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from lxml.html import HtmlElement

from scraper.extraction.addresses import join_address, normalise_url, same_address
from scraper.extraction.container import find_container
from scraper.extraction.documents import Document, parse_document
from scraper.extraction.feeds import read_feed
from scraper.extraction.selectors import select, text_of
from scraper.extraction.sitemaps import read_sitemap
from scraper.extraction.structured import read_structured
from scraper.extraction.translations import read_translations
from scraper.items import Page, Translation
from scraper.sites import Hreflang, Rss, Site, Sitemap, Source, Switcher, TranslationRule
from scraper.text.normalisation import normalise

FIELDS = ("headline", "lead", "body", "caption", "authors", "date", "tags", "strip")
"""The facts of a site that are CSS selectors."""

Aim = Literal["translation", "itself", "home page", "same edition", "no article", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Match:
    """What one selector found on one page.

    `text` is that of the first element, `share` the part of the body's text, 0 to 1, that stands in
    the elements.
    """

    count: int = 0
    text: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A link by which a page may lead to another language, and what it really aims at."""

    rule: TranslationRule
    url: str
    aim: Aim


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What a site's facts found on one article page.

    `matches` maps a field and one of its selectors to what it found; `links` are those of hreflang
    and switchers, `translations` the ones that would be followed, each with its rule.
    """

    matches: dict[tuple[str, str], Match]
    links: tuple[LanguageLink, ...] = ()
    translations: tuple[tuple[TranslationRule, Translation], ...] = ()


def probe_page(page: Page, site: Site) -> Probe | None:
    """What the site's selectors and ways to link versions find on a page; None without markup."""
    document = parse_document(page)
    if document is None:
        return None
    structured = read_structured(document)
    url = normalise_url(page.final_url)
    alternates = tuple(href for rel, tag, href in structured.links if rel == "alternate" and tag)
    translations = tuple(
        (rule, translation)
        for rule in site.translations
        for translation in read_translations(
            document.root, document.base, url, replace(site, translations=(rule,)), structured
        )
    )
    return Probe(
        matches=dict(_matches(document.root, site)),
        links=tuple(_language_links(document, site, alternates)),
        translations=translations,
    )


def _matches(root: HtmlElement, site: Site) -> Iterator[tuple[tuple[str, str], Match]]:
    container = find_container(root, site.body)
    inside = {
        each for element in (container.elements if container else ()) for each in element.iter()
    }
    whole = sum(len(text_of(element)) for element in (container.elements if container else ()))
    for field in FIELDS:
        for css in getattr(site, field):
            elements = select(root, css)
            texts = [normalise(text_of(element)) for element in elements]
            size = sum(
                len(text)
                for element, text in zip(elements, texts, strict=True)
                if element in inside
            )
            text = next((text for text in texts if text), "")
            share = min(size / whole, 1.0) if whole else 0.0
            yield (field, css), Match(len(elements), text, share)


def _language_links(
    document: Document, site: Site, alternates: Iterable[str]
) -> Iterator[LanguageLink]:
    for rule in site.translations:
        hrefs: Iterable[str] = ()
        if isinstance(rule, Hreflang):
            hrefs = alternates
        elif isinstance(rule, Switcher):
            hrefs = (link.get("href") or "" for link in select(document.root, rule.css))
        addresses = (join_address(document.base, href) for href in hrefs)
        for address in dict.fromkeys(address for address in addresses if address):
            yield LanguageLink(rule, address, _aim(address, document.page.final_url, site))


def _aim(address: str, page: str, site: Site) -> Aim:
    """Where a link leads, as far as its address tells."""
    edition = site.edition_of(address)
    if edition is None:
        return "elsewhere"
    if same_address(address, page):
        return "itself"
    if any(same_address(address, home) for each in site.editions.values() for home in each.homes):
        return "home page"
    if site.match_article(address) is None:
        return "no article"
    return "same edition" if edition == site.edition_of(page) else "translation"


# --- sources --------------------------------------------------------------------------------------


def probe_source(page: Page, source: Source, site: Site) -> tuple[str, ...]:
    """Every address of the site that a source names, articles or not, each once, in order."""
    found: Iterable[str]
    if isinstance(source, Rss):
        found = (entry.url for entry in read_feed(page, zone=site.timezone).found)
    elif isinstance(source, Sitemap):
        found = (entry.url for entry in read_sitemap(page, zone=site.timezone).found)
    else:
        found = _anchors(page)
    return tuple(dict.fromkeys(url for url in found if site.edition_of(url) is not None))


def _anchors(page: Page) -> Iterator[str]:
    document = parse_document(page)
    if document is None:
        return
    for anchor in document.root.iter("a"):
        address = join_address(document.base, anchor.get("href") or "")
        if address is not None:
            yield address
