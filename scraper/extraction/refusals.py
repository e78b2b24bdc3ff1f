"""Why a page is no article before its text is looked at: status, type, size, challenge, consent."""

from __future__ import annotations

import re

from scraper.extraction.readings import Reason, Rejected
from scraper.items import Page

_HTML = ("text/html", "application/xhtml+xml")
_MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|article|div|p|meta|title)\b", re.I)


def refuse_response(page: Page) -> Rejected | None:
    """The reason that status, headers and size alone give."""
    if page.status >= 400 or not 200 <= page.status < 300:
        return Rejected(Reason.HTTP_STATUS, str(page.status))
    if page.cut == "size":
        return Rejected(Reason.TOO_LARGE, page.header("content-length") or "over the limit")
    if not page.body.strip():
        return Rejected(Reason.EMPTY, "no body")
    kind = (page.header("content-type") or "").partition(";")[0].strip().lower()
    if kind and kind not in _HTML and not kind.startswith("text/plain"):
        return Rejected(Reason.NOT_HTML, kind)
    if not _MARKUP.search(page.body[:65536]):
        return Rejected(Reason.NOT_HTML, "no markup")
    return None
