"""Keeps what a sentence encoder made of an article's text, so that this is done once."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete

from scraper.storage.derived import Derived, Revision, derived_table

KEY = ("encoder", "article_id", "revision")
VECTORS = derived_table("vectors", "encoder", "vector", KEY)  # 4 bytes a number, the lowest first


class Vectors(Derived):
    """The vectors of one encoder at a time; those of another are forgotten when new ones come."""

    def vectors(self, encoder: str, revisions: Iterable[Revision]) -> dict[Revision, list[float]]:
        """The kept vectors of these states of articles, in single precision; others are absent.

        `encoder` is the digest of its files.
        """
        packed = self._read_derived(VECTORS, encoder, revisions)
        return {revision: _unpack(vector) for revision, vector in packed.items()}

    def save_vectors(self, encoder: str, vectors: Mapping[Revision, Sequence[float]]) -> None:
        """Keeps vectors of an encoder in place of those of the articles' earlier states."""
        if not vectors:
            return
        with self.writing("sequence") as connection:
            connection.execute(delete(VECTORS).where(VECTORS.c.encoder != encoder))
        packed = {revision: _pack(vector) for revision, vector in vectors.items()}
        self._keep_derived(VECTORS, encoder, packed, VECTORS.c.encoder == encoder)


def _pack(vector: Sequence[float]) -> bytes:
    return struct.pack(f"<{len(vector)}f", *vector)


def _unpack(packed: bytes) -> list[float]:
    return list(struct.unpack(f"<{len(packed) // 4}f", packed))
