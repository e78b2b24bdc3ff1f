"""Writes articles: what is new about one, which revision it becomes, which spellings lead to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, and_, delete, insert, select, update

from scraper.items import Article, RevisionCause
from scraper.storage.articles import decode_article, encode_article
from scraper.storage.database import AnyRow, next_number
from scraper.storage.differences import has_other_facts, is_edited
from scraper.storage.links import fits_index
from scraper.storage.schema import ALIASES, ARTICLE_REVISIONS, ARTICLES, TRANSLATIONS
from scraper.storage.values import Outcome, Stored

A = ARTICLES.c
R = ARTICLE_REVISIONS.c


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article with its JSON."""

    article: Article
    json: str


@dataclass(frozen=True, slots=True)
class _Before:
    """An article as the store has it: its row and its last revision."""

    row: AnyRow
    article: Article


def prepare_article(article: Article) -> PreparedArticle:
    """The article, encoded, before the transaction begins."""
    return PreparedArticle(article, encode_article(article))


def put_article(
    connection: Connection,
    prepared: PreparedArticle,
    outcome: Outcome,
    cause: RevisionCause,
    now: datetime,
) -> Stored:
    """Stores an article: as a new one, a new revision, new facts of the last one, or not at all.

    A first publication time stays when this reading has none. A withdrawn article is refused.
    """
    before = _last_revision(connection, prepared.article.id)
    if before is None:
        return _insert(connection, prepared, outcome, cause, now)
    if before.withdrawn_at is not None:
        return Stored(url=outcome.url, kind="withdrawn", article_id=before.id)
    old = decode_article(before.article)
    prepared = _keep_times(prepared, old)
    return _update(connection, prepared, _Before(before, old), outcome, cause, now)


def mark_gone(connection: Connection, site: str, url: str, now: datetime) -> tuple[str, ...]:
    """Marks the articles last read from an address as gone; returns the ids of those it changed."""
    read_here = select(A.id).where(
        A.site == site, A.page_url == url, A.gone_at.is_(None), A.withdrawn_at.is_(None)
    )
    ids = tuple(connection.execute(read_here.order_by(A.id)).scalars())
    for id in ids:
        touch(connection, id, now, gone_at=now)
    return ids


def mark_back(connection: Connection, id: str, now: datetime) -> bool:
    """Takes the mark off an article whose page is there again; False when it had none."""
    query = select(A.gone_at).where(A.id == id)
    gone = connection.execute(query).scalar() is not None
    if gone:
        touch(connection, id, now, gone_at=None)
    return gone


def touch(connection: Connection, id: str, now: datetime, **values: object) -> None:
    """Changes columns of an article and gives it the next number of the changes."""
    numbered = {"change": next_number(connection, "change"), "changed_at": now, **values}
    connection.execute(update(ARTICLES).where(A.id == id).values(numbered))


def _last_revision(connection: Connection, id: str) -> AnyRow | None:
    last = and_(R.article_id == A.id, R.revision == A.revision)
    query = select(ARTICLES, R.article).join(ARTICLE_REVISIONS, last).where(A.id == id)
    return connection.execute(query).one_or_none()


def _keep_times(prepared: PreparedArticle, old: Article) -> PreparedArticle:
    """The article with the publication time it had, when this reading found none.

    One that never had any stands where its text was first fetched, however often it is again.
    """
    article = prepared.article
    if article.published_at is not None:
        return prepared
    if old.published_at is None:
        same = old.fetched_at is not None and not is_edited(old, article)
        return prepare_article(replace(article, fetched_at=old.fetched_at)) if same else prepared
    source = {key: value for key, value in old.read_from.items() if key == "published_at"}
    return prepare_article(
        replace(
            article,
            published_at=old.published_at,
            published_raw=old.published_raw,
            read_from={**article.read_from, **source},
        )
    )


def _insert(
    connection: Connection,
    prepared: PreparedArticle,
    outcome: Outcome,
    cause: RevisionCause,
    now: datetime,
) -> Stored:
    article = prepared.article
    row = article_row(prepared, outcome, next_number(connection, "change"), now)
    connection.execute(insert(ARTICLES).values(row))
    _add_revision(connection, prepared, 1, cause, now)
    _put_aliases(connection, article, outcome)
    _add_translations(connection, article)
    return Stored(url=outcome.url, kind="new", article_id=article.id, revision=1, changed=True)


def _update(
    connection: Connection,
    prepared: PreparedArticle,
    before: _Before,
    outcome: Outcome,
    cause: RevisionCause,
    now: datetime,
) -> Stored:
    article = prepared.article
    edited = is_edited(before.article, article)
    other_facts = has_other_facts(before.article, article)
    revision = before.row.revision + edited
    if edited:
        _add_revision(connection, prepared, revision, cause, now)
    elif other_facts or cause == "rules":
        _replace_revision(connection, prepared, revision)
    if other_facts:
        named_by = TRANSLATIONS.c.article_id == article.id
        connection.execute(delete(TRANSLATIONS).where(named_by))
        _add_translations(connection, article)
    new_aliases = _put_aliases(connection, article, outcome)
    changed = edited or other_facts or new_aliases or before.row.gone_at is not None
    if changed:
        values = {**_columns(prepared, outcome), "revision": revision, "gone_at": None}
        touch(connection, article.id, now, **values)
    elif before.row.page_url != outcome.url:
        moved = update(ARTICLES).where(A.id == article.id)
        connection.execute(moved.values(page_url=outcome.url))
    return Stored(
        url=outcome.url,
        kind="edited" if edited else "unchanged",
        article_id=article.id,
        revision=revision,
        changed=changed,
    )


def article_row(
    prepared: PreparedArticle, outcome: Outcome, change: int, now: datetime
) -> dict[str, object]:
    """The row of an article that is new."""
    return {
        **_columns(prepared, outcome),
        "id": prepared.article.id,
        "site": prepared.article.site,
        "revision": 1,
        "change": change,
        "first_seen_at": now,
        "changed_at": now,
    }


def _columns(prepared: PreparedArticle, outcome: Outcome) -> dict[str, object]:
    return {
        "lang": prepared.article.lang,
        "page_url": outcome.url,
        "published_at": prepared.article.published_at,
        "placed_at": prepared.article.placed_at,
    }


def _add_revision(
    connection: Connection,
    prepared: PreparedArticle,
    revision: int,
    cause: RevisionCause,
    now: datetime,
) -> None:
    row = revision_row(prepared, revision, cause, now)
    connection.execute(insert(ARTICLE_REVISIONS).values(row))


def revision_row(
    prepared: PreparedArticle, revision: int, cause: RevisionCause, now: datetime
) -> dict[str, object]:
    """The row of one revision."""
    return {
        "article_id": prepared.article.id,
        "revision": revision,
        "cause": cause,
        "article": prepared.json,
        "stored_at": now,
    }


def _replace_revision(connection: Connection, prepared: PreparedArticle, revision: int) -> None:
    """Gives a revision its new facts; its text, which makes it a revision, is the same."""
    this = and_(R.article_id == prepared.article.id, R.revision == revision)
    connection.execute(update(ARTICLE_REVISIONS).where(this).values(article=prepared.json))


def _put_aliases(connection: Connection, article: Article, outcome: Outcome) -> bool:
    """Makes every spelling lead to the article; returns whether one is new.

    Its own address and the one it was read from are sure; others never take an address away from
    another article.
    """
    own = {url for url in (article.url, outcome.url) if fits_index(url)}
    every = spellings(article, outcome)
    column = ALIASES.c
    query = select(column.url, column.article_id)
    query = query.where(column.site == article.site, column.url.in_(every))
    known = {row.url: row.article_id for row in connection.execute(query)}
    fresh = sorted(every - known.keys())
    stolen = sorted(url for url in own & known.keys() if known[url] != article.id)
    for url in stolen:
        this = and_(column.site == article.site, column.url == url)
        connection.execute(update(ALIASES).where(this).values(article_id=article.id))
    if fresh:
        rows = [{"site": article.site, "url": url, "article_id": article.id} for url in fresh]
        connection.execute(insert(ALIASES), rows)
    return bool(fresh or stolen)


def spellings(article: Article, outcome: Outcome) -> set[str]:
    """Every address that leads to an article."""
    urls = (article.url, outcome.url, *outcome.aliases)
    return {url for url in urls if fits_index(url)}


def _add_translations(connection: Connection, article: Article) -> None:
    """Keeps the addresses that the article declares, so that they can be asked from both ends."""
    rows = translation_rows(article)
    if rows:
        connection.execute(insert(TRANSLATIONS), rows)


def translation_rows(article: Article) -> list[dict[str, object]]:
    """The rows of the addresses that an article declares."""
    urls = sorted({link.url for link in article.translations if fits_index(link.url)})
    return [{"article_id": article.id, "url": url} for url in urls]
