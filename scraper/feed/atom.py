"""The items of a feed as Atom (RFC 4287) on pages of bounded size (RFC 5005); it writes no file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import quote

import msgspec
from lxml import etree

from scraper.feed.jsonfeed import PAGE_BYTES, FeedPage, Item, rfc3339, split_items

NAMESPACE = "http://www.w3.org/2005/Atom"
LONG_AGO = rfc3339(datetime(1970, 1, 1, tzinfo=UTC))  # a feed must say when it changed, even empty

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_END = b"</feed>\n"


def atom_pages(
    stem: str, head: Mapping[str, str], items: Sequence[bytes], *, public_url: str
) -> list[FeedPage]:
    """Encoded items of JSON Feed as the pages `stem.xml`, `stem-2.xml` ..., newest first.

    Each page names the next one. `head` has the feed's `title` and `home_page_url`; `public_url`
    ends with a slash. A feed without items has one empty page.
    """
    decoded = [msgspec.json.decode(item, type=Item) for item in items]
    entries = [_entry(item) for item in decoded]
    updated = max((_updated(item) for item in decoded), default=LONG_AGO)
    room = PAGE_BYTES - len(_head(stem, head, 9999, True, updated, public_url)) - len(_END)
    parts = list(split_items(entries, room)) or [[]]
    return [
        FeedPage(
            _page_name(stem, number),
            len(part),
            _head(stem, head, number, number < len(parts), updated, public_url)
            + b"".join(entry + b"\n" for entry in part)
            + _END,
        )
        for number, part in enumerate(parts, start=1)
    ]


def entry_id(item_id: str) -> str:
    """An item's id as the IRI that Atom wants; it depends on nothing but the id."""
    return f"urn:tlumach:{quote(item_id, safe=':')}"


def _page_name(stem: str, number: int) -> str:
    return f"{stem}.xml" if number == 1 else f"{stem}-{number}.xml"


def _head(
    stem: str, head: Mapping[str, str], number: int, more: bool, updated: str, public_url: str
) -> bytes:
    """Everything of a page before its entries; all pages are one feed and share its id."""
    feed = etree.Element("feed")
    feed.set("xmlns", NAMESPACE)
    _add(feed, "id", public_url + _page_name(stem, 1))
    _add(feed, "title", head["title"])
    _add(feed, "updated", updated)
    _add(_add(feed, "author"), "name", head["title"])  # for entries that name none
    _add_link(feed, "alternate", head["home_page_url"])
    _add_link(feed, "self", public_url + _page_name(stem, number))
    if more:
        _add_link(feed, "next", public_url + _page_name(stem, number + 1))
    declaration = b'<?xml version="1.0" encoding="utf-8"?>\n'
    return declaration + _encode(feed).removesuffix(b"</feed>") + b"\n"


def _entry(item: Item) -> bytes:
    entry = etree.Element("entry")
    entry.set("{http://www.w3.org/XML/1998/namespace}lang", item["language"])
    _add(entry, "id", entry_id(item["id"]))
    _add(entry, "title", item["title"])
    _add(entry, "updated", _updated(item))
    if "date_published" in item:
        _add(entry, "published", item["date_published"])
    _add_link(entry, "alternate", item["url"], hreflang=item["language"])
    for lang, url in item["_tlumach"]["versions"].items():
        if lang != item["language"]:  # many readers take the last `alternate` as the entry's own
            _add_link(entry, "related", url, hreflang=lang)
    for author in item.get("authors", ()):
        _add_author(entry, author)
    for tag in item.get("tags", ()):
        _add(entry, "category").set("term", _clean(tag))
    if "summary" in item:
        _add(entry, "summary", item["summary"])
    html = item.get("content_html")
    content = _add(entry, "content", html or item["content_text"])
    content.set("type", "html" if html else "text")
    return _encode(entry)


def _updated(item: Item) -> str:
    """When the story last changed, in any language."""
    return str(item["_tlumach"]["updated_at"])


def _add_author(entry: etree._Element, author: Mapping[str, str]) -> None:
    person = _add(entry, "author")
    _add(person, "name", author["name"])
    if _is_address(author.get("url", "")):
        _add(person, "uri", author["url"])


def _add_link(parent: etree._Element, rel: str, url: str, hreflang: str | None = None) -> None:
    """A link, if it leads to a web page: an address from a page may be anything."""
    if not _is_address(url):
        return
    link = _add(parent, "link")
    link.set("rel", rel)
    link.set("href", _clean(url))
    if hreflang:
        link.set("hreflang", hreflang)


def _is_address(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, name)
    element.text = None if text is None else _clean(text)
    return element


def _clean(text: str) -> str:
    """The text without characters that XML cannot hold, even escaped."""
    return _FORBIDDEN.sub("", text)


def _encode(element: etree._Element) -> bytes:
    return etree.tostring(element, encoding="utf-8")
