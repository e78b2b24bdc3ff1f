"""The links by which a page says where its versions in other languages are.

They are evidence: whether they lead to an article in that language is checked when it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from scraper.extraction.addresses import join_address, same_address
from scraper.extraction.selectors import select, select_first, text_of
from scraper.extraction.structured import Structured
from scraper.items import Translation
from scraper.languages import find_lang, parse_lang
from scraper.sites import Hreflang, SamePath, Site, Switcher


def read_translations(
    root: HtmlElement, base: str, url: str, site: Site, structured: Structured
) -> tuple[Translation, ...]:
    """The declared translations of the article at `url`, in the site's order of rules.

    Kept are links to article pages of the site in another edition, each kind of declaration once
    per address. Home pages, regional variants, the page itself and `x-default` are no translations.
    """
    found: dict[tuple[str, str], Translation] = {}
    own = site.edition_of(url)
    leads: dict[str, bool] = {url: False}
    for rule in site.translations:
        if isinstance(rule, Hreflang):
            links = _hreflang(base, structured)
        elif isinstance(rule, Switcher):
            links = _switcher(root, base, rule, site)
        elif isinstance(rule, SamePath):
            links = _same_path(url, rule, site)
        else:
            continue
        for translation in links:
            target = translation.url
            if target not in leads:
                leads[target] = _is_version(target, own, site) and not same_address(target, url)
            if leads[target] and translation.lang in site.editions:
                found.setdefault((translation.declared_by, translation.url), translation)
    return tuple(found.values())


def _is_version(address: str, own: str | None, site: Site) -> bool:
    """Whether an address is that of an article page of another edition."""
    return site.match_article(address) is not None and site.edition_of(address) != own


def _hreflang(base: str, structured: Structured) -> Iterator[Translation]:
    for rel, tag, href in structured.links:
        address = join_address(base, href) if rel == "alternate" and tag else None
        if address is None:
            continue
        try:
            yield Translation(lang=parse_lang(tag), url=address, declared_by="hreflang")
        except ValueError:
            continue  # x-default and slips of the site


def _switcher(root: HtmlElement, base: str, rule: Switcher, site: Site) -> Iterator[Translation]:
    for anchor in _own_links(root, rule, site):
        address = join_address(base, anchor.get("href") or "")
        if address is None:
            continue
        lang = _language_said(anchor, site) or site.edition_of(address)
        if lang is not None:
            yield Translation(lang=lang, url=address, declared_by="switcher")


def _own_links(root: HtmlElement, rule: Switcher, site: Site) -> list[HtmlElement]:
    """A switcher's links without those inside a further article of a page that scrolls on."""
    links = select(root, rule.css)
    if next(islice(root.iter("article"), 1, None), None) is None:
        return links  # there is no further article
    headline = select_first(root, site.headline)
    own = next(headline.iterancestors("article"), None) if headline is not None else None
    if own is None:
        return links
    around = {link: [*link.iterancestors("article")] for link in links}
    return [link for link in links if not around[link] or own in around[link]]


def read_switcher(root: HtmlElement, site: Site) -> tuple[str, ...]:
    """The languages that the site's switcher names on this page, also without a usable link."""
    anchors = [
        anchor
        for rule in site.translations
        if isinstance(rule, Switcher)
        for anchor in _own_links(root, rule, site)
    ]
    said = [lang for anchor in anchors if (lang := _language_said(anchor, site))]
    return tuple(dict.fromkeys(said))


def _language_said(anchor: HtmlElement, site: Site) -> str | None:
    """The edition's language that a switcher's link names: by its attributes, then its text."""
    said = (anchor.get("hreflang"), anchor.get("lang"), anchor.get("data-lang"), text_of(anchor))
    for text in said:
        lang = find_lang(text)
        if lang in site.editions:
            return lang
    return None


def _same_path(url: str, rule: SamePath, site: Site) -> Iterator[Translation]:
    """The same path below the homes of the other editions that share paths."""
    lang = site.edition_of(url)
    langs = rule.langs or site.langs
    if lang is None or lang not in langs:
        return
    home = site.editions[lang].home_of(url)
    if home is None:
        return
    place = site.editions[lang].homes.index(home)
    rest = urlsplit(url).path.removeprefix(urlsplit(home).path or "/").lstrip("/")
    for other in langs:
        homes = site.editions[other].homes
        if other != lang and place < len(homes):
            home = homes[place]
            address = join_address(home if home.endswith("/") else f"{home}/", rest)
            if address is not None:
                yield Translation(lang=other, url=address, declared_by="path")


# Languages that news sites offer; tags such as `it`, `is` and `no` are also English words.
_CODES = "uk en ru be pl bg de fr es ro tr zh ar ka pt hu cs sk lt lv et"
OFFERED = frozenset(_CODES.split())
_SWITCHER_WORD = re.compile(r"[^\W\d_]{2,12}")


def read_offers(text: str) -> tuple[str, ...]:
    """The languages of a switcher line such as `ua en ru`; none when it says anything else."""
    words = _SWITCHER_WORD.findall(text)
    if not 2 <= len(words) <= 8 or len(text) > 60:
        return ()
    try:
        langs = tuple(dict.fromkeys(parse_lang(word) for word in words))
    except ValueError:
        return ()
    return langs if len(langs) > 1 and OFFERED.issuperset(langs) else ()
