"""Each field of an article from the sources that may have it, in order; the body is not among them.

Every reader notes in `read_from` which source gave the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from scraper.extraction.captions import after_words, split_caption
from scraper.extraction.cleaning import Cleaned
from scraper.extraction.container import Container
from scraper.extraction.dates import Stamp, path_date, read_time
from scraper.extraction.documents import Document
from scraper.extraction.selectors import select, select_first, text_of
from scraper.extraction.structured import Structured, authors_of, image_of, words_of
from scraper.items import Author, Image
from scraper.sites import Site
from scraper.text.normalisation import fold, normalise

_TITLE_TAIL = re.compile(r"\s+[|\u2013\u2014\u2022\u00b7-]\s+[^|]{2,60}$")
_BY = re.compile(r"^(?:автор(?:и|ы|ка)?|текст|by|written by|author)\s*[:.]?\s+", re.I)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page on the reader's desk, with the note of where each field was read."""

    document: Document
    site: Site
    structured: Structured
    url: str
    now: datetime
    read_from: dict[str, str] = field(default_factory=dict)

    @property
    def root(self) -> HtmlElement:
        """The page's tree."""
        return self.document.root


def read_headline(sheet: Sheet) -> str | None:
    """The headline that readers see: the data's when the page shows it, else the page's own.

    Titles in the head are often written for search engines, so they come last, without the
    site's name; they tell though which of several `h1` is the article's.
    """
    said = sheet.structured.said("headline", "name")
    og = sheet.structured.first("og:title", "twitter:title")
    titles = [
        _without_name(title, sheet.site.title)
        for title in (og, sheet.structured.title)
        if title is not None
    ]
    shown = _shown_headline(sheet, [said or "", *(title or "" for title in titles)])
    candidates = [
        ("json-ld", said if said and (shown is None or fold(said) == fold(shown)) else None),
        ("site", shown),
        ("json-ld", said),
        ("og", titles[0] if og and titles else None),
        ("meta", titles[-1] if titles else None),
    ]
    return _first(sheet, "headline", candidates)


def _shown_headline(sheet: Sheet, titles: list[str]) -> str | None:
    """The headline on the page: of several the one that shares most words with the head's titles.

    A single word that no title has is the name of a section.
    """
    elements = [each for css in sheet.site.headline for each in select(sheet.root, css)]
    shown = list(dict.fromkeys(text for each in elements if (text := normalise(text_of(each)))))
    stated = {word for title in titles for word in fold(title).split()}
    if not stated or not shown:
        return shown[0] if shown else None
    best = max(shown, key=lambda text: _share(text, stated))
    return best if _share(best, stated) > 0 or len(best.split()) > 2 else None


def _share(text: str, stated: set[str]) -> float:
    """The share of a text's words that the head's titles have."""
    words = fold(text).split()
    return sum(word in stated for word in words) / max(len(words), 4)


def _without_name(title: str, name: str) -> str | None:
    """A head title without the site's name at its end."""
    tail = _TITLE_TAIL.search(title)
    if tail and (fold(name) in fold(tail[0]) or "|" in tail[0]):
        title = title[: tail.start()]
    return title.strip() or None


def _first(sheet: Sheet, name: str, candidates: list[tuple[str, str | None]]) -> str | None:
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
    return _first(sheet, "section", candidates)


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


def read_dates(sheet: Sheet) -> tuple[Stamp | None, Stamp | None]:
    """When the article was published and last changed."""
    published = _first_time(sheet, "published_at", _published(sheet))
    modified = _first_time(sheet, "modified_at", _modified(sheet))
    return published, modified


def _first_time(sheet: Sheet, name: str, texts: Iterator[tuple[str, str | None]]) -> Stamp | None:
    """The first text that states a time; one that states only a day gives way to a time on it."""
    zone, day = sheet.site.timezone, None
    for source, text in texts:
        stamp = read_time(text, zone=zone, now=sheet.now) if text else None
        if stamp is None or (day is not None and not _is_on(stamp, day)):
            continue
        sheet.read_from[name] = source
        if stamp.is_exact:
            return stamp
        day = stamp
    return day


def _is_on(stamp: Stamp, day: Stamp) -> bool:
    return stamp.is_exact and timedelta() <= stamp.at - day.at < timedelta(days=1)


_TIMES = "//*[@itemprop='datePublished'] | //article//time[@datetime] | //time[@pubdate][@datetime]"


def _published(sheet: Sheet) -> Iterator[tuple[str, str | None]]:
    yield "json-ld", sheet.structured.said("datePublished", "dateCreated")
    yield "meta", sheet.structured.first(
        "article:published_time", "datepublished", "og:article:published_time", "pubdate",
        "publishdate", "parsely-pub-date", "dc.date.issued", "dcterms.created", "date",
    )  # fmt: skip
    for css in sheet.site.date:
        for element in select(sheet.root, css):
            yield "site", element.get("datetime") or text_of(element)
    for element in sheet.root.xpath(_TIMES):
        yield "generic", element.get("datetime") or element.get("content")
    yield "url", path_date(urlsplit(sheet.url).path)


def _modified(sheet: Sheet) -> Iterator[tuple[str, str | None]]:
    yield "json-ld", sheet.structured.said("dateModified")
    yield (
        "meta",
        sheet.structured.first(
            "article:modified_time", "datemodified", "og:updated_time", "og:article:modified_time"
        ),
    )
