"""A page's bytes as text and as one lxml tree, parsed once; it does not look for anything in it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree, html
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

from scraper.items import Page

# The share of a page's non-ASCII bytes that may be broken before its declared encoding is doubted.
_TOLERATED = 0.02
_MULTIBYTE = 4
"""Bytes that a body must have more than characters to be UTF-8 against its declaration."""
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
_UTF8 = html.HTMLParser(encoding="utf-8")
# The order in which undeclared pages of these languages are tried; the last accepts every byte.
_GUESSES = ("utf-8", "cp1251")


@dataclass(frozen=True, slots=True)
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

    @property
    def is_closed(self) -> bool:
        """Whether the markup's end is there."""
        return b"</html" in self.page.body[-4096:].lower()


def decode_body(body: bytes, content_type: str | None) -> tuple[str, str]:
    """The text of a body and the encoding it was read in: BOM, header, declaration, then guesses.

    A body that is UTF-8 throughout is read so, since other text is that by chance only. A declared
    encoding that breaks more than 2 % of the other-than-ASCII bytes is not believed.
    """
    bom_encoding, bom = read_bom(body)
    if bom_encoding is not None and bom is not None:
        return body[len(bom) :].decode(bom_encoding, "replace"), bom_encoding
    if _is_utf8(body):
        return body.decode("utf-8"), "utf-8"
    declared = [http_content_type_encoding(content_type), html_body_declared_encoding(body)]
    names = [name for name in declared if name] + [_name(guess) for guess in _GUESSES]
    for name in dict.fromkeys(names):
        text = _try_decode(body, name)
        if text is not None:
            return text, name
    return body.decode(names[0], "replace"), names[0]


def _is_utf8(body: bytes) -> bool:
    """Whether a body is UTF-8 whatever it declares: whole, with characters of several bytes.

    In text of another encoding such sequences come about by chance only in a few places.
    """
    try:
        return len(body.decode("utf-8")) <= len(body) - _MULTIBYTE
    except UnicodeDecodeError:
        return False


def _name(label: str) -> str:
    return resolve_encoding(label) or label


def _try_decode(body: bytes, name: str) -> str | None:
    try:
        codecs.lookup(name)
        return body.decode(name)
    except LookupError:
        return None
    except UnicodeDecodeError:
        text = body.decode(name, "replace")
        other = sum(byte > 127 for byte in body)
        return text if text.count("\ufffd") <= _TOLERATED * other else None


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
    mended = _DECLARATION.sub("", text.replace("\x00", ""), count=1)
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
