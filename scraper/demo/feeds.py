"""The replica's machine-readable lists: RSS, sitemaps with news tags and alternates, robots.txt."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from scraper.demo.addresses import MAIN_HOST, DemoEdition
from scraper.demo.articles import KYIV
from scraper.demo.lists import Entry
from scraper.demo.words import WORDS, local_iso

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
# lxml takes None for the default namespace, its stubs do not
NAMESPACES: dict[str, str] = {None: SITEMAP, "news": NEWS, "xhtml": XHTML}  # type: ignore[dict-item]
DISALLOWED = ("/rus/search", "/ukr/search", "/rus/promo/", "/admin/")


def render_rss(edition: DemoEdition, entries: Sequence[Entry]) -> bytes:
    """RSS 2.0 in the edition's charset, which the XML declaration names."""
    rss = etree.Element("rss", version="2.0")
    channel = etree.SubElement(rss, "channel")
    _add(channel, "title", WORDS[edition.lang].outlet)
    _add(channel, "link", edition.home)
    _add(channel, "language", edition.lang)
    for entry in entries:
        # a letter outside the charset can be written as a reference, but not within CDATA
        _add_item(channel, entry, in_cdata=edition.rss_charset == "utf-8")
    return _write(rss, edition.rss_charset)


def render_sitemap_index(children: Sequence[str], changed_at: datetime) -> bytes:
    """A sitemap index that names its children."""
    index = etree.Element(f"{{{SITEMAP}}}sitemapindex", nsmap=NAMESPACES)
    for url in children:
        sitemap = etree.SubElement(index, f"{{{SITEMAP}}}sitemap")
        _add(sitemap, f"{{{SITEMAP}}}loc", url)
        _add(sitemap, f"{{{SITEMAP}}}lastmod", local_iso(changed_at))
    return _write(index)


def render_sitemap(entries: Sequence[Entry]) -> bytes:
    """A sitemap with Google's news tags and the other languages as alternates."""
    urlset = etree.Element(f"{{{SITEMAP}}}urlset", nsmap=NAMESPACES)
    for entry in entries:
        _add_url(urlset, entry)
    return _write(urlset)


def compress(data: bytes) -> bytes:
    """The data as a gzip file, the same bytes every time."""
    return gzip.compress(data, mtime=0)


def render_robots(host: str, crawl_delay: float) -> str:
    """The robots file of a host; `crawl_delay` in seconds."""
    rules = [f"Disallow: {path}" for path in DISALLOWED] if host == MAIN_HOST else ["Disallow:"]
    lines = ["User-agent: *", f"Crawl-delay: {crawl_delay:g}", *rules, ""]
    return "\n".join([*lines, f"Sitemap: https://{host}/sitemap.xml", ""])


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, name, attributes)
    if text:
        element.text = text
    return element


def _add_item(channel: etree._Element, entry: Entry, *, in_cdata: bool) -> None:
    item = etree.SubElement(channel, "item")
    _add(item, "title", entry.title)
    _add(item, "link", entry.url)
    _add(item, "guid", entry.url, isPermaLink="true")
    _add(item, "pubDate", format_datetime(entry.published_at.astimezone(KYIV)))
    description = _add(item, "description", entry.lead or entry.title)
    if in_cdata:
        description.text = etree.CDATA(entry.lead or entry.title)
    if entry.section:
        _add(item, "category", entry.section)
    if entry.image:
        _add(item, "enclosure", "", url=entry.image, type="image/jpeg", length="0")


def _add_url(urlset: etree._Element, entry: Entry) -> None:
    url = etree.SubElement(urlset, f"{{{SITEMAP}}}url")
    _add(url, f"{{{SITEMAP}}}loc", entry.url)
    _add(url, f"{{{SITEMAP}}}lastmod", local_iso(entry.published_at))
    news = etree.SubElement(url, f"{{{NEWS}}}news")
    publication = etree.SubElement(news, f"{{{NEWS}}}publication")
    _add(publication, f"{{{NEWS}}}name", WORDS[entry.lang].outlet)
    _add(publication, f"{{{NEWS}}}language", entry.lang)
    _add(news, f"{{{NEWS}}}publication_date", local_iso(entry.published_at))
    _add(news, f"{{{NEWS}}}title", entry.title)
    for lang, href in entry.alternates:
        _add(url, f"{{{XHTML}}}link", "", rel="alternate", hreflang=lang, href=href)


def _write(root: etree._Element, charset: str = "utf-8") -> bytes:
    written = etree.tostring(root, encoding=charset, xml_declaration=True, pretty_print=True)
    return written if isinstance(written, bytes) else written.encode(charset)
