"""Makes text and addresses from pages safe to look at; Jinja2 escapes them besides."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

BAD = "\N{REPLACEMENT CHARACTER}"

# what turns or hides text: controls, overrides and embeddings of direction, invisible tags
_HIDING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_MARKS = re.compile("[\u200b\u200e\u200f\u061c\u2060\ufeff]")  # they only help to lay text out
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f-\x9f<>\"'`\\]")


def plain(text: str | None) -> str:
    """The text without invisible characters; those that could mislead show as a replacement."""
    return _MARKS.sub("", _HIDING.sub(BAD, text)) if text else ""


def web_address(url: str | None) -> str | None:
    """The address when it is one of the web that a link may lead to, else None."""
    if not url or _UNFIT.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None


def host_of(url: str) -> str:
    """The host of a web address without `www.`, to name a source by."""
    address = web_address(url)
    host = urlsplit(address).hostname if address else None
    return plain((host or "?").removeprefix("www."))
