"""Stores what became of claimed addresses: page, article, links and row in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from scraper.items import RevisionCause
from scraper.storage.database import AnyRow, Database
from scraper.storage.fresh import Prepared, store_fresh
from scraper.storage.links import insert_links, make_row
from scraper.storage.pages import PART, find_latest, pack_page, put_page
from scraper.storage.revisions import mark_back, mark_gone, prepare_article, put_article
from scraper.storage.schema import FRONTIER, WITHDRAWN
from scraper.storage.values import NewLink, Outcome, Stored, StoredKind
from scraper.storage.visits import closing_values

F = FRONTIER.c


class Outcomes(Database):
    """The part of the store that takes what a crawl brings."""

    def commit(self, outcomes: Sequence[Outcome], now: datetime) -> tuple[Stored, ...]:
        """Stores a batch of outcomes whole or, when one cannot be stored, not at all.

        Every row leaves its lease, its page and article are kept, its links join the frontier.
        A failure reported by a run that lost its lease to another changes nothing.
        """
        prepared = [_prepare(outcome) for outcome in outcomes]
        with self.writing("change") as connection:
            fresh = store_fresh(connection, prepared, now)
            stored = [fresh.get(one) or _store(connection, one, now) for one in prepared]
            counts = _add_links(connection, outcomes, now)
        return tuple(
            replace(one, new_links=count) for one, count in zip(stored, counts, strict=True)
        )


def _prepare(outcome: Outcome) -> Prepared:
    page = None if outcome.page is None else pack_page(outcome.page, outcome.url)
    article = None if outcome.article is None else prepare_article(outcome.article)
    more = tuple(pack_page(each, each.url) for each in outcome.more)
    return Prepared(outcome, page, article, more)


def _store(connection: Connection, prepared: Prepared, now: datetime) -> Stored:
    outcome = prepared.outcome
    row = _row_of(connection, outcome, now)
    if row.reason == WITHDRAWN:
        return Stored(url=outcome.url, kind="withdrawn", article_id=row.article_id)
    if outcome.state in ("failed", "blocked") and row.leased_by not in (None, outcome.run_id):
        return Stored(url=outcome.url, kind="none", article_id=row.article_id)
    stored = _store_content(connection, prepared, row, now)
    closed = closing_values(outcome, row, stored)
    connection.execute(update(FRONTIER).where(F.id == row.id).values(closed))
    return stored


def _add_links(connection: Connection, outcomes: Sequence[Outcome], now: datetime) -> list[int]:
    """Adds the links of all outcomes; gives for each how many nobody knew before it."""
    fresh = set(insert_links(connection, (link for one in outcomes for link in one.links), now))
    counts = []
    for outcome in outcomes:
        own = {(link.site, link.url) for link in outcome.links} & fresh
        fresh -= own
        counts.append(len(own))
    return counts


def _row_of(connection: Connection, outcome: Outcome, now: datetime) -> AnyRow:
    """The frontier's row of an outcome; one that nobody had added (a replay) is made."""
    query = select(FRONTIER).where(F.site == outcome.site, F.url == outcome.url)
    row = connection.execute(query).one_or_none()
    if row is None:
        edition = outcome.article.edition if outcome.article else ""
        link = NewLink(url=outcome.url, site=outcome.site, kind="article", edition=edition)
        connection.execute(insert(FRONTIER), [make_row(link, now)])
        row = connection.execute(query).one()
    return row


def _store_content(
    connection: Connection, prepared: Prepared, row: AnyRow, now: datetime
) -> Stored:
    """Stores article and page; of a withdrawn article not even the page is kept."""
    page = prepared.page
    if page is None:
        return _store_article(connection, prepared, row.article_id, False, now)
    pages = (page, *prepared.more)
    before = [find_latest(connection, each) for each in pages]
    # a part never seen before says nothing of what the newsroom did to the article
    unread = before[0] is not None and any(known is None for known in before[1:])
    same = unread or all(
        known is not None and known.digest == each.digest
        for known, each in zip(before, pages, strict=True)
    )
    stored = _store_article(connection, prepared, row.article_id, same, now)
    if stored.kind != "withdrawn":
        put_page(connection, page, before[0], row.kind)
        for each, known in zip(prepared.more, before[1:], strict=True):
            put_page(connection, each, known, PART)
    return stored


def _store_article(
    connection: Connection,
    prepared: Prepared,
    known_id: str | None,
    same_page: bool,
    now: datetime,
) -> Stored:
    outcome = prepared.outcome
    if prepared.article is not None:
        # the same bytes can only be read otherwise because the rules changed
        cause: RevisionCause = "rules" if same_page else outcome.cause
        return put_article(connection, prepared.article, outcome, cause, now)
    if outcome.state == "gone":
        marked = mark_gone(connection, outcome.site, outcome.url, now)
        kind: StoredKind = "gone" if known_id or marked else "none"
        return Stored(url=outcome.url, kind=kind, article_id=known_id, changed=bool(marked))
    kinds: dict[bool, StoredKind] = {True: "rejected", False: "none"}
    if outcome.not_modified and known_id is not None:
        back = mark_back(connection, known_id, now)
        return Stored(url=outcome.url, kind="unchanged", article_id=known_id, changed=back)
    return Stored(url=outcome.url, kind=kinds[outcome.rejected is not None], article_id=known_id)
