"""Full text of the published records, and which languages each of them ever had."""

import sqlalchemy as sa
from alembic import op

from scraper.storage.changes import remember_stored_traits
from scraper.storage.search import index_stored_words

revision = "0002"
down_revision = "0001"

# The words' table differs by engine and is therefore in no metadata. SQLite's index holds no text
# of its own; a row's number is the sequence of the revision whose words it has.
SQLITE = """
    CREATE VIRTUAL TABLE record_words
    USING fts5(words, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0')
"""
POSTGRESQL = (
    "CREATE TABLE record_words (sequence INTEGER PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX ix_record_words_words ON record_words USING gin (words)",
)


def upgrade() -> None:
    """Makes the tables and fills them from what is published."""
    op.create_table(
        "record_traits",
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("langs", sa.Text(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["records.id"], name=op.f("fk_record_traits_record_id")
        ),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_record_traits")),
    )
    connection = op.get_bind()
    for statement in (SQLITE,) if connection.dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
    index_stored_words(connection)
    remember_stored_traits(connection)
