"""Keeps what was made of an article's state by some reader of texts, so that it is made once.

The reader is named by the digest of what it reads with; what it made is bytes here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    delete,
    insert,
    select,
    true,
)

from scraper.storage.database import Database, chunks
from scraper.storage.schema import METADATA

ANY = true()
Revision = tuple[str, int]
"""An article's id and the number of its state."""


def derived_table(name: str, reader: str, made: str, key: tuple[str, ...]) -> Table:
    """A table of what readers made, with the names of its first and last column and its key."""
    return Table(
        name,
        METADATA,
        Column(reader, String, nullable=False),
        Column("article_id", String, nullable=False),
        Column("revision", Integer, autoincrement=False, nullable=False),
        Column(made, LargeBinary, nullable=False),
        PrimaryKeyConstraint(*key),
    )


class Derived(Database):
    """The part of the store that vectors and features share."""

    def _read_derived(
        self, table: Table, reader: str, revisions: Iterable[Revision]
    ) -> dict[Revision, bytes]:
        by, article_id, revision, made = table.columns
        wanted = set(revisions)
        found: dict[Revision, bytes] = {}
        for some in chunks(sorted({id for id, _ in wanted})):
            query = select(article_id, revision, made).where(by == reader, article_id.in_(some))
            with self.reading() as connection:
                for id, number, value in connection.execute(query):
                    if (id, number) in wanted:
                        found[id, number] = value
        return found

    def _keep_derived(
        self,
        table: Table,
        reader: str,
        made: Mapping[Revision, bytes],
        replaced: ColumnElement[bool] = ANY,
    ) -> None:
        """Keeps what a reader made in place of those of the articles' rows that are `replaced`."""
        if not made:
            return
        by, article_id, revision, value = (column.name for column in table.columns)
        rows = [
            {by: reader, article_id: id, revision: number, value: bytes_}
            for (id, number), bytes_ in sorted(made.items())
        ]
        with self.writing("sequence") as connection:
            for some in chunks(sorted({id for id, _ in made})):
                old = delete(table).where(table.c.article_id.in_(some), replaced)
                connection.execute(old)
            connection.execute(insert(table), rows)
