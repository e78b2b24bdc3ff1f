"""What people look for stories and divergences by, and the indexes that answer them."""

import sqlalchemy as sa
from alembic import op

from scraper.storage.facets import put_stored_facets

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the tables and fills them from what is published."""
    _make_facets()
    _make_divergences()
    put_stored_facets(op.get_bind())


def _make_facets() -> None:
    op.create_table(
        "facets",
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("langs", sa.Text(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["records.id"], name=op.f("fk_facets_record_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_facets")),
    )
    facts = ["langs", "kinds", "complete", "sequence"]
    op.create_index("ix_facets_newest", "facets", ["shown_at", "record_id", "site", *facts])
    op.create_index("ix_facets_site", "facets", ["site", "shown_at", "record_id", *facts])
    op.create_index("ix_facets_sequence", "facets", ["sequence"])


def _make_divergences() -> None:
    op.create_table(
        "divergences",
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("langs", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["records.id"], name=op.f("fk_divergences_record_id")
        ),
        sa.PrimaryKeyConstraint("record_id", "place", name=op.f("pk_divergences")),
    )
    tail = ["shown_at", "record_id", "place"]
    facts = ["site", "langs"]
    op.create_index("ix_divergences_newest", "divergences", [*tail, "severity", "kind", *facts])
    op.create_index("ix_divergences_severity", "divergences", ["severity", *tail, "kind", *facts])
    op.create_index("ix_divergences_kind", "divergences", ["kind", "severity", *tail, *facts])
