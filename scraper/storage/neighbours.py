"""Keeps what matching holds an article against: nodes by article, and an index of their keys.

Only the latest days of a site are kept, those that new articles may belong to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Double,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from scraper.storage.database import Database, chunks
from scraper.storage.schema import METADATA

NEIGHBOURHOODS = Table(
    "neighbourhoods",
    METADATA,
    Column("site", String, primary_key=True),
    Column("reader", String, nullable=False),
    Column("since", Integer, nullable=False),  # minute
    Column("change", Integer, nullable=False),
)

NEIGHBOURS = Table(
    "neighbours",
    METADATA,
    Column("article_id", String, primary_key=True),
    Column("site", String, nullable=False),
    Column("minute", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    Index(None, "site", "minute"),
)

KEYS = Table(
    "neighbour_keys",
    METADATA,
    Column("site", String, nullable=False),
    Column("term", BigInteger, nullable=False, autoincrement=False),
    Column("minute", Integer, nullable=False, autoincrement=False),
    Column("article_id", String, nullable=False),
    Column("lang", String, nullable=False),
    Column("weight", Double, nullable=False),
    PrimaryKeyConstraint("site", "term", "minute", "article_id"),
    sqlite_with_rowid=False,  # the key is all that is ever asked for
)

H, N, K = NEIGHBOURHOODS.c, NEIGHBOURS.c, KEYS.c


@dataclass(frozen=True, slots=True)
class KeptDays:
    """Which articles of a site are kept: all from the minute `since`, as of the number `change`.

    `reader` is the digest of what they were compared with.
    """

    reader: str
    since: int
    change: int


@dataclass(frozen=True, slots=True)
class KeptNode:
    """An article's node as bytes, where it stands, and the keys that it is found by."""

    article_id: str
    lang: str
    minute: int
    packed: bytes
    keys: Mapping[int, float]


class Neighbours(Database):
    """The part of the store that matching's neighbourhoods are kept in."""

    def kept_days(self, site: str) -> KeptDays | None:
        """What is kept of a site; None when nothing is."""
        query = select(H.reader, H.since, H.change).where(H.site == site)
        with self.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else KeptDays(*row)

    def neighbours(self, ids: Iterable[str]) -> dict[str, bytes]:
        """The kept nodes of articles; others are absent."""
        found: dict[str, bytes] = {}
        with self.reading() as connection:
            for some in chunks(sorted(set(ids))):
                query = select(N.article_id, N.packed).where(N.article_id.in_(some))
                found.update({row.article_id: row.packed for row in connection.execute(query)})
        return found

    def key_holders(
        self, site: str, terms: Collection[int], since: int, until: int
    ) -> tuple[tuple[int, int, str, str, float], ...]:
        """Who has one of these terms among its keys, from minute `since` to `until`, by term.

        Rows of term, minute, article id, language and weight.
        """
        query = select(K.term, K.minute, K.article_id, K.lang, K.weight).where(
            K.site == site, K.term.in_(terms), K.minute.between(since, until)
        )
        with self.reading() as connection:
            rows = connection.execute(query.order_by(K.term, K.minute, K.article_id))
            return tuple((r.term, r.minute, r.article_id, r.lang, r.weight) for r in rows)

    def keep_neighbours(
        self,
        site: str,
        days: KeptDays,
        *,
        new: Iterable[KeptNode] = (),
        changed: Mapping[str, bytes] | None = None,
        gone: Iterable[KeptNode] = (),
    ) -> None:
        """Brings what is kept of a site up to date: new nodes, other bytes, nodes that are gone.

        What lies before the minute that the days begin with is forgotten when it did not before.
        """
        with self.writing("sequence") as connection:
            before = connection.execute(select(H.since).where(H.site == site)).scalar()
            _drop(connection, site, gone)
            _add(connection, site, new)
            _change(connection, changed or {})
            _keep_days(connection, site, days)
            if before is not None and before < days.since:
                for table in (NEIGHBOURS, KEYS):
                    past = and_(table.c.site == site, table.c.minute < days.since)
                    connection.execute(delete(table).where(past))

    def replace_neighbours(self, site: str, days: KeptDays, nodes: Iterable[KeptNode]) -> None:
        """Keeps these nodes of a site in place of all that was kept of it."""
        with self.writing("sequence") as connection:
            for table in (NEIGHBOURS, KEYS):
                connection.execute(delete(table).where(table.c.site == site))
            _add(connection, site, nodes)
            _keep_days(connection, site, days)


def _add(connection: Connection, site: str, nodes: Iterable[KeptNode]) -> None:
    rows, keys = [], []
    for node in nodes:
        place = {"site": site, "minute": node.minute, "article_id": node.article_id}
        rows.append({**place, "packed": node.packed})
        keys += [
            {**place, "lang": node.lang, "term": term, "weight": weight}
            for term, weight in node.keys.items()
        ]
    if rows:
        connection.execute(insert(NEIGHBOURS), rows)
    if keys:
        connection.execute(insert(KEYS), keys)


def _keep_days(connection: Connection, site: str, days: KeptDays) -> None:
    connection.execute(delete(NEIGHBOURHOODS).where(H.site == site))
    row = {"site": site, "reader": days.reader, "since": days.since, "change": days.change}
    connection.execute(insert(NEIGHBOURHOODS).values(row))


def _change(connection: Connection, changed: Mapping[str, bytes]) -> None:
    rows = [{"id": id, "bytes": packed} for id, packed in sorted(changed.items())]
    if rows:
        this = N.article_id == bindparam("id")
        connection.execute(update(NEIGHBOURS).where(this).values(packed=bindparam("bytes")), rows)


def _drop(connection: Connection, site: str, nodes: Iterable[KeptNode]) -> None:
    for node in nodes:
        connection.execute(delete(NEIGHBOURS).where(N.article_id == node.article_id))
        here = and_(K.site == site, K.minute == node.minute, K.article_id == node.article_id)
        connection.execute(delete(KEYS).where(here, K.term.in_(node.keys)))
