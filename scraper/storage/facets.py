"""Keeps of each live record the few facts people look for it by; `publish` fills it, `browse` asks.

The rows are narrow, so that a filter that few records pass still answers from one short index.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, delete, insert, select

from scraper.items import Divergence, Record, Severity
from scraper.storage.schema import DIVERGENCES, FACETS, RECORD_REVISIONS, RECORDS

STREAM = 100  # records fetched from the database at a time
SEVERITIES: tuple[Severity, ...] = ("low", "medium", "high")
"""From mild to grave; the tables hold the place in this order, from 1."""


def severity_number(severity: Severity) -> int:
    """The place of a severity, from 1 for `low`."""
    return SEVERITIES.index(severity) + 1


def write_words(words: Iterable[str]) -> str:
    """Short words as one text in which `" word "` is found by LIKE."""
    return f" {' '.join(sorted(set(words)))} "


def put_facets(connection: Connection, record: Record) -> None:
    """Replaces what is known of a record, in the transaction that publishes it."""
    connection.execute(delete(DIVERGENCES).where(DIVERGENCES.c.record_id == record.id))
    connection.execute(delete(FACETS).where(FACETS.c.record_id == record.id))
    if record.removed:
        return
    connection.execute(insert(FACETS).values(_facets(record)))
    rows = [_divergence(record, number, one) for number, one in enumerate(record.divergences)]
    if rows:
        connection.execute(insert(DIVERGENCES), rows)


def put_stored_facets(connection: Connection) -> None:
    """Looks through the latest revision of every record; for a store that had no facets."""
    join = RECORD_REVISIONS.c.sequence == RECORDS.c.sequence
    query = select(RECORD_REVISIONS.c.record).join(RECORDS, join).order_by(RECORDS.c.sequence)
    for row in connection.execute(query.execution_options(yield_per=STREAM)).scalars():
        put_facets(connection, msgspec.json.decode(row, type=Record))


def _facets(record: Record) -> dict[str, object]:
    return {
        "record_id": record.id,
        "sequence": record.sequence,
        "site": record.site,
        "shown_at": record.published_at or record.updated_at,
        "langs": write_words(record.langs),
        "complete": record.complete,
        "kinds": write_words(one.kind for one in record.divergences),
    }


def _divergence(record: Record, number: int, divergence: Divergence) -> dict[str, object]:
    return {
        "record_id": record.id,
        "place": -number,
        "site": record.site,
        "shown_at": record.published_at or record.updated_at,
        "severity": severity_number(divergence.severity),
        "kind": divergence.kind,
        "langs": write_words(divergence.langs),
    }
