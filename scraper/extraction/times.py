"""When an article was published and changed: the sources that may state a time, in their order.

How a text is read as a time is `dates`' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import chain, islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from scraper.extraction.dates import Stamp, path_date, read_time
from scraper.extraction.fields import Sheet
from scraper.extraction.selectors import select, text_of
from scraper.extraction.written import names_hour


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


_DATED = re.compile(
    r"(?i:(?:^|[\s_-])(?:date|time|datetime|published|pubdate|posted|timestamp))"
    r"|(?<=[a-z])(?:Date|Time|Publish|Posted)"
)
_PURE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)|\d{4}-\d{2}-\d{2}|[^\W\d]\s+\d{4}\b"
)
_REST = 28
"""Letters that a text may have beside its date when nothing names it as one."""
_MOST_WRITTEN = 12
_FEW = 4
"""Elements in an element that is a date; more make it a list or a header."""
_HEADER = 1500
"""Characters around a headline that still are its header: lead, author, date, no other article."""
_LONGEST_WRITTEN = 80
"""Characters; a longer text is more than a date."""
_OTHER_TITLES = "//*[self::article or @role='article']//*[self::h2 or self::h3]"
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
    if len(sheet.structured.dates) == 1:  # of a page or a claim, where no article is described
        yield "json-ld", sheet.structured.dates[0]
    yield from _written(sheet.root)
    yield "meta", _in_title(sheet.structured.title)


def _is_aside(element: HtmlElement) -> bool:
    return any(each.tag in ("aside", "nav", "footer") for each in element.iterancestors())


def _written(root: HtmlElement) -> Iterator[tuple[str, str | None]]:
    """The text of elements that are named as a date, or are one: near the headline, or the only
    one there is.

    Lists of other articles have such elements too, as many as articles.
    """
    dated = [
        (each, text)
        for each in root.iter("span", "div", "p", "small", "li", "td", "em", "b")
        if (is_named := _DATED.search(f"{each.get('class', '')} {each.get('id', '')}") is not None)
        or len(each) < _FEW
        if 4 < len(text := text_of(each)) < _LONGEST_WRITTEN
        if (is_named or _is_date(text)) and not _is_aside(each)
    ]
    texts = _of_article(root, dated)[:_MOST_WRITTEN]
    yield from (("text", text) for text in sorted(texts, key=_is_update))


def _of_article(root: HtmlElement, dated: list[tuple[HtmlElement, str]]) -> list[str]:
    """The texts of elements near the headline, else the text of all where it is the same."""
    around = set(_around_headline(root)) if dated else set()
    near = [text for each, text in dated if around.intersection(each.iterancestors())]
    texts = near or [text for _, text in dated]
    return texts if near or len(set(texts)) == 1 else []


def _is_date(text: str) -> bool:
    """Whether a text is a whole date with hardly anything beside it."""
    return _PURE.search(text) is not None and sum(map(str.isalpha, text)) <= _REST


def _in_title(title: str | None) -> str | None:
    """The date at the end of a page's title."""
    last = re.split(r"\s[|\u2013\u2014-]\s", title or "")[-1]
    return last if _is_date(last) else None


def _around_headline(root: HtmlElement) -> Iterator[HtmlElement]:
    """The elements right around the first headline, as far as they hold no more than its header."""
    for title in chain(root.iter("h1"), root.xpath(_OTHER_TITLES)):
        for above in islice(title.iterancestors(), 2):
            if above.tag not in ("body", "html", "main") and len(text_of(above)) < _HEADER:
                yield above
        return


_UPDATED = re.compile(
    r"(?<![^\W\d])(?:оновлен(?:о|ня)|обновл[её]н(?:о|ие)|змінено|изменено|updated|last modified)\b"
    r"(?:(?!опубл|publi|posted).)*",
    re.I,
)


def _is_update(text: str) -> bool:
    return _UPDATED.fullmatch(text) is not None


def _updated(root: HtmlElement) -> Iterator[tuple[str, str | None]]:
    """What is written beside the word that it was updated, as far as it names a time of day."""
    dated = [
        (holder, match[0].strip(" |•·,;()"))
        for holder in _with_update(root)
        if len(text := text_of(holder)) < _LONGEST_WRITTEN and not _is_aside(holder)
        if (match := _UPDATED.search(text)) and names_hour(match[0])
    ]
    yield from (("text", text) for text in _of_article(root, dated))


def _says_update(own: str) -> bool:
    """The cheap looks come first: most texts have none of this."""
    return not own.isspace() and len(own) < _LONGEST_WRITTEN and _UPDATED.search(own) is not None


def _with_update(root: HtmlElement) -> Iterator[HtmlElement]:
    """The elements whose own text has the word, or those around when nothing else is in them."""
    for each in root.iter("*"):
        for holder, own in ((each, each.text), (each.getparent(), each.tail)):
            if holder is None or not own or not _says_update(own):
                continue
            has_time = any(map(str.isdigit, text_of(holder)))
            yield holder if has_time or holder.getparent() is None else holder.getparent()


def _modified(sheet: Sheet) -> Iterator[tuple[str, str | None]]:
    yield "json-ld", sheet.structured.said("dateModified")
    yield (
        "meta",
        sheet.structured.first(
            "article:modified_time", "datemodified", "og:updated_time", "og:article:modified_time"
        ),
    )
    for element in sheet.root.xpath("//*[@itemprop='dateModified']"):
        yield "generic", element.get("datetime") or element.get("content")
    yield from _updated(sheet.root)
