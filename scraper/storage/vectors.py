"""Keeps what a sentence encoder made of an article's text, so that this is done once."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Column, Integer, LargeBinary, String, Table, delete, insert, select

from scraper.storage.database import Database, chunks
from scraper.storage.schema import METADATA

VECTORS = Table(
    "vectors",
    METADATA,
    Column("encoder", String, primary_key=True),  # the digest of its files
    Column("article_id", String, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("vector", LargeBinary, nullable=False),  # 4 bytes a number, the lowest first
)
V = VECTORS.c

Revision = tuple[str, int]
"""An article's id and the number of its state."""


class Vectors(Database):
    """The vectors of one encoder at a time; those of another are forgotten when new ones come."""

    def vectors(self, encoder: str, revisions: Iterable[Revision]) -> dict[Revision, list[float]]:
        """The kept vectors of these states of articles, in single precision; others are absent."""
        wanted = set(revisions)
        found: dict[Revision, list[float]] = {}
        for some in chunks(sorted({id for id, _ in wanted})):
            query = select(VECTORS).where(V.encoder == encoder, V.article_id.in_(some))
            with self.reading() as connection:
                for row in connection.execute(query):
                    if (row.article_id, row.revision) in wanted:
                        found[row.article_id, row.revision] = _unpack(row.vector)
        return found

    def save_vectors(self, encoder: str, vectors: Mapping[Revision, Sequence[float]]) -> None:
        """Keeps vectors of an encoder in place of those of the articles' earlier states."""
        if not vectors:
            return
        rows = [
            {"encoder": encoder, "article_id": id, "revision": revision, "vector": _pack(vector)}
            for (id, revision), vector in sorted(vectors.items())
        ]
        with self.writing("sequence") as connection:
            connection.execute(delete(VECTORS).where(V.encoder != encoder))
            for some in chunks(sorted({id for id, _ in vectors})):
                connection.execute(delete(VECTORS).where(V.article_id.in_(some)))
            connection.execute(insert(VECTORS), rows)


def _pack(vector: Sequence[float]) -> bytes:
    return struct.pack(f"<{len(vector)}f", *vector)


def _unpack(packed: bytes) -> list[float]:
    return list(struct.unpack(f"<{len(packed) // 4}f", packed))
