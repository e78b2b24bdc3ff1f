"""What an encoder made of each article's text."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes the table; the job fills it where an encoder is used."""
    op.create_table(
        "vectors",
        sa.Column("encoder", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("encoder", "article_id", "revision", name=op.f("pk_vectors")),
    )
