"""Publishes records in one sequence and gives them back in its order; it knows no file format."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, Select, and_, func, insert, select, update

from scraper.items import Record
from scraper.storage.changes import remember_traits
from scraper.storage.database import Database, last_number, next_number
from scraper.storage.facets import put_facets
from scraper.storage.progress import holds_lease, write_mark
from scraper.storage.schema import RECORD_REVISIONS, RECORDS
from scraper.storage.search import index_words
from scraper.storage.values import LeaseLostError, PublishChange, Published, StoreError

P = RECORDS.c
R = RECORD_REVISIONS.c
LEASE = "publish"  # the lease that whoever publishes must hold
STREAM = 100  # records fetched from the database at a time
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Records(Database):
    """The part of the store that consumers follow."""

    def publish(
        self,
        changes: Sequence[PublishChange],
        now: datetime,
        *,
        holder: str,
        mark: tuple[str, int] | None = None,
    ) -> tuple[Published, ...]:
        """Publishes records and removals as one transaction, in the order given.

        What differs from the last revision in more than its numbers and time becomes the next
        revision, updated `now`, with the next number of the one sequence; the rest is left alone.
        A withdrawn record comes out as removed. `mark` is set in the same transaction. Raises
        LeaseLostError unless `holder` holds the lease named `publish`.
        """
        with self.writing("sequence") as connection:
            if not holds_lease(connection, LEASE, holder, now):
                raise LeaseLostError(f"{holder} does not hold the lease {LEASE!r}")
            published = tuple(_publish(connection, change, now) for change in changes)
            if mark is not None:
                write_mark(connection, *mark)
            return published

    def records(
        self,
        site: str | None = None,
        after: int = 0,
        limit: int | None = None,
        include_removed: bool = True,
    ) -> Iterator[Record]:
        """The latest revision of every record published after a sequence number, in sequence."""
        query = _latest().where(P.sequence > after).order_by(P.sequence).limit(limit)
        if site is not None:
            query = query.where(P.site == site)
        if not include_removed:
            query = query.where(P.removed.is_(False))
        with self.reading() as connection:
            for text in connection.execution_options(yield_per=STREAM).execute(query).scalars():
                yield _decode(text)

    def count_live(self, site: str | None = None) -> int:
        """How many records there are, without the removed ones."""
        query = select(func.count()).select_from(RECORDS).where(P.removed.is_(False))
        if site is not None:
            query = query.where(P.site == site)
        with self.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def record(self, id: str) -> Record | None:
        """The latest revision of a record, also of a removed one; None when there never was one."""
        with self.reading() as connection:
            text = connection.execute(_latest().where(P.id == id)).scalar()
        return None if text is None else _decode(text)

    def record_revisions(self, id: str) -> tuple[Record, ...]:
        """Every revision of a record, oldest first."""
        query = select(R.record).where(R.record_id == id).order_by(R.revision)
        with self.reading() as connection:
            return tuple(_decode(text) for text in connection.execute(query).scalars())

    def last_sequence(self) -> int:
        """The sequence number of the last published revision; 0 before the first."""
        with self.reading() as connection:
            return last_number(connection, "sequence")

    def published_at(self, sequence: int) -> datetime | None:
        """When the revision with this number was published; None when no revision has it."""
        query = select(R.published_at).where(R.sequence == sequence)
        with self.reading() as connection:
            return connection.execute(query).scalar()


def _latest() -> Select[str]:
    join = and_(R.record_id == P.id, R.revision == P.revision)
    return select(R.record).join(RECORDS, join)


def _decode(text: str) -> Record:
    return msgspec.json.decode(text, type=Record)


def _publish(connection: Connection, change: PublishChange, now: datetime) -> Published:
    id = _subject(change)
    query = select(P.revision, P.sequence, P.withdrawn_at, R.record)
    join = and_(R.record_id == P.id, R.revision == P.revision)
    before = connection.execute(query.join(RECORD_REVISIONS, join).where(P.id == id)).one_or_none()
    old = None if before is None else _decode(before.record)
    record = change.record
    if record is None or (before is not None and before.withdrawn_at is not None):
        record = None if old is None else removed_record(old, change.replaced_by)
    if record is None:
        return Published(id=id, sequence=0, revision=0, changed=False)
    if old is not None and _content(old) == _content(record):
        return Published(id=id, sequence=old.sequence, revision=old.revision, changed=False)
    return _store(connection, record, old, now)


def _subject(change: PublishChange) -> str:
    """The id of the record that a change is about."""
    if (change.record is None) == (change.removed is None):
        raise StoreError("a change publishes one record or removes one")
    return change.removed if change.record is None else change.record.id  # type: ignore[return-value]


def removed_record(old: Record, replaced_by: str | None) -> Record:
    """What is left of a record that was taken out: its id, site and time, and no text."""
    return Record(
        id=old.id,
        site=old.site,
        langs=(),
        complete=False,
        published_at=old.published_at,
        updated_at=old.updated_at,
        removed=True,
        replaced_by=replaced_by,
    )


def _content(record: Record) -> Record:
    """The record without the numbers and the time that publishing gives it."""
    return replace(record, sequence=0, revision=0, updated_at=LONG_AGO)


def _store(connection: Connection, record: Record, old: Record | None, now: datetime) -> Published:
    sequence = next_number(connection, "sequence")
    revision = 1 if old is None else old.revision + 1
    numbered = replace(record, sequence=sequence, revision=revision, updated_at=now)
    row = {"revision": revision, "sequence": sequence, "removed": record.removed}
    if old is None:
        row_of_new = {"id": record.id, "site": record.site, **row}
        connection.execute(insert(RECORDS).values(row_of_new))
    else:
        connection.execute(update(RECORDS).where(P.id == record.id).values(row))
    text = msgspec.json.encode(numbered).decode()
    connection.execute(
        insert(RECORD_REVISIONS).values(
            record_id=record.id,
            revision=revision,
            sequence=sequence,
            record=text,
            published_at=now,
        )
    )
    _cut_earlier(connection, numbered)
    index_words(connection, numbered)
    remember_traits(connection, numbered)
    put_facets(connection, numbered)
    return Published(id=record.id, sequence=sequence, revision=revision, changed=True)


def _cut_earlier(connection: Connection, record: Record) -> None:
    """Takes out of a record's earlier revisions the text of versions that are now an excerpt."""
    cut = {lang for lang, version in record.versions.items() if version.excerpt}
    if not cut:
        return
    query = select(R.sequence, R.record).where(R.record_id == record.id)
    for row in connection.execute(query.where(R.revision < record.revision)).all():
        whole = _decode(row.record)
        if any(lang in cut and not one.excerpt for lang, one in whole.versions.items()):
            text = msgspec.json.encode(_without_texts(whole, cut)).decode()
            this = update(RECORD_REVISIONS).where(R.sequence == row.sequence)
            connection.execute(this.values(record=text))


def _without_texts(record: Record, langs: Collection[str]) -> Record:
    """The record without the text of some versions, and without all that quotes texts:
    beads and divergences."""
    return replace(
        record,
        versions={
            lang: replace(one, lead=None, blocks=(), excerpt=True) if lang in langs else one
            for lang, one in record.versions.items()
        },
        beads=(),
        divergences=(),
    )
