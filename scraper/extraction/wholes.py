"""The whole of an article's text: its first page and those that continue it, entries of a live
blog as sections; and what the text as a whole shows: its kind, and whether it is free to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from scraper.extraction.access import access_of, read_gate
from scraper.extraction.addresses import join_address
from scraper.extraction.app_state import read_app_state
from scraper.extraction.bodies import read_body, take_fuller
from scraper.extraction.cleaning import Cleaned, Known, clean_pieces
from scraper.extraction.container import Container, cut, find_container
from scraper.extraction.documents import Document
from scraper.extraction.fields import (
    Sheet,
    read_authors,
    read_captions,
    read_leads,
    read_tags,
    shown_lead,
)
from scraper.extraction.kinds import read_kind, read_media, says_live, states_live
from scraper.extraction.live import LEAST, mark_entries, read_updates
from scraper.extraction.paging import Lack, find_lack
from scraper.extraction.pieces import Piece, read_pieces
from scraper.extraction.readings import Rejected
from scraper.extraction.refusals import open_document
from scraper.extraction.repeats import mark_repeats
from scraper.extraction.selectors import text_of
from scraper.items import Access, ArticleKind, Page
from scraper.text.normalisation import fold

SHORTEST_BODY = 60
"""Characters of text, lead included, that a page must have to be an article."""
_FIRST = 3
"""Blocks of which one shows where the text stands; some are put together of several elements."""
_AROUND = 1.6
"""Times the text of its entries that an element with a live blog's introduction may have."""


@dataclass(frozen=True, slots=True)
class Whole:
    """An article's text in clean parts, what the page said around it, its kind and access.

    `lack` is the further page that is missing.
    """

    cleaned: Cleaned
    known: Known
    kind: ArticleKind
    access: Access
    lack: Lack | None = None


def read_whole(sheet: Sheet, headline: str, more: Sequence[Page] = ()) -> Whole:
    """The text of a page and of those that continue it."""
    gate = read_gate(sheet.structured, sheet.document)
    container = find_container(sheet.root, sheet.site.body)
    live = _mark_live(sheet, headline, container)
    container = live or container
    known = _know(sheet, headline, container)
    media = read_media(container.elements[0] if container else sheet.root)
    pieces = _read_live(sheet, live) if live else read_body(sheet, container)
    pieces = _or_updates(sheet, pieces)
    if _size(pieces) < SHORTEST_BODY and (held := read_app_state(sheet.document)):
        sheet.read_from["blocks"], pieces = "script", held
    opened = [open_document(page) for page in more]
    joined = tuple(mark_repeats((*pieces, *_further(sheet, len(pieces), opened))))
    cleaned = take_fuller(sheet, clean_pieces(joined, known), known)
    cleaned = _look_for_lead(sheet, cleaned)
    access = access_of(gate, cleaned, SHORTEST_BODY)
    kind = read_kind(sheet.structured, sheet.url, known, media, joined)
    return Whole(cleaned, known, kind, access, find_lack(sheet.document, more, opened))


def _look_for_lead(sheet: Sheet, cleaned: Cleaned) -> Cleaned:
    """The same, a lead that the data states taken from the page where it stands there too."""
    if cleaned.lead is None or cleaned.lead_from not in ("json-ld", "og"):
        return cleaned
    if sheet.read_from["blocks"] == "site":
        return cleaned
    shown = shown_lead(sheet.root, cleaned.lead, cleaned.blocks[:_FIRST])
    return replace(cleaned, lead=shown, lead_from="generic") if shown else cleaned


def _know(sheet: Sheet, headline: str, container: Container | None) -> Known:
    """What the page says outside its body, for the cleaning rules."""
    site, base = sheet.site, sheet.document.base

    def is_article(href: str) -> bool:
        address = join_address(base, href)
        return address is not None and address != sheet.url and bool(site.match_article(address))

    names = (site.title, sheet.structured.first("og:site_name") or "")
    return Known(
        headline=headline,
        leads=read_leads(sheet, container),
        captions=read_captions(sheet, container),
        authors=tuple(author.name for author in read_authors(sheet)),
        tags=read_tags(sheet),
        outlets=tuple(name for name in names if name),
        boilerplate=tuple(fold(text) for texts in site.boilerplate.values() for text in texts),
        is_article=is_article,
        memory=sheet.memory,
    )


# --- live blogs -----------------------------------------------------------------------------------


def _mark_live(sheet: Sheet, headline: str, container: Container | None) -> Container | None:
    """The container of a page that is called a live blog and has entries, each with a heading.

    Where the site's own container is found, only what is inside it counts: around it stand lists of
    news with times too. Elsewhere a word of the headline is not enough.
    """
    zone = sheet.site.timezone
    if container is not None and container.found_by == "site":
        is_live = says_live(sheet.url, headline, sheet.structured)
        return container if is_live and mark_entries(container.elements, zone) is not None else None
    if not states_live(sheet.url, sheet.structured):
        return None
    around = mark_entries((sheet.root,), zone)
    return None if around is None else Container((_with_introduction(around),), "generic")


def _with_introduction(around: HtmlElement) -> HtmlElement:
    """The article around the entries, when it has little else than them."""
    most = _AROUND * len(text_of(around))
    articles = around.iterancestors("article", "main")
    return next((each for each in articles if len(text_of(each)) <= most), around)


def _read_live(sheet: Sheet, container: Container) -> tuple[Piece, ...]:
    sheet.read_from["blocks"] = container.found_by
    return read_pieces(cut(container, sheet.site.strip))


def _or_updates(sheet: Sheet, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The entries that the data states, where the page shows none and not more text than they."""
    if "liveblogposting" not in sheet.structured.types or any(each.is_entry for each in pieces):
        return pieces
    updates = read_updates(
        (sheet.structured.article or {}).get("liveBlogUpdate"), sheet.site.timezone
    )
    if sum(each.is_entry for each in updates) < LEAST or 1.5 * _size(updates) < _size(pieces):
        return pieces
    sheet.read_from["blocks"] = "json-ld"
    return updates


def _size(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


# --- further pages --------------------------------------------------------------------------------


def _further(sheet: Sheet, position: int, opened: Sequence[Document | Rejected]) -> Iterator[Piece]:
    """The pieces of the pages that continue an article, up to the first that is none."""
    before = sheet.document.page.body
    for document in opened:
        if isinstance(document, Rejected) or document.page.body == before:
            return
        before = document.page.body
        inner = replace(sheet, document=document, read_from={})
        for piece in read_body(inner, find_container(document.root, sheet.site.body)):
            yield replace(piece, position=position)
            position += 1
