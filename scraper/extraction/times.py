"""When an article was published and changed: the sources that may state a time, in their order.

How a text is read as a time is `dates`' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from scraper.extraction.dates import Stamp, path_date, read_time
from scraper.extraction.fields import Sheet
from scraper.extraction.selectors import select, text_of


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


_DATED = re.compile(r"(?:^|[\s_-])(?:date|time|datetime|published|pubdate|posted|timestamp)", re.I)
_MOST_WRITTEN = 12
_HEADER = 1500
"""Characters around a headline that still are its header: lead, author, date, no other article."""
_LONGEST_WRITTEN = 80
"""Characters; a longer text is more than a date."""
_TIMES = "//*[@itemprop='datePublished'] | //article//time[@datetime] | //time[@pubdate][@datetime]"


def _published(sheet: Sheet) -> Iterator[tuple[str, str | None]]:
    yield "json-ld", sheet.structured.said("datePublished", "dateCreated")
    yield "meta", sheet.structured.first(
        "article:published_time", "article:published:time", "datepublished",
        "og:article:published_time", "og:published_time", "published_time", "pubdate",
        "publishdate", "parsely-pub-date", "dc.date.issued", "dcterms.created", "date",
    )  # fmt: skip
    for css in sheet.site.date:
        for element in select(sheet.root, css):
            yield "site", element.get("datetime") or text_of(element)
    for element in sheet.root.xpath(_TIMES):
        yield "generic", element.get("datetime") or element.get("content")
    yield "url", path_date(urlsplit(sheet.url).path)
    for element in sheet.root.iter("time"):
        if not _is_aside(element):
            yield "generic", element.get("datetime") or text_of(element)
    yield from _written(sheet.root)


def _is_aside(element: HtmlElement) -> bool:
    return any(each.tag in ("aside", "nav", "footer") for each in element.iterancestors())


def _written(root: HtmlElement) -> Iterator[tuple[str, str | None]]:
    """The text of elements that are named as a date: near the headline, or the only one there is.

    Lists of other articles have such elements too, as many as articles.
    """
    named = [
        (each, text)
        for each in root.iter("span", "div", "p", "small", "li", "td", "em", "b")
        if _DATED.search(f"{each.get('class', '')} {each.get('id', '')}")
        and not _is_aside(each)
        and 4 < len(text := text_of(each)) < _LONGEST_WRITTEN
    ]
    around = set(_around_headline(root))
    near = [text for each, text in named if around.intersection(each.iterancestors())]
    texts = near or [text for _, text in named]
    if near or len(set(texts)) == 1:
        yield from (("text", text) for text in texts[:_MOST_WRITTEN])


def _around_headline(root: HtmlElement) -> Iterator[HtmlElement]:
    """The elements right around the first headline, as far as they hold no more than its header."""
    for title in root.iter("h1"):
        for above in islice(title.iterancestors(), 2):
            if above.tag not in ("body", "html", "main") and len(text_of(above)) < _HEADER:
                yield above
        return


def _modified(sheet: Sheet) -> Iterator[tuple[str, str | None]]:
    yield "json-ld", sheet.structured.said("dateModified")
    yield (
        "meta",
        sheet.structured.first(
            "article:modified_time", "datemodified", "og:updated_time", "og:article:modified_time"
        ),
    )
