"""The pieces of an article's body: of the site's container, of the text that the data states, of
generic reading; where these disagree the fuller or the better proven one is taken.
"""

from __future__ import annotations

from collections.abc import Iterator

from scraper.extraction.cleaning import Cleaned, Known, clean_pieces
from scraper.extraction.container import Container, cut
from scraper.extraction.fields import Sheet
from scraper.extraction.generic import read_generic, read_stated
from scraper.extraction.pieces import Piece, pieces_of_lines, read_pieces
from scraper.extraction.structured import text_lines

FULLER = 1.5
"""Times the text read off the page that a stated text must have to be believed instead."""


def read_body(sheet: Sheet, container: Container | None) -> tuple[Piece, ...]:
    """The pieces of the body, from the page or, where it has none, from its data."""
    if container is None or container.found_by == "generic":
        for source, found in _read_unruled(sheet, container):
            if found is not None:
                sheet.read_from["blocks"] = source
                return found
    if container is None:
        sheet.read_from["blocks"] = "json-ld"
        return pieces_of_lines(stated_lines(sheet))
    sheet.read_from["blocks"] = container.found_by
    return read_pieces(cut(container, sheet.site.strip))


def _read_unruled(
    sheet: Sheet, container: Container | None
) -> Iterator[tuple[str, tuple[Piece, ...] | None]]:
    """What is tried where no site's selector found the body, the surest first."""
    yield "json-ld", read_stated(container, sheet.root, " ".join(stated_lines(sheet)))
    yield "generic", read_generic(container, sheet.root)


def take_fuller(sheet: Sheet, cleaned: Cleaned, known: Known) -> Cleaned:
    """The text that the data states in full, where the page was read by no site's rule and gave
    only a part of it."""
    if sheet.read_from.get("blocks") != "generic":
        return cleaned
    lines = stated_lines(sheet)
    size = len(cleaned.lead or "") + sum(len(block.text) for block in cleaned.blocks)
    if sum(map(len, lines)) < FULLER * size:
        return cleaned
    sheet.read_from["blocks"] = "json-ld"
    return clean_pieces(pieces_of_lines(lines), known)


def stated_lines(sheet: Sheet) -> tuple[str, ...]:
    """The lines of the body that the page's data states."""
    return text_lines((sheet.structured.article or {}).get("articleBody"))
