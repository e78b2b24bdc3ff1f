"""What a page forbids machines to do with it: robots meta and header, TDM reservation.

Sources: Google's robots meta specification (directives and the X-Robots-Tag header), the TDM
Reservation Protocol of the W3C community group (header and meta `tdm-reservation`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from scraper.extraction.structured import Structured
from scraper.items import Page

AGENT = "tlumach"
"""The name under which a page may address us, beside the one for all robots."""

TDM = "tdm-reservation"
ORDER = ("noindex", "noarchive", "nosnippet", "noai", TDM)
"""The wishes that are read, in the order in which an article lists them."""

_MEANING: Mapping[str, str] = {
    "noindex": "noindex",
    "none": "noindex",
    "noarchive": "noarchive",
    "nocache": "noarchive",
    "nosnippet": "nosnippet",
    "max-snippet:0": "nosnippet",
    "noai": "noai",
}
_VALUED = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})
_NAMED = re.compile(r"^(\*|[a-z][\w-]*)\s*:\s*(.*)$", re.S)


def read_opt_outs(page: Page, structured: Structured) -> tuple[str, ...]:
    """What the page's head and headers forbid, as words of ORDER; empty when nothing."""
    found = set(_directives(page, structured))
    reserved = [*_headers(page, TDM), *structured.meta.get(TDM, ())]
    if any(value.strip() == "1" for value in reserved):
        found.add(TDM)
    return tuple(word for word in ORDER if word in found)


def _directives(page: Page, structured: Structured) -> Iterator[str]:
    for name in ("robots", AGENT):
        for content in structured.meta.get(name, ()):
            yield from _meanings(content.split(","))
    for value in _headers(page, "x-robots-tag"):
        yield from _meanings(_for_us(value))


def _headers(page: Page, wanted: str) -> list[str]:
    return [value for name, value in page.headers if name == wanted]


def _for_us(value: str) -> Iterator[str]:
    """The directives of one header that are for all robots or for us.

    A name before a colon addresses that robot with all that follows, until the next name.
    """
    agent = ""
    for part in value.lower().split(","):
        named = _NAMED.match(part.strip())
        directive = part
        if named and named[1] not in _VALUED:
            agent, directive = named[1], named[2]
        if agent in ("", "*", AGENT):
            yield directive


def _meanings(directives: Iterable[str]) -> Iterator[str]:
    for directive in directives:
        word = re.sub(r"\s+", "", directive.lower())
        if word in _MEANING:
            yield _MEANING[word]
