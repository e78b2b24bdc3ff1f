"""The tables of the store as SQLAlchemy metadata; the migrations make them, nothing here does.

A column named `*_id` points to the table of that noun. Times are UTC, texts that hold JSON say so.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

WITHDRAWN = "withdrawn"  # the reason of frontier rows that must never be fetched again

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)


class UtcTime(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC on engines that know time zones and on those that do not."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time in UTC, without its zone for SQLite."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"the store takes aware datetimes only, not {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time as an aware UTC datetime."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text that came from outside: NUL characters, which PostgreSQL refuses, are left out."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text without NUL characters."""
        return value.replace("\0", "") if value else value


# what the indexes of a table hold besides their order, so that a filter never reads the table
_FACTS = ("langs", "kinds", "complete", "sequence")
_PLACE = ("shown_at", "record_id", "place")


def _number() -> Column[int]:
    """The surrogate key of a table."""
    return Column("id", Integer, primary_key=True)


RUNS = Table(
    "runs",
    METADATA,
    _number(),
    Column("site", String, nullable=False),
    Column("host", String, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("finished_at", UtcTime),
    Column("outcome", String),
    Column("arguments", Text, nullable=False),  # JSON
    Column("stats", Text),  # JSON
    Index(None, "site", "id"),
)

FRONTIER = Table(
    "frontier",
    METADATA,
    _number(),
    Column("site", String, nullable=False),
    Column("url", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("edition", String, nullable=False),
    Column("state", String, nullable=False),
    Column("leased_by", Integer),
    Column("leased_until", UtcTime),
    Column("state_before", String),  # where a lost lease goes back to
    Column("tries", Integer, nullable=False),
    Column("visits", Integer, nullable=False),
    Column("next_fetch_at", UtcTime),
    Column("priority", Integer, nullable=False),
    Column("found_on", Words),
    Column("found_at", UtcTime, nullable=False),
    Column("published_at", UtcTime),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("last_status", Integer),
    Column("last_run", Integer),
    Column("reason", Words),
    Column("article_id", String),
    UniqueConstraint("url", "site"),  # the address first: it tells more than the site
    Index(None, "site", "state", "next_fetch_at"),
    Index(None, "leased_by"),
    Index(None, "article_id"),
)

PAGES = Table(
    "pages",
    METADATA,
    _number(),
    Column("site", String, nullable=False),
    Column("url", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("latest", Boolean, nullable=False),
    Column("final_url", Words, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", Text, nullable=False),  # JSON
    Column("cut", String),  # why the body is not whole
    Column("digest", LargeBinary, nullable=False),  # SHA-256 of the body before compression
    Column("body", LargeBinary, nullable=False),  # zstd
    Column("first_fetched_at", UtcTime, nullable=False),
    Column("fetched_at", UtcTime, nullable=False),
    Index(None, "site", "url", "latest"),
)

ARTICLES = Table(
    "articles",
    METADATA,
    Column("id", String, primary_key=True),
    Column("site", String, nullable=False),
    Column("lang", String, nullable=False),
    Column("page_url", String, nullable=False),  # the frontier's address that gave it last
    Column("revision", Integer, nullable=False),
    Column("change", Integer, nullable=False, unique=True),
    Column("published_at", UtcTime),
    Column("placed_at", UtcTime),  # published, or else fetched
    Column("gone_at", UtcTime),
    Column("withdrawn_at", UtcTime),
    Column("first_seen_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Index(None, "site", "published_at"),
    Index(None, "site", "placed_at"),
    Index(None, "site", "page_url"),
)

ARTICLE_REVISIONS = Table(
    "article_revisions",
    METADATA,
    Column("article_id", String, ForeignKey(ARTICLES.c.id), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("cause", String, nullable=False),
    Column("article", Text, nullable=False),  # JSON
    Column("stored_at", UtcTime, nullable=False),
)

ALIASES = Table(
    "aliases",
    METADATA,
    Column("url", String, primary_key=True),
    Column("site", String, primary_key=True),
    Column("article_id", String, ForeignKey(ARTICLES.c.id), nullable=False),
    Index(None, "article_id"),
)

TRANSLATIONS = Table(
    "translations",
    METADATA,
    Column("article_id", String, ForeignKey(ARTICLES.c.id), primary_key=True),
    Column("url", String, primary_key=True),
    Index(None, "url"),
)

STORIES = Table(
    "stories",
    METADATA,
    Column("id", String, primary_key=True),
    Column("site", String, nullable=False),
    Column("story", Text, nullable=False),  # JSON
    Column("opened_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Column("ended", Boolean, nullable=False),
    Column("replaced_by", String),
    Index(None, "site"),
)

STORY_ARTICLES = Table(
    "story_articles",
    METADATA,
    Column("article_id", String, primary_key=True),
    Column("story_id", String, ForeignKey(STORIES.c.id), nullable=False),
    Index(None, "story_id"),
)

RECORDS = Table(
    "records",
    METADATA,
    Column("id", String, primary_key=True),
    Column("site", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("sequence", Integer, nullable=False, unique=True),
    Column("removed", Boolean, nullable=False),
    Column("withdrawn_at", UtcTime),
    Index(None, "site", "sequence"),
)

RECORD_REVISIONS = Table(
    "record_revisions",
    METADATA,
    Column("record_id", String, ForeignKey(RECORDS.c.id), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("sequence", Integer, nullable=False, unique=True),
    Column("record", Text, nullable=False),  # JSON
    Column("published_at", UtcTime, nullable=False),  # when this revision was published
)

RECORD_TRAITS = Table(
    "record_traits",  # what any revision of a record ever had; `record_words` differs by engine
    METADATA,
    Column("record_id", String, ForeignKey(RECORDS.c.id), primary_key=True),
    Column("langs", Text, nullable=False),  # parted by spaces, with one at each end
    Column("complete", Boolean, nullable=False),
)

FACETS = Table(
    "facets",  # what people look for a live record by; whole in its indexes, see the migration
    METADATA,
    Column("record_id", String, ForeignKey(RECORDS.c.id), primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("site", String, nullable=False),
    Column("shown_at", UtcTime, nullable=False),  # first publication, else the last update
    Column("langs", Text, nullable=False),  # parted by spaces, with one at each end
    Column("complete", Boolean, nullable=False),
    Column("kinds", Text, nullable=False),  # of its divergences, written as the languages
    Index("ix_facets_newest", "shown_at", "record_id", "site", *_FACTS),
    Index("ix_facets_site", "site", "shown_at", "record_id", *_FACTS),
    Index("ix_facets_sequence", "sequence"),
)

DIVERGENCES = Table(
    "divergences",
    METADATA,
    Column("record_id", String, ForeignKey(RECORDS.c.id), primary_key=True),
    Column(
        "place", Integer, primary_key=True, autoincrement=False
    ),  # 0, -1 ...: all sort downwards
    Column("site", String, nullable=False),
    Column("shown_at", UtcTime, nullable=False),  # as the record's
    Column("severity", Integer, nullable=False),  # from 1, the mildest
    Column("kind", String, nullable=False),
    Column("langs", Text, nullable=False),  # parted by spaces, with one at each end
    Index("ix_divergences_newest", *_PLACE, "severity", "kind", "site", "langs"),
    Index("ix_divergences_severity", "severity", *_PLACE, "kind", "site", "langs"),
    Index("ix_divergences_kind", "kind", "severity", *_PLACE, "site", "langs"),
)

COUNTERS = Table(
    "counters",  # the last number given out; a row's lock also orders the writers
    METADATA,
    Column("name", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

MARKS = Table(
    "marks",  # how far a reader of the changes has come
    METADATA,
    Column("name", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

LEASES = Table(
    "leases",
    METADATA,
    Column("name", String, primary_key=True),
    Column("holder", String, nullable=False),
    Column("until", UtcTime, nullable=False),
)

SNAPSHOTS = Table(
    "snapshots",
    METADATA,
    Column("name", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("payload", LargeBinary, nullable=False),  # zstd
    Column("created_at", UtcTime, nullable=False),
)
