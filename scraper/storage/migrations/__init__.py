"""Brings the tables of a database up to date; the steps are in `versions`, one file each."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, text

from scraper.storage.values import StoreError

FOLDER = Path(__file__).parent
ONE_AT_A_TIME = 7_846_852  # a number of our own: two processes never upgrade PostgreSQL at once


def make_config(connection: Connection) -> Config:
    """Alembic's configuration for one open connection; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection) -> None:
    """Runs the steps that the database lacks, inside the caller's transaction.

    Raises StoreError when the database was made by a newer version than this one.
    """
    config = make_config(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
    current = MigrationContext.configure(connection).get_current_revision()
    if current == ScriptDirectory.from_config(config).get_current_head():
        return
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(f"this database was made by another version: {error}") from error
