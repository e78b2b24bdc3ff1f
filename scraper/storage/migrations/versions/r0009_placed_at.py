"""Where an article stands in time: when it was published, or else fetched."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ARTICLES = sa.table(
    "articles",
    sa.column("id", sa.String),
    sa.column("revision", sa.Integer),
    sa.column("published_at", sa.DateTime(timezone=True)),
    sa.column("placed_at", sa.DateTime(timezone=True)),
)
REVISIONS = sa.table(
    "article_revisions",
    sa.column("article_id", sa.String),
    sa.column("revision", sa.Integer),
    sa.column("article", sa.Text),
)


def upgrade() -> None:
    """Adds the time by which windows are cut, and reads it off the articles that are there."""
    op.add_column("articles", sa.Column("placed_at", sa.DateTime(timezone=True)))
    op.execute(ARTICLES.update().values(placed_at=ARTICLES.c.published_at))
    connection = op.get_bind()
    for identity, at in list(_fetched(connection)):
        this = ARTICLES.update().where(ARTICLES.c.id == identity)
        connection.execute(this.values(placed_at=at))
    op.create_index(op.f("ix_articles_site_placed_at"), "articles", ["site", "placed_at"])


def _fetched(connection: sa.Connection) -> Iterator[tuple[str, datetime]]:
    """When each article without a publication time was fetched."""
    this = sa.and_(
        REVISIONS.c.article_id == ARTICLES.c.id, REVISIONS.c.revision == ARTICLES.c.revision
    )
    query = sa.select(ARTICLES.c.id, REVISIONS.c.article).join(REVISIONS, this)
    for identity, text in connection.execute(query.where(ARTICLES.c.published_at.is_(None))):
        if written := json.loads(text).get("fetched_at"):
            at = datetime.fromisoformat(written).astimezone(UTC)
            yield identity, at.replace(tzinfo=None) if connection.dialect.name == "sqlite" else at
