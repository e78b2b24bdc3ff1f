"""What the newsroom changed in an article since it was first read: the states before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from scraper.items import Article
from scraper.storage import ArticleRevision, Store, StoredArticle


def find_edits(store: Store, stored: StoredArticle) -> tuple[tuple[Article, Article], ...]:
    """Each edit as the states before and after it, oldest first.

    A state that only better rules made is no edit, though it may be what a later edit is held
    against.
    """
    if stored.revision == 1:
        return ()
    return tuple(_pairs(store.revisions(stored.article.id)))


def _pairs(revisions: tuple[ArticleRevision, ...]) -> Iterator[tuple[Article, Article]]:
    for before, after in pairwise(revisions):
        if after.cause == "newsroom":
            yield before.article, _at_its_time(after)


def _at_its_time(revision: ArticleRevision) -> Article:
    """The state as it was first seen: facts of a text that stayed may be of a later visit."""
    seen = revision.article.fetched_at or revision.stored_at
    return replace(revision.article, fetched_at=min(seen, revision.stored_at))
