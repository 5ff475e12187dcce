"""The migrations make what the program makes, and leave what is in the book."""

import ast
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from muster.domain.records import KINDS, Record
from muster.services.ports import BookError
from muster.storage import base, schema, tables
from muster.storage.connections import engine, transaction
from muster.storage.store import SqliteBookStore
from tests.storage.examples import ONE_OF_EACH
from tests.storage.older_books import make_older

FOLDER = Path(schema.__file__).parent / "migrations"
VERSIONS = sorted(FOLDER.glob("versions/*.py"))


def structure(path: Path, make: Callable[[Connection], None]) -> dict[str, str]:
    """Every table, index and trigger as SQLite keeps its text, layout aside."""
    path.touch()
    with transaction(engine(path), writing=True) as connection:
        make(connection)
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return {name: " ".join(re.sub(r"([(),;])", r" \1 ", sql).split()) for name, sql in rows}


def test_the_last_migration_leads_to_the_tables_that_the_program_makes(tmp_path: Path) -> None:
    made = structure(tmp_path / "made.muster", schema.create)
    migrated = structure(tmp_path / "migrated.muster", schema.upgrade)
    assert len(made) > len(tables.RECORD_ROWS)
    assert migrated == made


def test_the_version_is_the_number_of_the_last_migration(tmp_path: Path) -> None:
    assert [path.name.partition("_")[0] for path in VERSIONS] == [
        f"{number:04d}" for number in range(1, base.VERSION + 1)
    ]
    for make in (schema.create, schema.upgrade):
        path = tmp_path / make.__name__
        structure(path, make)
        with closing(sqlite3.connect(path)) as file:
            assert file.execute("SELECT version_num FROM alembic_version").fetchall() == [(schema.HEAD,)]
            assert file.execute("PRAGMA user_version").fetchone() == (base.VERSION,)
            assert file.execute("PRAGMA application_id").fetchone() == (base.APPLICATION_ID,)


@pytest.mark.parametrize("path", [FOLDER / "env.py", *VERSIONS], ids=lambda path: path.name)
def test_a_migration_imports_nothing_of_ours(path: Path) -> None:
    """It must do the same in ten years, whatever the program has become."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert {str(name).partition(".")[0] for name in imported} <= {"alembic", "sqlalchemy"}


@pytest.fixture
def older(path: Path) -> Path:
    """A book from before the first table."""
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"PRAGMA application_id = {base.APPLICATION_ID}")
        file.executescript("CREATE TABLE notes (text); INSERT INTO notes VALUES ('kept');")
    return path


def test_an_older_book_is_copied_then_brought_up_to_date(store: SqliteBookStore, older: Path) -> None:
    book = store.open(older)
    (copy,) = (each for each in older.parent.iterdir() if each != older)
    assert copy.name == "Ünïon County 100%?# (version 0, 2026-11-22 100454).muster"
    with closing(sqlite3.connect(copy)) as file:
        assert file.execute("PRAGMA application_id").fetchone() == (base.APPLICATION_ID,)
        assert file.execute("PRAGMA user_version").fetchone() == (0,)
        assert file.execute("SELECT name FROM sqlite_schema").fetchall() == [("notes",)]
        assert file.execute("SELECT * FROM notes").fetchall() == [("kept",)]
    assert book.check() == []
    store.open(older)
    assert len(list(older.parent.iterdir())) == 2


@pytest.mark.parametrize("version", range(1, base.VERSION))
def test_a_book_of_every_version_so_far_opens_with_all_that_is_in_it(
    store: SqliteBookStore, path: Path, version: int
) -> None:
    """Of a version's own making, from before the tables that came after it."""
    kept = [each for each in ONE_OF_EACH if isinstance(each, KINDS)]
    kinds: dict[type[Record], None] = dict.fromkeys(map(type, kept))
    with closing(store.create(path)) as book, book.change("Add") as work:
        for record in kept:
            work.add(record)
    make_older(path, version)
    with closing(store.open(path)) as book:
        assert book.check() == []
        with book.read() as reader:
            assert [each for kind in kinds for each in reader.all(kind)] == kept
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (base.VERSION,)


def test_an_upgrade_that_fails_leaves_the_book_alone(
    store: SqliteBookStore, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = older.read_bytes()
    upgrade = schema.upgrade

    def failing(connection: Connection) -> None:
        upgrade(connection)
        raise KeyboardInterrupt

    monkeypatch.setattr(schema, "upgrade", failing)
    with pytest.raises(KeyboardInterrupt):
        store.open(older)
    assert older.read_bytes() == before
    assert list(older.parent.iterdir()) == [older]


def test_a_book_of_a_newer_program_is_refused(store: SqliteBookStore, path: Path) -> None:
    store.create(path).close()
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"PRAGMA user_version = {base.VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(BookError, match="newer Muster"):
        store.open(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
