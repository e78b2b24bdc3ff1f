"""Which articles of different sites tell the same event."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Makes the table; the job fills it where it is asked to."""
    op.create_table(
        "same_events",
        sa.Column("first_id", sa.String(), nullable=False),
        sa.Column("second_id", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_same_events")),
    )
    op.create_index(op.f("ix_same_events_second_id"), "same_events", ["second_id"])
