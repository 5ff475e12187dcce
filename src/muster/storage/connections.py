"""Connections to a book's file and their transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from os import fsencode
from pathlib import Path
from typing import cast
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

PATIENCE = 5
"""Seconds to wait for another program to finish writing."""

_PRAGMAS = (
    "foreign_keys = ON",
    "synchronous = FULL",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "cache_size = -65536",
    "temp_store = MEMORY",
)


def engine(path: Path, patience: int = PATIENCE) -> Engine:
    """Connections to the file, which must be there already."""
    location = path.absolute().as_posix() if path.drive.startswith("\\\\") else _rooted(path)
    address = "file://" + quote(fsencode(location))  # a name on Linux may be any bytes

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(f"{address}?mode=rw", timeout=patience, isolation_level=None, uri=True)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    made = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(made, "begin", _begin)
    return made


def _rooted(path: Path) -> str:
    posix = path.absolute().as_posix()
    return posix if posix.startswith("/") else f"/{posix}"


def _begin(connection: Connection) -> None:
    """Python's driver would begin a transaction only before the first change."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def transaction(engine: Engine, *, writing: bool = False) -> Iterator[Connection]:
    """A connection and its one transaction: stored at the block's end, taken back on an error."""
    with engine.connect().execution_options(writing=writing) as connection, connection.begin() as begun:
        yield connection
        if not writing:
            begun.rollback()  # there is nothing to store, and a damaged file cannot even do that


@contextmanager
def unlinked(engine: Engine) -> Iterator[Connection]:
    """A connection and its one transaction in which a record may name another that is not there (yet)."""
    with engine.connect().execution_options(writing=True) as connection:
        cast("sqlite3.Connection", connection.connection.driver_connection).execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            yield connection


def driver_rows(connection: Connection, statement: str, *values: str | int) -> sqlite3.Cursor:
    """Rows as the driver gives them, for statements of which there may be a million."""
    return cast("sqlite3.Connection", connection.connection.driver_connection).execute(statement, values)
