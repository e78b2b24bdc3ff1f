"""A page's bytes as text and as one lxml tree, parsed once; it does not look for anything in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin

from lxml import etree, html

from scraper.extraction.decoding import decode_body, mend_text
from scraper.extraction.selectors import names_in
from scraper.items import Page

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
_UTF8 = html.HTMLParser(encoding="utf-8")


@dataclass(frozen=True)
class Document:
    """A page with its tree. `base` is the address that links are relative to.

    Scripts and what only shows without them are not in the tree; those that hold JSON-LD are in
    `json_ld`.
    """

    page: Page
    root: html.HtmlElement
    encoding: str
    base: str
    json_ld: tuple[str, ...] = ()

    @cached_property
    def names(self) -> str:
        """Every class and id of the tree as it is when they are first asked for; see `names_in`."""
        return names_in(self.root)

    @property
    def is_closed(self) -> bool:
        """Whether the markup's end is there."""
        return b"</html" in self.page.body[-4096:].lower()


def parse_document(page: Page) -> Document | None:
    """The document of an HTML page, or None when there is no markup in it at all."""
    text, encoding = decode_body(page.body, page.header("content-type"))
    root = _parse(page.body, text, encoding)
    if root is None:
        return None
    json_ld = tuple(
        str(script.text or "")
        for script in root.iter("script")
        if "ld+json" in script.get("type", "")
    )
    etree.strip_elements(root, "script", "style", "noscript", "template", with_tail=False)
    return Document(page, root, encoding, _base(root, page.final_url), json_ld)


def _parse(body: bytes, text: str, encoding: str) -> html.HtmlElement | None:
    """The tree of a body and its text; libxml2 reads sound UTF-8 faster than a Python string."""
    mended = mend_text(_DECLARATION.sub("", text.replace("\x00", ""), count=1))
    try:
        if encoding == "utf-8" and mended is text and "\ufffd" not in text and body[:1] == b"<":
            return html.document_fromstring(body, parser=_UTF8)
        return html.document_fromstring(mended)
    except (etree.ParserError, ValueError):
        return None


def _base(root: html.HtmlElement, url: str) -> str:
    for href in root.xpath("//head/base/@href"):
        try:
            return urljoin(url, str(href).strip())
        except ValueError:
            continue
    return url
