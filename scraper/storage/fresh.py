"""Stores the new articles of a batch together, table by table; all else goes one by one.

Most of what a crawl brings is an article that nobody knows, from a page never seen. A statement for
each table and batch costs a tenth of one for each table and article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, bindparam, insert, select, update

from scraper.storage.database import AnyRow, chunks, next_number
from scraper.storage.links import fits_index
from scraper.storage.pages import PackedPage, page_row
from scraper.storage.revisions import (
    PreparedArticle,
    article_row,
    revision_row,
    spellings,
    translation_rows,
)
from scraper.storage.schema import (
    ALIASES,
    ARTICLE_REVISIONS,
    ARTICLES,
    FRONTIER,
    PAGES,
    TRANSLATIONS,
    WITHDRAWN,
)
from scraper.storage.values import Outcome, Stored
from scraper.storage.visits import closing_values

Key = tuple[str, str]  # site and URL
F = FRONTIER.c


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """An outcome with everything that needs no database done: packed, encoded, hashed."""

    outcome: Outcome
    page: PackedPage | None
    article: PreparedArticle | None
    more: tuple[PackedPage, ...] = ()


@dataclass(frozen=True, slots=True)
class _Fresh:
    """An outcome that brings a new article, with all that it must bring, and its row."""

    prepared: Prepared
    outcome: Outcome
    page: PackedPage
    article: PreparedArticle
    row: AnyRow

    @property
    def stored(self) -> Stored:
        """What becomes of it."""
        id = self.article.article.id
        return Stored(url=self.outcome.url, kind="new", article_id=id, revision=1, changed=True)


def store_fresh(
    connection: Connection, prepared: Sequence[Prepared], now: datetime
) -> dict[Prepared, Stored]:
    """Stores those outcomes that share nothing with the store or one another; returns these.

    The articles get numbers of change in the order of the batch.
    """
    fresh = list(_find_fresh(connection, prepared))
    if not fresh:
        return {}
    last = next_number(connection, "change", len(fresh))
    numbered = list(enumerate(fresh, last - len(fresh) + 1))
    articles = [article_row(one.article, one.outcome, change, now) for change, one in numbered]
    revisions = [revision_row(one.article, 1, one.outcome.cause, now) for one in fresh]
    connection.execute(insert(ARTICLES), articles)
    connection.execute(insert(ARTICLE_REVISIONS), revisions)
    connection.execute(insert(ALIASES), [row for one in fresh for row in _alias_rows(one)])
    links = [row for one in fresh for row in translation_rows(one.article.article)]
    if links:
        connection.execute(insert(TRANSLATIONS), links)
    connection.execute(insert(PAGES), [page_row(one.page, one.row.kind) for one in fresh])
    _close_rows(connection, fresh)
    return {one.prepared: one.stored for one in fresh}


def _alias_rows(fresh: _Fresh) -> Iterator[dict[str, object]]:
    article = fresh.article.article
    for url in sorted(spellings(article, fresh.outcome)):
        yield {"site": article.site, "url": url, "article_id": article.id}


def _close_rows(connection: Connection, fresh: Sequence[_Fresh]) -> None:
    rows = [
        {**closing_values(one.outcome, one.row, one.stored), "row_id": one.row.id} for one in fresh
    ]
    columns: dict[str, object] = {name: bindparam(name) for name in rows[0] if name != "row_id"}
    closed = update(FRONTIER).where(F.id == bindparam("row_id")).values(columns)
    connection.execute(closed, rows)


# --- which outcomes these are ---------------------------------------------------------------------


def _find_fresh(connection: Connection, prepared: Sequence[Prepared]) -> Iterator[_Fresh]:
    """Outcomes with a new article from a new page, none of whose names the batch has twice."""
    likely = [one for one in prepared if _is_likely(one)]
    if not likely:
        return
    names = Counter(name for one in prepared for name in _names(one))
    alone = [one for one in likely if all(names[name] == 1 for name in _names(one))]
    rows = _rows(connection, {one.outcome.url for one in alone})
    known = _known_names(connection, alone)
    for one in alone:
        row = rows.get((one.outcome.site, one.outcome.url))
        is_open = row is not None and row.reason != WITHDRAWN
        if is_open and row and one.page and one.article and known.isdisjoint(_names(one)):
            yield _Fresh(one, one.outcome, one.page, one.article, row)


def _is_likely(one: Prepared) -> bool:
    outcome = one.outcome
    is_whole = one.page is not None and one.article is not None and not one.more
    return is_whole and outcome.state == "done" and outcome.cause == "newsroom"


def _names(one: Prepared) -> set[Key]:
    """Everything by which an outcome may meet another: its article's id and all its addresses."""
    site = one.outcome.site
    urls = {one.outcome.url, *one.outcome.aliases}
    if one.article is None:
        return {(site, url) for url in urls}
    article = one.article.article
    return {("", article.id), (site, article.url), *((site, url) for url in urls)}


def _rows(connection: Connection, urls: set[str]) -> Mapping[Key, AnyRow]:
    """The frontier's rows of some addresses."""
    return {
        (row.site, row.url): row
        for some in chunks(sorted(urls))
        for row in connection.execute(select(FRONTIER).where(F.url.in_(some)))
    }


def _known_names(connection: Connection, prepared: Sequence[Prepared]) -> set[Key]:
    """Which ids and addresses articles or pages of the store already have."""
    names = {name for one in prepared for name in _names(one)}
    ids = sorted(name for site, name in names if not site)
    urls = sorted(url for site, url in names if site and fits_index(url))
    known: set[Key] = {
        ("", id)
        for some in chunks(ids)
        for id in connection.execute(select(ARTICLES.c.id).where(ARTICLES.c.id.in_(some))).scalars()
    }
    known |= _having(connection, ALIASES.c.site, ALIASES.c.url, urls)
    return known | _having(connection, PAGES.c.site, PAGES.c.url, urls)


def _having(
    connection: Connection, site: Column[str], url: Column[str], urls: Sequence[str]
) -> set[Key]:
    """The addresses of a table among some."""
    return {
        (row[0], row[1])
        for some in chunks(urls)
        for row in connection.execute(select(site, url).where(url.in_(some)))
    }
