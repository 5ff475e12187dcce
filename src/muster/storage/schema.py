"""The book's structure: made new, compared with what it should be, brought up to date."""

import re
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, create_engine

from muster.storage import triggers as _triggers  # noqa: F401 - they are made with their tables
from muster.storage.base import APPLICATION_ID, VERSION, Row

HEAD = f"{VERSION:04d}"
"""Alembic's name of the last migration."""

_QUOTES = re.compile(r"[\"\s]+")
"""A migration that makes a table anew leaves its name in quotation marks, and spaces as it likes."""

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
    """The tables and columns that the book should have and has not, by name; nothing can be read without them."""
    kept = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars().all()
    tables = Row.metadata.sorted_tables
    missing = [name for name in ("alembic_version", *(table.name for table in tables)) if name not in kept]
    for table in (each for each in tables if each.name in kept):
        columns = set(connection.exec_driver_sql(f"SELECT name FROM pragma_table_info('{table.name}')").scalars())  # noqa: S608 - our names
        missing += [f"{table.name}.{column.name}" for column in table.columns if column.name not in columns]
    return [f"“{name}”" for name in missing]


def altered_parts(connection: Connection) -> Iterator[str]:
    """What is wrong with the book's structure, in plain sentences: a part that is gone, was changed or was added."""
    wanted, kept = _new(), _parts(connection)
    for name in sorted({*wanted, *kept}):
        if name not in kept:
            yield f"The book lacks its own “{name}”."
        elif name not in wanted:
            if not kept[name].startswith("CREATETABLE"):  # a table of somebody else's harms nothing
                yield f"The book has “{name}”, which Muster did not make."
        elif wanted[name] != kept[name]:
            yield f"The book's “{name}” is not as Muster made it."


def _new() -> Mapping[str, str]:
    """The parts of a new book."""
    with create_engine("sqlite://").connect() as connection:
        create(connection)
        return _parts(connection)


def _parts(connection: Connection) -> Mapping[str, str]:
    """Tables, indexes and triggers as the statements that made them; SQLite's own are not among them."""
    made = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    return {name: _QUOTES.sub("", sql) for name, sql in connection.exec_driver_sql(made)}
