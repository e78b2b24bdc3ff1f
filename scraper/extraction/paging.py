"""Articles that are spread over several pages: which page comes next, and which page is not first.

A next page has the address of the first with a page number; nothing else is believed to be one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml.html import HtmlElement

from scraper.extraction.addresses import address_key, join_address, same_address
from scraper.extraction.documents import Document, parse_document
from scraper.extraction.readings import Rejected
from scraper.extraction.selectors import compile_path, text_of
from scraper.items import Page

MOST_PAGES = 20
"""Pages of one article that are joined; longer ones are archives, not articles."""

_PARAMETERS = frozenset({"page", "p", "pg", "pagen_1", "paged", "part", "stranica", "storinka"})
_IN_PATH = re.compile(
    r"/(?:page|p|part|storinka|stranica)[-/_]?(\d{1,2})(/?)$|(?<=[^/])/(\d{1,2})(/?)$", re.I
)
_BEFORE_ENDING = re.compile(r"(?:[-_](?:page|p|part))?[-_](\d{1,2})(?=\.(?:s?html?|php)$)", re.I)
_SHORT = compile_path("descendant-or-self::a[string-length(normalize-space(.)) < 10]")
"""What may be a number with spaces of other kinds around it; most links are cards and headlines."""
_PAGER = re.compile(r"pag(?:er|ination|ing|es|e-numbers?|e-nav)|page-links|nav-links|storin", re.I)
_PAGER_HINTS = (
    "pager", "paginat", "paging", "pages", "page-n", "page-links", "nav-links", "storin",
)  # fmt: skip
"""One of these is in every name above; a look for them spares most pages a look at each link."""

_OF_READERS = re.compile(r"comment|disqus|(?<![a-z])reviews?(?![a-z])|відгук", re.I)
"""Boxes whose pager leads through what readers wrote, not through the article."""


def split_number(url: str) -> tuple[str, int]:
    """An address without its page number, and the number; 1 where it has none."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for name, value in pairs:
        if name.lower() in _PARAMETERS and value.isdigit() and 0 < int(value) < 100:
            rest = urlencode([pair for pair in pairs if pair != (name, value)])
            return urlunsplit(parts._replace(query=rest)), int(value)
    for pattern in (_IN_PATH, _BEFORE_ENDING):
        found = pattern.search(parts.path)
        if found:
            number = int(next(group for group in found.groups() if group and group.isdigit()))
            slash = "/" if found[0].endswith("/") else ""
            path = parts.path[: found.start()] + slash + parts.path[found.end() :]
            return urlunsplit(parts._replace(path=path)), number
    return url, 1


def next_page(document: Document) -> str | None:
    """The address of the page that continues this one, as its links name it."""
    own = document.page.final_url
    links = dict(_rel_links(document))
    if "next" in links and _follows(links["next"], own):
        return links["next"]
    return next((url for url in _pager_links(document) if _follows(url, own)), None)


def first_page(document: Document) -> str | None:
    """The address of the first page, when this one is a later page of the same article."""
    own = join_address(document.page.final_url, document.page.final_url)
    if own is None or split_number(own)[1] < 2:
        return None
    base, number = split_number(own)
    named = [url for _, url in _rel_links(document)] + list(_pager_links(document))
    before = [url for url in named if _is_same(url, base) and split_number(url)[1] == number - 1]
    first = next((url for url in named if address_key(url) == address_key(base)), None)
    return (first or base) if before or first else None


def _follows(url: str, own: str) -> bool:
    base, number = split_number(own)
    return _is_same(url, base) and split_number(url)[1] == number + 1


def _is_same(url: str, base: str) -> bool:
    """Whether an address is one of a page's, the numbers left aside."""
    try:
        return address_key(split_number(url)[0]) == address_key(base)
    except ValueError:
        return False


def _rel_links(document: Document) -> Iterator[tuple[str, str]]:
    for element in document.root.iter("link", "a"):
        rels = (element.get("rel") or "").lower().split()
        for rel in ("next", "prev"):
            address = (
                join_address(document.base, element.get("href") or "") if rel in rels else None
            )
            if address is not None:
                yield rel, address


def _pager_links(document: Document) -> Iterator[str]:
    """Links that are nothing but a number in a box that is named a pager."""
    if not any(hint in document.names for hint in _PAGER_HINTS):
        return
    for anchor in _SHORT(document.root):
        text = text_of(anchor)
        if text.isdigit() and len(text) < 3 and _in_pager(anchor):
            address = join_address(document.base, anchor.get("href") or "")
            if address is not None:
                yield address


def _in_pager(anchor: HtmlElement) -> bool:
    # the class of a whole page says what it may have, not what this box is
    above = [each for each in anchor.iterancestors() if each.tag not in ("body", "html")]
    names = [f"{each.get('class', '')} {each.get('id', '')}" for each in above]
    return any(map(_PAGER.search, names[:5])) and not any(map(_OF_READERS.search, names))


def gather_pages(first: Page, page_at: Callable[[str], Page | None]) -> tuple[Page, ...]:
    """The pages that continue an article, found by their addresses; bounded, and none twice."""
    more: list[Page] = []
    last = first
    while len(more) < MOST_PAGES - 1:
        url = continues(last, (first, *more))
        page = page_at(url) if url is not None else None
        if page is None or not is_part(page):
            break
        more.append(page)
        last = page
    return tuple(more)


@dataclass(frozen=True, slots=True)
class Lack:
    """The first page of an article that is missing: its address, and why."""

    url: str
    because: str


def find_lack(
    first: Document, more: Sequence[Page], opened: Sequence[Document | Rejected]
) -> Lack | None:
    """What an article on several pages lacks; `opened` are its further pages in their order.

    A page that is the one before it again is how sites answer for pages that they do not have.
    """
    last, body = first, first.page.body
    for page, document in zip(more, opened, strict=True):
        if page.body == body:
            return None
        if isinstance(document, Rejected):
            return Lack(page.url, document.reason.value)
        last, body = document, page.body
    url = follow(last, (first.page, *more))
    return Lack(url, "could not be had") if url is not None else None


def is_part(page: Page) -> bool:
    """Whether a further page is the one that was asked for; a redirect leads to something else."""
    return page.status == 200 and same_address(page.final_url, page.url)


def continues(page: Page, known: Sequence[Page]) -> str | None:
    """The address of the page after this one, unless it is one of the pages known."""
    document = parse_document(page)
    return follow(document, known) if document is not None else None


def follow(document: Document, known: Sequence[Page]) -> str | None:
    """The same for a page that is parsed."""
    url = next_page(document)
    met = {address_key(each) for one in known for each in (one.url, one.final_url)}
    return url if url is not None and address_key(url) not in met else None
