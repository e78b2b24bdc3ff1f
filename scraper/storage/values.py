"""The values that go into the store and come out of it, beside the nouns; no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from scraper.items import Article, Page, Record, RevisionCause, Story

RowKind = Literal["source", "article"]
OutcomeState = Literal["done", "failed", "gone", "blocked"]
StoredKind = Literal["new", "edited", "unchanged", "rejected", "gone", "withdrawn", "none"]


class StoreError(Exception):
    """The store cannot be opened or used as asked; the message says what to do."""


class LeaseLostError(StoreError):
    """Somebody else holds the lease that this write needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """An address to fetch; `url` is normalised, `published_at` a hint from where it was found.

    A higher `priority` is claimed sooner.
    """

    url: str
    site: str
    kind: RowKind
    edition: str
    priority: int = 0
    found_on: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A row of the frontier that a run holds a lease on.

    `tries` counts the failures since the last success, `visits` the successes; `article_id` is the
    article that the last visit gave, `edits` how often visits found it edited.
    """

    url: str
    kind: RowKind
    edition: str
    tries: int = 0
    visits: int = 0
    etag: str | None = None
    last_modified: str | None = None
    published_at: datetime | None = None
    article_id: str | None = None
    edits: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one claimed address; `Store.commit` stores it whole or not at all.

    `url` is the address as claimed; the page is stored under it. `rejected` is the reason why the
    page is no article. `more` are further pages of the same article, each stored under its own
    address, as a part of it. `aliases` are other normalised spellings of the article's address
    (redirect sources, canonical, AMP). `next_fetch_at` is when to visit it again, None for never,
    and `next_fetch_if_edited` the same when the article turns out to be edited. `cause` is
    `rules` when a stored page was read again. `not_modified` is a 304: the visit counts, and `etag`
    and `last_modified` stay as they were unless given.
    """

    site: str
    url: str
    state: OutcomeState
    run_id: int | None = None
    page: Page | None = None
    more: tuple[Page, ...] = ()
    article: Article | None = None
    rejected: str | None = None
    links: tuple[NewLink, ...] = ()
    aliases: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    next_fetch_at: datetime | None = None
    next_fetch_if_edited: datetime | None = None
    not_modified: bool = False
    status: int | None = None
    reason: str | None = None
    cause: RevisionCause = "newsroom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What `commit` made of one outcome, in the order given.

    `kind` is `none` for a source or a failure; `gone` when an article's page is gone; `withdrawn`
    when the article was withdrawn before and is refused. `changed` says that matching must look at
    the article again, which a new translation link asks for without a new revision. `new_links`
    counts the links that the frontier did not know.
    """

    url: str
    kind: StoredKind
    article_id: str | None = None
    revision: int | None = None
    changed: bool = False
    new_links: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """One revision of an article with what the store knows about the article.

    `change` is the number of the article's last change of any kind (text, links, gone, withdrawn).
    `gone` says that its page answered 404 or 410 on the last visit; `withdrawn` is for good.
    """

    article: Article
    revision: int
    cause: RevisionCause
    gone: bool
    withdrawn: bool
    change: int
    first_seen_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRevision:
    """One state of an article's text: when it was stored and why it differs from the one before."""

    article: Article
    revision: int
    cause: RevisionCause
    stored_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredStory:
    """A story as last saved; one that ended has no articles and may name what replaced it."""

    story: Story
    opened_at: datetime
    changed_at: datetime
    ended: bool = False
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishChange:
    """One record to publish, or the id of one to take out: exactly one of the two is given.

    `replaced_by` names the record that took over a removed one.
    """

    record: Record | None = None
    removed: str | None = None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What `publish` made of one change; `changed` is false when the content was published before.

    `sequence` and `revision` are 0 when there was nothing to remove.
    """

    id: str
    sequence: int
    revision: int
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What `withdraw` took out: the articles, and the ids of published records that showed them.

    `already` are articles and records that were taken out before; `address` is one that waited for
    its first visit and is never fetched now.
    """

    articles: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One crawl of a site: who ran it, with which arguments, how it ended."""

    id: int
    site: str
    host: str
    pid: int
    started_at: datetime
    finished_at: datetime | None = None
    outcome: str | None = None
    arguments: Mapping[str, object] = field(default_factory=dict)
    stats: Mapping[str, object] = field(default_factory=dict)
