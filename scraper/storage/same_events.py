"""Keeps which articles of different sites tell the same event: a relation, never a story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import (
    Column,
    Double,
    Index,
    PrimaryKeyConstraint,
    String,
    Table,
    delete,
    insert,
    or_,
    select,
)

from scraper.storage.database import Database, chunks
from scraper.storage.schema import METADATA

SAME_EVENTS = Table(
    "same_events",
    METADATA,
    Column("first_id", String, nullable=False),
    Column("second_id", String, nullable=False),
    Column("score", Double, nullable=False),
    PrimaryKeyConstraint("first_id", "second_id"),
    Index(None, "second_id"),
)
S = SAME_EVENTS.c


class SameEvents(Database):
    """The part of the store that knows what sites take over from one another."""

    def same_events(self, article_id: str) -> dict[str, float]:
        """The articles of other sites that tell an article's event, and how sure it is, 0 to 1."""
        query = select(SAME_EVENTS).where(or_(S.first_id == article_id, S.second_id == article_id))
        with self.reading() as connection:
            rows = connection.execute(query.order_by(S.first_id, S.second_id)).all()
        others = ((row.first_id, row.second_id, row.score) for row in rows)
        return {two if one == article_id else one: score for one, two, score in others}

    def save_same_events(self, ids: Iterable[str], found: Mapping[tuple[str, str], float]) -> None:
        """Keeps pairs, the smaller id first, in place of all that these articles were in."""
        rows = [
            {"first_id": first, "second_id": second, "score": score}
            for (first, second), score in sorted(found.items())
        ]
        with self.writing("sequence") as connection:
            for some in chunks(sorted(set(ids))):
                old = or_(S.first_id.in_(some), S.second_id.in_(some))
                connection.execute(delete(SAME_EVENTS).where(old))
            if rows:
                connection.execute(insert(SAME_EVENTS), rows)
