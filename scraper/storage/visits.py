"""What a visit leaves in the frontier's row of its address; it touches no database."""

from __future__ import annotations

from scraper.storage.database import AnyRow
from scraper.storage.schema import WITHDRAWN
from scraper.storage.values import Outcome, Stored


def closing_values(outcome: Outcome, row: AnyRow, stored: Stored) -> dict[str, object]:
    """The columns of a row that change when its outcome has been stored."""
    values: dict[str, object] = {
        "article_id": stored.article_id or row.article_id,
        "reason": outcome.rejected or outcome.reason,
    }
    if outcome.cause == "newsroom":  # a page read again by other rules says nothing on fetching
        values |= _visited(outcome, row)
        if stored.kind == "edited" and outcome.next_fetch_if_edited is not None:
            values["next_fetch_at"] = outcome.next_fetch_if_edited
    if stored.kind == "withdrawn":
        values |= {"state": "blocked", "reason": WITHDRAWN, "next_fetch_at": None}
    return values


def _visited(outcome: Outcome, row: AnyRow) -> dict[str, object]:
    """What a visit changes in a frontier row: its state, its counts, when it is due again."""
    succeeded = outcome.state == "done"
    status = outcome.status
    if status is None and outcome.page is not None:
        status = outcome.page.status
    values: dict[str, object] = {
        "state": outcome.state,
        "leased_by": None,
        "leased_until": None,
        "state_before": None,
        "tries": row.tries + 1 if outcome.state == "failed" else 0,
        "visits": row.visits + succeeded,
        "next_fetch_at": outcome.next_fetch_at,
        "last_status": status,
        "last_run": outcome.run_id,
    }
    if succeeded:
        kept = outcome.not_modified
        values["etag"] = outcome.etag or (row.etag if kept else None)
        values["last_modified"] = outcome.last_modified or (row.last_modified if kept else None)
    return values
