"""Books of earlier versions of the program, made of a book of today's."""

import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path

from alembic.config import Config

from muster.storage import base
from muster.storage.connections import engine, transaction


def make_older(path: Path, version: int) -> None:
    """Make a closed book what it would be in an earlier version, without the tables that came later."""
    older = path.with_name("older.muster")
    older.touch()
    with transaction(engine(older), writing=True) as connection:
        config = Config()
        config.set_main_option("script_location", "muster.storage:migrations")
        config.attributes["connection"] = connection
        import_module("alembic.command").upgrade(config, f"{version:04d}")
        connection.exec_driver_sql(f"PRAGMA application_id = {base.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")
    with closing(sqlite3.connect(older, isolation_level=None)) as file:
        file.execute("ATTACH ? AS today", (str(path),))
        for table in tables(file):
            names = [name for (name,) in file.execute("SELECT name FROM pragma_table_info(?)", (table,))]
            columns = ", ".join(names)
            file.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM today.{table} ORDER BY rowid")
    older.replace(path)


def tables(file: sqlite3.Connection) -> list[str]:
    """The names of a book's tables, the migrations' own aside."""
    wanted = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name <> 'alembic_version'"
    return [name for (name,) in file.execute(wanted)]
