"""When each site is crawled next, who crawls it now, how the last time ended."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the table; schedulers enter the sites."""
    op.create_table(
        "schedule",
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_by", sa.String()),
        sa.Column("leased_until", sa.DateTime(timezone=True)),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.String()),
        sa.Column("exit_code", sa.Integer()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("says", sa.Text()),
        sa.PrimaryKeyConstraint("site", name=op.f("pk_schedule")),
    )
