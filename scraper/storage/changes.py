"""Hands records out in the order of publication, as they were written; it decodes none of them.

A reader that asks for some languages only must also learn when a record loses one, so the store
remembers which languages a record ever had.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, insert, select, update

from scraper.items import Record
from scraper.storage.database import AnySelect, Database
from scraper.storage.schema import RECORD_REVISIONS, RECORD_TRAITS, RECORDS

P = RECORDS.c
R = RECORD_REVISIONS.c
T = RECORD_TRAITS.c
STREAM = 100  # records fetched from the database at a time


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record as one line of JSON without its line end, and its place in the sequence."""

    sequence: int
    json: str


class Changes(Database):
    """The part of the store that readers follow by a cursor."""

    def record_lines(
        self,
        after: int,
        limit: int,
        *,
        site: str | None = None,
        langs: Sequence[str] = (),
        complete: bool = False,
    ) -> tuple[RecordLine, ...]:
        """The latest revision of at most `limit` records published after a number, in sequence.

        `langs` and `complete` pick the records that have all these languages, or every edition of
        their site, now or had them in any earlier revision; removals are among them.
        """
        query = select(R.sequence, R.record).join(RECORDS, R.sequence == P.sequence)
        query = query.where(P.sequence > after).order_by(P.sequence).limit(limit)
        if site is not None:
            query = query.where(P.site == site)
        if langs or complete:
            query = _with_traits(query, langs, complete)
        with self.reading() as connection:
            return tuple(RecordLine(row.sequence, row.record) for row in connection.execute(query))

    def has_records(self, site: str) -> bool:
        """Whether a site ever had a record, also one that was removed since."""
        query = select(P.sequence).where(P.site == site).limit(1)
        with self.reading() as connection:
            return connection.execute(query).first() is not None

    def has_lang(self, lang: str) -> bool:
        """Whether any record ever had a version in a language."""
        query = select(T.record_id).where(T.langs.contains(f" {lang} ", autoescape=True)).limit(1)
        with self.reading() as connection:
            return connection.execute(query).first() is not None


def _with_traits(query: AnySelect, langs: Sequence[str], complete: bool) -> AnySelect:
    query = query.join(RECORD_TRAITS, T.record_id == P.id)
    if complete:
        query = query.where(T.complete.is_(True))
    for lang in langs:
        query = query.where(T.langs.contains(f" {lang} ", autoescape=True))
    return query


# --- what a record ever had ----------------------------------------------------------------------


def remember_traits(connection: Connection, record: Record) -> None:
    """Adds what a revision has to what its record ever had, in the transaction that publishes."""
    known = connection.execute(select(RECORD_TRAITS).where(T.record_id == record.id)).one_or_none()
    if known is None:
        row = {"record_id": record.id, "langs": _write(record.langs), "complete": record.complete}
        connection.execute(insert(RECORD_TRAITS).values(row))
        return
    langs = _write({*known.langs.split(), *record.langs})
    complete = known.complete or record.complete
    if (langs, complete) != (known.langs, known.complete):
        changed = update(RECORD_TRAITS).where(T.record_id == record.id)
        connection.execute(changed.values(langs=langs, complete=complete))


def remember_stored_traits(connection: Connection) -> None:
    """Looks through every revision of every record; for a store that did not remember."""
    query = select(R.record).order_by(R.sequence)
    for row in connection.execute(query.execution_options(yield_per=STREAM)).scalars():
        remember_traits(connection, msgspec.json.decode(row, type=Record))


def _write(langs: Sequence[str] | set[str]) -> str:
    return f" {' '.join(sorted(langs))} "
