"""Why a page is no article whatever its text says: status, type, size, challenge, consent, cut.

Each refusal needs a mark and a second fact, since real articles carry some of the marks too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from scraper.extraction.decoding import spoiled_share
from scraper.extraction.documents import Document, parse_document
from scraper.extraction.phrases import opening
from scraper.extraction.readings import Reason, Rejected
from scraper.extraction.selectors import text_of
from scraper.items import Page
from scraper.text.normalisation import fold

_HTML = ("text/html", "application/xhtml+xml", "text/plain", "application/octet-stream")
_MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|article|div|p|meta|title)\b", re.I)
_HEAD = 65536
"""Bytes of a page in which marks are looked for; challenge and consent pages are small."""
_WIDE = re.compile(rb"^(?:\xff\xfe|\xfe\xff|<\x00|\x00<)")

# What services that stand in front of sites put on their pages, with the service's name.
_CHALLENGES: Mapping[str, tuple[bytes, ...]] = {
    "Cloudflare": (
        b"_cf_chl_opt", b"cf-browser-verification", b"cf_chl_", b'id="challenge-form',
        b"cf-turnstile", b"/cdn-cgi/challenge-platform/h/", b"cf-error-details", b"cf-wrapper",
    ),
    "DDoS-Guard": (b"ddos-guard",),
    "Imperva": (b"_incapsula_resource", b"incapsula incident"),
    "DataDome": (b"captcha-delivery.com", b"dd_cookie_test"),
    "PerimeterX": (b"px-captcha", b"_pxappid"),
    "Sucuri": (b"sucuri_cloudproxy",),
    "Qrator": (b"qauth.js", b"qrator"),
    "Akamai": (b"errors.edgesuite.net", b"akamai-error"),
    "AWS WAF": (b"awswafcookiedomainlist", b"aws-waf-token", b"gokuprops"),
    "a protection service": (b"stormwall", b"servicepipe", b"variti"),
    "captcha": (b"h-captcha", b"g-recaptcha", b"hcaptcha.com/1/api.js", b"recaptcha/api.js"),
}  # fmt: skip
_CHALLENGE_TEXT = re.compile(
    r"just a moment|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|"
    r"enable javascript and cookies|attention required|access denied|please wait while|"
    r"перевірка браузера|перевіряємо ваш браузер|підтвердьте, що ви не робот|"
    r"проверка браузера|проверяем ваш браузер|подтвердите, что вы не робот|are you a robot",
    re.I,
)
_CHALLENGE_MOST = 1500
"""Characters of visible text above which a page is not a challenge, whatever scripts it has."""
_CONSENT_MOST = 6000
_CONSENT_BOX = re.compile(r"consent|cookie|gdpr|didomi|qc-cmp|privacy", re.I)
_CONSENT_HOST = re.compile(r"(?:^|\.)(?:consent|guce|privacy|cmp)\.", re.I)
_SPOILED = ("\ufffd", "???", "Ð", "Р°", "Рѕ")
_SPOILED_MOST = 0.05
_END = re.compile(rb"</\s*(?:html|body)\s*>", re.I)
_OPEN_TAG = re.compile(rb"<[^<>]{0,2000}$")


def refuse_answer(page: Page) -> Rejected | None:
    """The reason that status, headers and size give, for a page of any type."""
    challenge = _read_challenge(page)
    if challenge is not None:
        return challenge
    if not 200 <= page.status < 300:
        return Rejected(Reason.HTTP_STATUS, str(page.status))
    if page.cut == "size":
        return Rejected(Reason.TOO_LARGE, page.header("content-length") or "over the limit")
    if not page.body.strip():
        return Rejected(Reason.EMPTY, "no body")
    return None


def refuse_response(page: Page) -> Rejected | None:
    """The reason that status, headers, size and the first bytes give for what should be HTML."""
    refused = refuse_answer(page)
    if refused is not None:
        return refused
    kind = (page.header("content-type") or "").partition(";")[0].strip().lower()
    if kind and kind not in _HTML:
        return Rejected(Reason.NOT_HTML, kind)
    if not _MARKUP.search(page.body[:_HEAD]) and not _WIDE.match(page.body):
        return Rejected(Reason.NOT_HTML, "no markup")
    return _read_cut(page)


def open_document(page: Page) -> Document | Rejected:
    """The document of what should be an article's page, or why it is none."""
    refused = refuse_response(page)
    if refused is not None:
        return refused
    document = parse_document(page)
    if document is None:
        return Rejected(Reason.NOT_HTML, "no markup")
    return refuse_document(document) or document


def _read_challenge(page: Page) -> Rejected | None:
    """A challenge that headers name, or that an error page carries the marks of."""
    if (page.header("cf-mitigated") or "").lower() == "challenge":
        return Rejected(Reason.CHALLENGE, "Cloudflare, by its header")
    if page.status in (401, 403, 405, 429, 503):
        service = challenge_service(page.body)
        return Rejected(Reason.CHALLENGE, f"{service}, status {page.status}") if service else None
    return None


def challenge_service(body: bytes) -> str | None:
    """The protection service whose marks the first bytes of a page carry."""
    head = body[:_HEAD].lower()
    found = (name for name, marks in _CHALLENGES.items() if any(mark in head for mark in marks))
    return next(found, None)


def _read_cut(page: Page) -> Rejected | None:
    """A page that ends before its markup does: announced longer, or broken off inside a tag."""
    tail = page.body[-4096:]
    if _END.search(tail):
        return None
    if page.cut == "short":
        return Rejected(Reason.TRUNCATED, "shorter than announced, and not closed")
    if _OPEN_TAG.search(tail.rstrip()):
        return Rejected(Reason.TRUNCATED, "ends inside a tag")
    return None


def refuse_document(document: Document) -> Rejected | None:
    """The reason that the page as a whole gives: a challenge, a consent wall, a page not found."""
    host = urlsplit(document.page.final_url).hostname or ""
    if _CONSENT_HOST.search(host):
        return Rejected(Reason.CONSENT, f"answered by {host}")
    text = text_of(document.root)
    refused = _read_wall(document, text) if len(text) < _CHALLENGE_MOST else None
    if refused is None and len(text) < _CONSENT_MOST:
        refused = _read_consent(document, len(text))
    return refused or _read_not_found(document) or _read_spoiled(text)


def _read_spoiled(text: str) -> Rejected | None:
    """Letters that were lost or swapped before the page was sent, and that nothing brings back."""
    share = spoiled_share(text) if any(mark in text for mark in _SPOILED) else 0.0
    if share < _SPOILED_MOST:
        return None
    return Rejected(Reason.UNREADABLE, f"{share:.0%} of the text was spoiled before it was sent")


def _read_wall(document: Document, text: str) -> Rejected | None:
    """A challenge: a service's marks on a page of few words; a captcha alone is also in forms."""
    service = challenge_service(document.page.body)
    titles = " ".join(text_of(each) for each in document.root.iter("title", "h1"))[:300]
    if service == "captcha":
        service = service if _CHALLENGE_TEXT.search(text) else None
    if service is None and not _CHALLENGE_TEXT.search(titles):
        return None
    return Rejected(Reason.CHALLENGE, service or "by its words")


def _read_consent(document: Document, whole: int) -> Rejected | None:
    """A wall in front of the page: a consent box that is nearly all there is."""
    body = document.root.find("body")
    if body is None:
        return None
    boxes = [
        each
        for each in body.iter("div", "section", "form", "main", "dialog")
        if _CONSENT_BOX.search(f"{each.get('class', '')} {each.get('id', '')}")
    ]
    if boxes and len(text_of(boxes[0])) > 0.6 * whole:
        return Rejected(Reason.CONSENT, "a consent box is nearly all of the page")
    return None


def _read_not_found(document: Document) -> Rejected | None:
    """A page that says with status 200 that there is none."""
    for heading in document.root.iter("h1"):
        words = tuple(fold(text_of(heading)).split())
        phrase = opening("not-found", words)
        if phrase is not None and len(words) <= len(phrase) + 3:
            return Rejected(Reason.NOT_ARTICLE, f'says "{" ".join(phrase)}"')
    return None
