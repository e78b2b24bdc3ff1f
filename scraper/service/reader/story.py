"""One story side by side: columns of versions, rows of what answers what, notes where they part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from scraper.items import (
    Bead,
    Block,
    Image,
    Record,
    Version,
)
from scraper.service.reader.context import Context
from scraper.service.reader.notes import Note, make_note
from scraper.service.reader.pieces import Piece, Sentences, cut, find_marks
from scraper.service.reader.proofs import Pair, make_pairs, shade
from scraper.service.reader.questions import SEVERITIES
from scraper.service.reader.stories import say_delay, say_state
from scraper.service.reader.texts import host_of, plain, web_address

DOUBTFUL = 0.4
"""Score below which a pair of sentences is marked as doubtful."""

LIT_MAX = 30
"""Sentences of one row that can be lit, as many as the style sheet has rules for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A version's head: what it is, where it is from and when it came."""

    lang: str
    id: str
    url: str | None
    host: str
    published_at: datetime | None
    modified_at: datetime | None
    delay: str | None
    authors: str
    section: str
    note: str | None
    revision: int
    image: Image | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block in a cell: pieces of running text, or the rows of a table."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What one version has in a row; empty where nothing answers."""

    lang: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What answers what; `number` is the bead's, None for blocks that no bead has.

    `doubtful` and `alone` are the sentences whose score is low, and that no other version has.
    """

    number: int | None
    kind: str
    score: float | None
    shade: int
    moved: bool
    cells: tuple[Cell, ...]
    notes: tuple[Note, ...] = ()
    doubtful: frozenset[int] = frozenset()
    alone: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """Everything on the page of one story."""

    record: Record
    headline: str
    lang: str
    columns: tuple[Column, ...]
    absent: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]
    pairs: tuple[Pair, ...]


def make_page(context: Context, record: Record, chosen: Sequence[str] = ()) -> StoryPage:
    """The story with the chosen languages side by side; with all of them when none is chosen."""
    every = context.order(record.site, tuple(record.versions))
    langs = tuple(lang for lang in every if lang in chosen) or every
    notes = tuple(
        make_note(context, record.site, number, divergence)
        for number, divergence in enumerate(record.divergences)
    )
    return StoryPage(
        record=record,
        headline=plain(record.versions[langs[0]].headline).strip() or "…",
        lang=langs[0],
        columns=tuple(_column(context, record, lang) for lang in langs),
        absent=context.absent(record.site, record.langs),
        rows=tuple(_rows(record, langs, notes)),
        notes=tuple(sorted(notes, key=_gravity)),
        pairs=tuple(make_pairs(context, record.evidence, every)),
    )


def _gravity(note: Note) -> int:
    """By which a story's divergences are sorted, the gravest first, else as they stand."""
    return -SEVERITIES.index(note.divergence.severity)


# --- columns -------------------------------------------------------------------------------------


def _column(context: Context, record: Record, lang: str) -> Column:
    version = record.versions[lang]
    times = [one.published_at for one in record.versions.values() if one.published_at is not None]
    first = min(times, default=None)
    return Column(
        lang=lang,
        id=version.id,
        url=web_address(version.url),
        host=host_of(version.url),
        published_at=version.published_at,
        modified_at=_later(version),
        delay=say_delay(context, first, version.published_at),
        authors=plain(", ".join(author.name for author in version.authors)),
        section=plain(version.section),
        note=say_state(context, version),
        revision=version.revision,
        image=version.image,
    )


def _later(version: Version) -> datetime | None:
    """When the newsroom changed it, unless that is when it came out."""
    return None if version.modified_at == version.published_at else version.modified_at


# --- rows ----------------------------------------------------------------------------------------


def _rows(record: Record, langs: Sequence[str], notes: Sequence[Note]) -> Iterator[Row]:
    for number, bead in enumerate(record.beads):
        own = tuple(note for note in notes if note.divergence.bead == number)
        cells = tuple(_cell(record.versions[lang], bead, lang, own) for lang in langs)
        if not own and not any(cell.paragraphs for cell in cells):
            continue  # it belongs to versions that were not chosen
        aligned = sum(bool(cell.paragraphs) for cell in cells) > 1
        score = bead.score if aligned else None
        yield Row(
            number=number,
            kind=bead.kind,
            score=score,
            shade=shade(score),
            moved=bead.moved,
            cells=cells,
            notes=own,
            doubtful=_doubtful(bead, langs),
            alone=_alone(bead, langs) if aligned else frozenset(),
        )
    yield from _left_over(record, langs)


def _doubtful(bead: Bead, langs: Sequence[str]) -> frozenset[int]:
    low = (number for number, one in enumerate(bead.sentences) if one.score < DOUBTFUL)
    return frozenset(low) - _alone(bead, langs)


def _alone(bead: Bead, langs: Sequence[str]) -> frozenset[int]:
    return frozenset(
        number
        for number, one in enumerate(bead.sentences)
        if sum(bool(one.sentences.get(lang)) for lang in langs) == 1
    )


def _cell(version: Version, bead: Bead, lang: str, notes: Sequence[Note]) -> Cell:
    sentences = Sentences(
        (number if number < LIT_MAX else LIT_MAX, plain(text))
        for number, one in enumerate(bead.sentences)
        for text in one.sentences.get(lang, ())
    )
    words = [
        (note.divergence.kind, text) for note in notes for own, text in note.words if own == lang
    ]
    paragraphs = []
    for block in _blocks(version, bead, lang):
        if block.kind == "table":
            paragraphs.append(_table(block))
            continue
        text = plain(block.text)
        pieces = cut(text, sentences.find_in(text), find_marks(text, words))
        paragraphs.append(Paragraph(block.kind, pieces))
    return Cell(lang, tuple(paragraphs))


def _blocks(version: Version, bead: Bead, lang: str) -> list[Block]:
    """The texts of a version in a bead; headline, lead and caption count as blocks."""
    if bead.kind not in ("headline", "lead", "caption"):
        wanted = bead.blocks.get(lang, ())
        return [version.blocks[number] for number in wanted if 0 <= number < len(version.blocks)]
    if not any(one.sentences.get(lang) for one in bead.sentences):
        return []
    caption = version.image.caption if version.image else None
    text = {"headline": version.headline, "lead": version.lead, "caption": caption}[bead.kind]
    return [Block(kind="paragraph", text=text)] if text else []


def _table(block: Block) -> Paragraph:
    rows = tuple(tuple(plain(cell) for cell in row.split("\t")) for row in block.text.split("\n"))
    return Paragraph("table", table=rows)


def _left_over(record: Record, langs: Sequence[str]) -> Iterator[Row]:
    """Blocks that are in no bead, such as those of a version that was not aligned."""
    for lang in langs:
        version = record.versions[lang]
        known = {number for bead in record.beads for number in bead.blocks.get(lang, ())}
        for number, block in enumerate(version.blocks):
            if number not in known:
                bead = Bead(kind=block.kind, blocks={lang: (number,)})
                cells = tuple(_cell(record.versions[one], bead, one, ()) for one in langs)
                yield Row(
                    number=None, kind=block.kind, score=None, shade=0, moved=False, cells=cells
                )
