"""Reads articles, their revisions, spellings and links out of the store; `outcomes` writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec
from sqlalchemy import Connection, and_, func, select

from scraper.items import Article
from scraper.storage.database import AnyRow, AnySelect, Database, chunks, last_number
from scraper.storage.schema import ALIASES, ARTICLE_REVISIONS, ARTICLES, TRANSLATIONS
from scraper.storage.values import ArticleRevision, StoredArticle

A = ARTICLES.c
R = ARTICLE_REVISIONS.c
STREAM = 100  # articles fetched from the database at a time


class Articles(Database):
    """The part of the store that answers questions about articles."""

    def last_change(self) -> int:
        """The number of the last change to any article; 0 in an empty store."""
        with self.reading() as connection:
            return last_number(connection, "change")

    def changed_articles(self, after: int, site: str | None = None) -> tuple[str, ...]:
        """The ids of the articles that changed after a number, in the order of their last change.

        A change is a new text, new links or times, a page gone or back, a withdrawal.
        """
        query = select(A.id, A.site).where(A.change > after).order_by(A.change)
        with self.reading() as connection:
            # SQLite asked for the site would look at all of its articles for the few that changed
            rows = connection.execute(query)
            return tuple(row.id for row in rows if site is None or row.site == site)

    def newest_article(self, site: str) -> datetime | None:
        """When the latest article of a site was published, or else fetched; None without any."""
        with self.reading() as connection:
            query = select(func.max(A.placed_at)).where(A.site == site)
            return connection.execute(query).scalar()

    def get_article(self, id: str, revision: int | None = None) -> StoredArticle | None:
        """An article by its id, in its latest or the given revision; None when there is none."""
        query = _stored(revision).where(A.id == id)
        with self.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _read(row)

    def articles(
        self,
        ids: Iterable[str] | None = None,
        site: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Iterator[StoredArticle]:
        """Articles in their latest revision, by their ids or a window of time.

        `since <= placed_at < until`: one without a publication time stands where it was fetched,
        one without either is in no window. The order is that of the ids as given, else of the ids
        themselves. Withdrawn ones come too.
        """
        if ids is not None:
            yield from self._articles_by_id(ids, site, since, until)
            return
        query = _within(_stored(None), site, since, until).order_by(A.id)
        with self.reading() as connection:
            for row in connection.execution_options(yield_per=STREAM).execute(query):
                yield _read(row)

    def _articles_by_id(
        self,
        ids: Iterable[str],
        site: str | None,
        since: datetime | None,
        until: datetime | None,
    ) -> Iterator[StoredArticle]:
        query = _within(_stored(None), site, since, until)
        for some in chunks(dict.fromkeys(ids)):
            with self.reading() as connection:
                rows = connection.execute(query.where(A.id.in_(some))).all()
            found = {row.id: row for row in rows}
            yield from (_read(found[id]) for id in some if id in found)

    def revisions(self, id: str) -> tuple[ArticleRevision, ...]:
        """Every stored state of an article's text, oldest first."""
        query = select(ARTICLE_REVISIONS).where(R.article_id == id).order_by(R.revision)
        with self.reading() as connection:
            return tuple(
                ArticleRevision(
                    article=decode_article(row.article),
                    revision=row.revision,
                    cause=row.cause,
                    stored_at=row.stored_at,
                )
                for row in connection.execute(query)
            )

    def article_by_url(self, url: str) -> StoredArticle | None:
        """The article that an address leads to, whichever of its spellings it is."""
        found = self.article_ids_by_url((url,))
        return self.get_article(found[url]) if found else None

    def article_ids_by_url(self, urls: Iterable[str]) -> dict[str, str]:
        """The article's id for every address that is a spelling of a known one."""
        with self.reading() as connection:
            return find_ids(connection, urls)

    def linked_articles(self, ids: Iterable[str]) -> frozenset[str]:
        """The other articles that these name as their translations, or that name one of these."""
        given = frozenset(ids)
        linked: set[str] = set()
        target, source = ALIASES.c.article_id, TRANSLATIONS.c.article_id
        with self.reading() as connection:
            for some in chunks(sorted(given)):
                for known, wanted in ((source, target), (target, source)):
                    query = select(wanted).where(ALIASES.c.url == TRANSLATIONS.c.url)
                    linked.update(connection.execute(query.where(known.in_(some))).scalars())
        return frozenset(linked - given)


def find_ids(connection: Connection, urls: Iterable[str]) -> dict[str, str]:
    """The article's id for every address that is a spelling of a known one."""
    found: dict[str, str] = {}
    query = select(ALIASES.c.url, ALIASES.c.article_id).order_by(ALIASES.c.site.desc())
    for some in chunks(dict.fromkeys(urls)):
        rows = connection.execute(query.where(ALIASES.c.url.in_(some)))
        found.update({row.url: row.article_id for row in rows})
    return found


def encode_article(article: Article) -> str:
    """The article as the JSON that is stored."""
    return msgspec.json.encode(article).decode()


def decode_article(text: str) -> Article:
    """The article that was stored as JSON."""
    return msgspec.json.decode(text, type=Article)


def _stored(revision: int | None) -> AnySelect:
    number = A.revision if revision is None else revision
    join = and_(R.article_id == A.id, R.revision == number)
    columns = (A.id, A.gone_at, A.withdrawn_at, A.change, A.first_seen_at, A.changed_at)
    return select(*columns, R.revision, R.cause, R.article).join(ARTICLE_REVISIONS, join)


def _within(
    query: AnySelect,
    site: str | None,
    since: datetime | None,
    until: datetime | None,
) -> AnySelect:
    if site is not None:
        query = query.where(A.site == site)
    if since is not None:
        query = query.where(A.placed_at >= since)
    if until is not None:
        query = query.where(A.placed_at < until)
    return query


def _read(row: AnyRow) -> StoredArticle:
    return StoredArticle(
        article=decode_article(row.article),
        revision=row.revision,
        cause=row.cause,
        gone=row.gone_at is not None,
        withdrawn=row.withdrawn_at is not None,
        change=row.change,
        first_seen_at=row.first_seen_at,
        changed_at=row.changed_at,
    )
