"""Brings the tables of a database up to date; the steps are in `versions`, one file each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, String, column, inspect, select, table, text

from scraper.storage.values import StoreError

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent
ONE_AT_A_TIME = 7_846_852  # a number of our own: two processes never upgrade PostgreSQL at once


def make_config(connection: Connection) -> Config:
    """Alembic's configuration for one open connection; there is no alembic.ini."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection) -> None:
    """Runs the steps that the database lacks, inside the caller's transaction.

    Raises StoreError when the database was made by a newer version than this one.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
    if find_version(connection) != newest_version():
        _run_steps(connection)


def find_version(connection: Connection) -> str | None:
    """The last step that a database has seen; None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version = table("alembic_version", column("version_num", String))
    return connection.execute(select(version.c.version_num)).scalar()


def newest_version() -> str:
    """The last step there is; a step's file is called after its number."""
    return max(path.stem[1:5] for path in (FOLDER / "versions").glob("r????_*.py"))


def _run_steps(connection: Connection) -> None:
    # Alembic is loaded only when there is something to do: it costs every command a sixth of a
    # second and 10 MB
    from alembic import command
    from alembic.util.exc import CommandError

    try:
        command.upgrade(make_config(connection), "head")
    except CommandError as error:
        raise StoreError(f"this database was made by another version: {error}") from error
