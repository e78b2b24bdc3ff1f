"""The list of divergences that an analyst works from, on the page and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from scraper.service.reader.context import Context
from scraper.service.reader.notes import Note, make_note
from scraper.service.reader.questions import Question
from scraper.service.reader.texts import host_of, plain, web_address
from scraper.storage import Store
from scraper.storage.browsing import PlacedDivergence

CSV_PAGE = 200  # divergences asked from the store at a time
CSV_MAX = 100_000  # lines of one export

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Entry:
    """One divergence in the list, with the story it is in and the sources of its versions."""

    note: Note
    id: str
    site: str
    lang: str
    headline: str
    shown_at: datetime
    sources: tuple[tuple[str, str | None, str], ...]


def make_entries(context: Context, found: Sequence[PlacedDivergence]) -> list[Entry]:
    """The divergences as the page shows them."""
    return [_entry(context, placed) for placed in found]


def _entry(context: Context, placed: PlacedDivergence) -> Entry:
    card, divergence = placed.card, placed.divergence
    langs = context.order(card.site, tuple(card.versions))
    note = make_note(context, card.site, placed.number, divergence)
    return Entry(
        note=note,
        id=card.id,
        site=card.site,
        lang=langs[0],
        headline=plain(card.versions[langs[0]].headline).strip() or "…",
        shown_at=placed.place.shown_at,
        sources=tuple(
            (lang, web_address(card.versions[lang].url), host_of(card.versions[lang].url))
            for lang in langs
        ),
    )


def write_csv(context: Context, store: Store, question: Question, base: str) -> Iterator[str]:
    """The divergences as lines of CSV with a header, at most CSV_MAX; `base` begins links to us.

    It begins with a byte order mark, without which Excel takes UTF-8 for something else.
    """
    langs = context.langs()
    yield "\ufeff" + _line(_header(langs))
    before, left = None, CSV_MAX
    while left > 0:
        found = store.browse_divergences(
            question.wanted, order=question.order, before=before, limit=min(CSV_PAGE, left)
        )
        yield from (_line(_fields(entry, langs, base)) for entry in make_entries(context, found))
        if len(found) < CSV_PAGE:
            return
        before, left = found[-1].place, left - len(found)


def _header(langs: Sequence[str]) -> list[str]:
    fixed = ["severity", "kind", "score", "says", "versions", "site", "story", "published_at"]
    quotes = [f"quote_{lang}" for lang in langs]
    return [*fixed, "headline", *quotes, *(f"url_{lang}" for lang in langs), "page"]


def _fields(entry: Entry, langs: Sequence[str], base: str) -> list[str]:
    divergence = entry.note.divergence
    quotes = {quote.lang: quote.text for quote in entry.note.quotes}
    urls = {lang: url or "" for lang, url, _ in entry.sources}
    return [
        divergence.severity,
        divergence.kind,
        f"{divergence.score:.3f}",
        entry.note.says,
        " ".join(divergence.langs),
        entry.site,
        entry.id,
        entry.shown_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        entry.headline,
        *(quotes.get(lang, "") for lang in langs),
        *(urls.get(lang, "") for lang in langs),
        base + entry.id,
    ]


def _line(fields: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([_tame(field) for field in fields])
    return buffer.getvalue()


def _tame(field: str) -> str:
    """The field as text: spreadsheets run what begins like a formula."""
    return f"'{field}" if field.startswith(_FORMULA) else field
