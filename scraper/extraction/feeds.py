"""RSS 2.0, RSS 1.0 (RDF) and Atom, also when the XML is broken or in windows-1251."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree

from scraper.extraction.addresses import join_address
from scraper.extraction.dates import read_time
from scraper.extraction.decoding import decode_body
from scraper.extraction.readings import Found, Listing, Reason, Rejected
from scraper.items import Page
from scraper.languages import find_lang
from scraper.text.normalisation import normalise

_PROLOGUE = re.compile(r"\A\s*(?:<\?xml[^>]*\?>)?\s*")
# A document type may define entities that grow without bound; feeds need none of them.
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.S | re.I)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);|#)(\w{2,31};)")
_BARE_AMPERSAND = re.compile(r"&(?!\w{2,31};|#\d{1,7};|#x[0-9a-f]{1,6};)", re.I)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read_feed(page: Page, *, zone: str) -> Listing:
    """The entries of a feed in document order; times without a zone are in `zone`."""
    root = parse_xml(page)
    if root is None or local_name(root) not in ("rss", "rdf", "feed", "channel"):
        return Listing(rejected=Rejected(Reason.UNREADABLE, "no feed"))
    lang = _language(root)
    entries = (element for element in root.iter() if local_name(element) in ("item", "entry"))
    found = (_read_entry(entry, page, zone, lang) for entry in entries)
    return Listing(found=tuple(entry for entry in found if entry is not None))


def parse_xml(page: Page) -> etree._Element | None:
    """The root of an XML page, mended where that is certain; None when there is no element."""
    text, _ = decode_body(page.body, page.header("content-type"))
    text = _DOCTYPE.sub("", _PROLOGUE.sub("", text, count=1), count=1)
    text = _ENTITY.sub(lambda match: html.unescape(match[0]), _NOT_XML.sub("", text))
    text = _BARE_AMPERSAND.sub("&amp;", text)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local_name(element: etree._Element) -> str:
    """An element's name in lower case without its namespace; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _language(root: etree._Element) -> str | None:
    """The language that the feed itself states."""
    said = [root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""]
    channel = next((child for child in root if local_name(child) == "channel"), root)
    said += [child.text or "" for child in channel if local_name(child) == "language"]
    return next(filter(None, map(find_lang, said)), None)


def _read_entry(entry: etree._Element, page: Page, zone: str, lang: str | None) -> Found | None:
    parts: dict[str, str] = {}
    for child in entry.iterchildren("*"):  # no comments and no entities that nobody defined
        text = "".join(str(part) for part in child.itertext()).strip()
        if text and local_name(child) not in ("link", "guid", "id"):
            parts.setdefault(local_name(child), text)
    address = next(_addresses(entry, page), None)
    if address is None:
        return None
    dates = (parts.get(name) for name in ("pubdate", "published", "date", "issued", "updated"))
    stamps = (read_time(text, zone=zone, now=page.fetched_at) for text in dates if text)
    stamp = next((stamp for stamp in stamps if stamp), None)
    title = normalise(html.unescape(parts.get("title", "")))
    return Found(
        url=address, lang=lang, published_at=stamp.at if stamp else None, title=title or None
    )


def _addresses(entry: etree._Element, page: Page) -> Iterator[str]:
    """The addresses an entry may be at: its link, else an identifier that is one."""
    for name in ("link", "guid", "id"):
        for child in entry:
            if local_name(child) != name or child.get("rel", "alternate") != "alternate":
                continue
            href = (child.get("href") or child.text or "").strip()
            address = join_address(page.final_url, href) if href else None
            if address is not None and (name == "link" or href.startswith("http")):
                yield address
