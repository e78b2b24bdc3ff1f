"""What matching holds an article against, kept for the days that new articles may belong to."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Makes the tables; the job fills them with the articles that it matches."""
    op.create_table(
        "neighbourhoods",
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("site", name=op.f("pk_neighbourhoods")),
    )
    op.create_table(
        "neighbours",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_neighbours")),
    )
    op.create_index(op.f("ix_neighbours_site_minute"), "neighbours", ["site", "minute"])
    op.create_table(
        "neighbour_keys",
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("term", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("minute", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint(
            "site", "term", "minute", "article_id", name=op.f("pk_neighbour_keys")
        ),
        sqlite_with_rowid=False,
    )
