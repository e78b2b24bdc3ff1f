"""What Alembic runs for every upgrade: the steps, in the transaction it was given."""

from __future__ import annotations

from alembic import context

from scraper.storage.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transaction_per_migration=False,
)
context.run_migrations()
