"""The book's structure: made new, compared with what it should be, brought up to date."""

from sqlalchemy import Connection

from muster.storage.base import APPLICATION_ID, VERSION, Row
from muster.storage.triggers import TRIGGERS

HEAD = f"{VERSION:04d}"
"""Alembic's name of the last migration."""

_ALEMBIC = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
    " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def create(connection: Connection) -> None:
    """Make every table in an empty file, as the migrations would (a test proves it)."""
    Row.metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(_ALEMBIC)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))
    stamp(connection)


def stamp(connection: Connection) -> None:
    """Mark the file as a book of this version."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def upgrade(connection: Connection) -> None:
    """Bring an older book's tables up to date."""
    from importlib import import_module

    from alembic.config import Config

    command = import_module("alembic.command")
    config = Config()
    config.set_main_option("script_location", "muster.storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    stamp(connection)


def revision(connection: Connection) -> str | None:
    """Alembic's name of the last migration that the book has seen; None when it is not noted."""
    noted: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return noted


def missing_parts(connection: Connection) -> list[str]:
    """The tables, indexes and triggers that the book should have and has not, by name."""
    kept = set(connection.exec_driver_sql("SELECT name FROM sqlite_schema").scalars())
    tables = Row.metadata.sorted_tables
    wanted = [
        "alembic_version",
        *(table.name for table in tables),
        *(index.name for table in tables for index in table.indexes),
        *TRIGGERS,
    ]
    return [f"“{name}”" for name in wanted if name not in kept]
