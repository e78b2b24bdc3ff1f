"""Finds stories and divergences by what people filter them by, newest or gravest first.

Answers come a page at a time, each from where the last one ended; nothing is counted or skipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, bindparam, select, tuple_

from scraper.items import Access, ArticleKind, Divergence, DivergenceKind, Severity
from scraper.storage.articles import decode_article
from scraper.storage.database import AnySelect, Database
from scraper.storage.facets import severity_number
from scraper.storage.schema import ARTICLE_REVISIONS, DIVERGENCES, FACETS, RECORD_REVISIONS
from scraper.storage.search import has_words
from scraper.storage.values import ArticleRevision

F = FACETS.c
D = DIVERGENCES.c
R = RECORD_REVISIONS.c

Order = Literal["severity", "newest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What someone looks for; everything given must hold.

    `lang` is a language that is there, `missing` one that is not; `sites` are the sites in
    question, none named means all. `since <= t < until` bounds the first publication. `words` is
    asked as `Store.search` does; it does not narrow divergences.
    """

    sites: tuple[str, ...] = ()
    lang: str | None = None
    missing: str | None = None
    kind: DivergenceKind | None = None
    severity: Severity | None = None
    since: datetime | None = None
    until: datetime | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of an answer ended: the last entry's time and id, and more for divergences."""

    shown_at: datetime
    record_id: str
    place: int = 0
    severity: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CardVersion:
    """What a list shows of one version."""

    url: str
    headline: str
    lead: str | None = None
    published_at: datetime | None = None
    kind: ArticleKind = "article"
    access: Access = "free"
    gone: bool = False
    excerpt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a list shows of one record: everything but its text."""

    id: str
    site: str
    langs: tuple[str, ...]
    complete: bool
    published_at: datetime | None
    updated_at: datetime
    revision: int = 1
    versions: dict[str, CardVersion] = field(default_factory=dict)
    divergences: tuple[Divergence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedVersion:
    """A version in a state of a record: which article, in which of its revisions."""

    id: str
    revision: int = 1
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordState:
    """One revision of a record without its text."""

    revision: int
    sequence: int
    updated_at: datetime
    complete: bool
    removed: bool = False
    versions: dict[str, NumberedVersion] = field(default_factory=dict)
    divergences: tuple[Divergence, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A record in a list, with its place in it."""

    card: Card
    place: Place


@dataclass(frozen=True, slots=True)
class PlacedDivergence:
    """A divergence in a list: its record, its number in the record, its place in the list."""

    card: Card
    number: int
    place: Place

    @property
    def divergence(self) -> Divergence:
        """The divergence itself."""
        return self.card.divergences[self.number]


class Browsing(Database):
    """The part of the store that people look through."""

    def browse(
        self, wanted: Wanted, *, before: Place | None = None, limit: int = 30
    ) -> tuple[Placed, ...]:
        """Live records by first publication, newest first, from where `before` ended.

        Raises QuestionError when `wanted.words` cannot be asked.
        """
        where = [*_in_window(wanted, F.shown_at), *_of_sites(wanted, F.site)]
        where += _with_langs(wanted, F.langs)
        if wanted.kind is not None:
            where.append(_has_word(F.kinds, wanted.kind))
        if before is not None:
            where.append(_lower((F.shown_at, F.record_id), (before.shown_at, before.record_id)))
        with self.reading() as connection:
            if wanted.words:
                where.append(has_words(connection, wanted.words, F.sequence))
            chosen = select(F.sequence, F.shown_at, F.record_id).where(*where)
            chosen = chosen.order_by(F.shown_at.desc(), F.record_id.desc()).limit(limit)
            rows = connection.execute(_with_record(chosen)).all()
        return tuple(
            Placed(_decode(row.record), Place(row.shown_at, row.record_id)) for row in rows
        )

    def browse_divergences(
        self,
        wanted: Wanted,
        *,
        order: Order = "severity",
        before: Place | None = None,
        limit: int = 50,
    ) -> tuple[PlacedDivergence, ...]:
        """Divergences of live records: gravest first, then newest; or newest first.

        `wanted.severity` is the least wanted; `lang` is one that the divergence is held against.
        """
        where = [*_in_window(wanted, D.shown_at), *_of_sites(wanted, D.site)]
        if wanted.lang is not None:
            where.append(_has_word(D.langs, wanted.lang))
        if wanted.kind is not None:
            where.append(D.kind == wanted.kind)
        if wanted.severity is not None:
            where.append(D.severity >= severity_number(wanted.severity))
        columns = [D.shown_at, D.record_id, D.place]
        at: list[object] = [] if before is None else [before.shown_at, before.record_id]
        at += [] if before is None else [before.place]
        if order == "severity":
            columns.insert(0, D.severity)
            at = [] if before is None else [before.severity, *at]
        if before is not None:
            where.append(_lower(columns, at))
        chosen = select(D.record_id, D.place, D.shown_at, D.severity).where(*where)
        chosen = chosen.order_by(*(column.desc() for column in columns)).limit(limit)
        return self._place_divergences(chosen)

    def record_states(self, id: str, limit: int = 50) -> tuple[RecordState, ...]:
        """The last revisions of a record, newest first."""
        query = select(R.record).where(R.record_id == id).order_by(R.revision.desc()).limit(limit)
        with self.reading() as connection:
            texts = connection.execute(query).scalars().all()
        return tuple(msgspec.json.decode(text, type=RecordState) for text in texts)

    def article_states(self, id: str, limit: int = 20) -> tuple[ArticleRevision, ...]:
        """The last revisions of an article, newest first; see `Store.revisions`."""
        query = select(ARTICLE_REVISIONS).where(ARTICLE_REVISIONS.c.article_id == id)
        query = query.order_by(ARTICLE_REVISIONS.c.revision.desc()).limit(limit)
        with self.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            ArticleRevision(
                article=decode_article(row.article),
                revision=row.revision,
                cause=row.cause,
                stored_at=row.stored_at,
            )
            for row in rows
        )

    def _place_divergences(self, chosen: AnySelect) -> tuple[PlacedDivergence, ...]:
        with self.reading() as connection:
            rows = connection.execute(chosen).all()
            ids = sorted({row.record_id for row in rows})
            query = select(F.record_id, R.record).join(RECORD_REVISIONS, R.sequence == F.sequence)
            found = connection.execute(query.where(F.record_id.in_(ids))).all()
        cards = {row.record_id: _decode(row.record) for row in found}
        return tuple(
            PlacedDivergence(
                cards[row.record_id],
                -row.place,
                Place(row.shown_at, row.record_id, row.place, row.severity),
            )
            for row in rows
        )


def _with_record(chosen: AnySelect) -> AnySelect:
    """The chosen rows, each with its record's text, in the same order."""
    few = chosen.subquery()
    query = select(few.c.shown_at, few.c.record_id, R.record)
    query = query.join(RECORD_REVISIONS, R.sequence == few.c.sequence)
    return query.order_by(few.c.shown_at.desc(), few.c.record_id.desc())


def _in_window(wanted: Wanted, time: ColumnElement[datetime]) -> list[ColumnElement[bool]]:
    since = [] if wanted.since is None else [time >= wanted.since]
    until = [] if wanted.until is None else [time < wanted.until]
    return [*since, *until]


def _of_sites(wanted: Wanted, site: ColumnElement[str]) -> list[ColumnElement[bool]]:
    if len(wanted.sites) == 1:
        return [site == wanted.sites[0]]
    # as an expression, which no index holds: SQLite would gather and sort all rows of the sites
    return [site.concat("").in_(wanted.sites)] if wanted.sites else []


def _with_langs(wanted: Wanted, langs: ColumnElement[str]) -> list[ColumnElement[bool]]:
    there = [] if wanted.lang is None else [_has_word(langs, wanted.lang)]
    absent = [] if wanted.missing is None else [~_has_word(langs, wanted.missing)]
    return [*there, *absent]


def _has_word(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    return column.contains(f" {word} ", autoescape=True)


def _lower(columns: Sequence[ColumnElement[Any]], values: Sequence[object]) -> ColumnElement[bool]:
    """Row by row smaller, as both engines compare rows."""
    typed = [
        bindparam(None, value, column.type) for column, value in zip(columns, values, strict=True)
    ]
    return tuple_(*columns) < tuple_(*typed)


def _decode(text: str) -> Card:
    return msgspec.json.decode(text, type=Card)
