"""Sitemaps and sitemap indexes, plain or gzipped, as a stream, with news tags and alternates."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from urllib.parse import urljoin

from lxml import etree

from scraper.extraction.addresses import join_address
from scraper.extraction.dates import read_time
from scraper.extraction.feeds import local_name
from scraper.extraction.readings import Found, Listing, Reason, Rejected, SourceLink
from scraper.items import Page
from scraper.languages import find_lang
from scraper.text.normalisation import normalise

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of a sitemap after unpacking; the protocol allows 50 MiB."""
MOST_ENTRIES = 60_000
"""Entries of one sitemap; the protocol allows 50,000."""


class _Unpacked(BytesIO):
    """A gzipped body unpacked piece by piece, never more than MOST_BYTES."""

    def __init__(self, body: bytes) -> None:
        super().__init__(body)
        self.left = MOST_BYTES
        self._zip = zlib.decompressobj(31) if body[:2] == b"\x1f\x8b" else None

    def read(self, size: int | None = -1) -> bytes:
        """The next unpacked bytes; empty at the end, at the bound and at broken packing."""
        if self.left <= 0:
            return b""
        chunk = self._unpack() if self._zip is not None else super().read(size)
        self.left -= len(chunk)
        return chunk

    def _unpack(self) -> bytes:
        assert self._zip is not None
        while not self._zip.eof:
            packed = self._zip.unconsumed_tail or super().read(16384)
            if not packed:
                return b""
            try:
                chunk = self._zip.decompress(packed, 65536)
            except zlib.error:
                self.left = 0
                return b""
            if chunk:
                return chunk
        return b""


def read_sitemap(page: Page, *, zone: str) -> Listing:
    """The entries of a sitemap or the sitemaps of an index, in document order."""
    source = _Unpacked(page.body)
    found: list[Found] = []
    nested: list[SourceLink] = []
    root = ""
    cut = False
    try:
        for root, entry in _entries(source):
            if len(found) + len(nested) >= MOST_ENTRIES:
                cut = True
                break
            _keep(root, entry, page, zone, found, nested)
    except etree.XMLSyntaxError:
        cut = True
    if root not in ("urlset", "sitemapindex"):
        return Listing(rejected=Rejected(Reason.UNREADABLE, "no sitemap"))
    return Listing(found=tuple(found), sources=tuple(nested), cut=cut or source.left <= 0)


def _entries(source: BytesIO) -> Iterator[tuple[str, etree._Element]]:
    """Each entry with the root's name; an entry is emptied when the next one is asked for."""
    root: etree._Element | None = None
    events = etree.iterparse(
        source, events=("start", "end"), recover=True, resolve_entities=False, no_network=True
    )
    for event, element in events:
        if root is None:
            root = element
            yield local_name(root), etree.Element("nothing")
        if event == "end" and local_name(element) in ("url", "sitemap"):
            yield local_name(root), element
            element.clear()
            while element.getprevious() is not None:
                del root[0]


def _keep(
    root: str,
    entry: etree._Element,
    page: Page,
    zone: str,
    found: list[Found],
    nested: list[SourceLink],
) -> None:
    said = _texts(entry)
    address = join_address(page.final_url, said.get("loc", "")) if said.get("loc") else None
    if address is None:
        return
    changed = _time(said.get("lastmod"), page, zone)
    if root == "sitemapindex":
        nested.append(SourceLink(url=urljoin(page.final_url, said["loc"]), modified_at=changed))
        return
    found.append(
        Found(
            url=address,
            lang=find_lang(said.get("language")),
            published_at=_time(said.get("publication_date"), page, zone),
            modified_at=changed,
            title=normalise(said["title"]) if "title" in said else None,
            alternates=_alternates(entry, page),
        )
    )


def _texts(entry: etree._Element) -> dict[str, str]:
    """The texts of an entry's elements by local name, the first of each."""
    texts: dict[str, str] = {}
    for element in entry.iterdescendants():
        above = element.getparent()
        if above is not None and local_name(above) in ("image", "video"):
            continue
        if isinstance(element.tag, str) and element.text and element.text.strip():
            texts.setdefault(local_name(element), element.text.strip())
    return texts


def _time(text: str | None, page: Page, zone: str) -> datetime | None:
    stamp = read_time(text, zone=zone, now=page.fetched_at) if text else None
    return stamp.at if stamp else None


def _alternates(entry: etree._Element, page: Page) -> dict[str, str]:
    found: dict[str, str] = {}
    for link in entry:
        lang = find_lang(link.get("hreflang")) if local_name(link) == "link" else None
        address = join_address(page.final_url, link.get("href") or "") if lang else None
        if lang and address:
            found.setdefault(lang, address)
    return found
