"""Making and opening books."""

import sqlite3
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine

from muster.paths import BOOK_SUFFIX
from muster.services.ports import BookError, Clock, Progress
from muster.storage import schema
from muster.storage.as_known import KnownBook, known_folder, wind_back
from muster.storage.base import APPLICATION_ID, VERSION
from muster.storage.book import SqliteBook
from muster.storage.change_log import Author
from muster.storage.connections import PATIENCE, engine, transaction, unlinked
from muster.storage.errors import plainly


class SqliteBookStore:
    """Makes and opens books, as :class:`muster.services.ports.BookStore` says."""

    def __init__(self, clock: Clock, author: Author, patience: int = PATIENCE) -> None:
        """Books log their changes under the author's name of the moment; ``patience`` is in seconds."""
        self._clock = clock
        self._author = author
        self._patience = patience

    def create(self, path: Path) -> SqliteBook:
        """Make a new, empty book, and the folder for it.

        Raises:
            BookError: when there is a file already, or it cannot be written.
        """
        connections = engine(path, self._patience)
        _make_empty(path)
        try:
            with plainly(path), transaction(connections, writing=True) as connection:
                schema.create(connection)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return SqliteBook(path, connections, self._clock, self._author)

    def open(self, path: Path) -> SqliteBook:
        """Open a book, upgrading it (after copying the file) when an older program made it.

        Raises:
            BookError: when it is not there, is not a book, is empty or damaged, or a newer program made it.
        """
        _refuse_at_sight(path)
        connections = engine(path, self._patience)
        with plainly(path):
            with transaction(connections) as connection:
                version = _version(path, connection)
            if version < VERSION:
                self._upgrade(path, connections, version)
            with transaction(connections) as connection:
                _refuse_incomplete(path, connection)
        return SqliteBook(path, connections, self._clock, self._author)

    def as_known(self, path: Path, last: int, progress: Progress | None = None) -> KnownBook:
        """A book as it stood after the step that ended with an entry of its log: a file of its own, to be read only.

        Raises:
            BookError: when the book cannot be read, or the disk for temporary files is full.
            Cancelled: from ``progress``.
        """
        folder, copy = known_folder(path)
        try:
            with plainly(path), transaction(engine(path, self._patience)) as kept:
                _copy(kept, copy)
            target = engine(copy, self._patience)
            with plainly(copy), unlinked(target) as made:
                wind_back(made, last, progress)
        except BaseException:
            folder.cleanup()
            raise
        book = KnownBook(copy, target, self._clock, self._author)
        book.folder = folder
        return book

    def _upgrade(self, path: Path, connections: Engine, version: int) -> None:
        from alembic.util import CommandError

        copy = path.with_name(f"{path.stem} (version {version}, {self._clock.now():%Y-%m-%d %H%M%S}){path.suffix}")
        with transaction(connections, writing=True) as connection:  # nobody else writes while it is copied
            try:
                with transaction(connections) as unchanged:
                    _copy(unchanged, copy)
                schema.upgrade(connection)
            except CommandError as error:
                copy.unlink(missing_ok=True)
                raise BookError(
                    f"The book “{path}” is damaged: its version is not one of Muster's; open a copy of it from before."
                ) from error
            except BaseException:
                copy.unlink(missing_ok=True)
                raise


def _make_empty(path: Path) -> None:
    """An empty file where there was none."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise BookError(
            f"The book “{path}” could not be made: “{path.parent}” is a file, not a folder; choose another place."
        ) from error
    except OSError as error:
        raise _not_made(path, error) from error
    try:
        path.open("xb").close()
    except FileExistsError as error:
        raise BookError(f"There is a file “{path}” already; open it, or give the new book another name.") from error
    except OSError as error:
        raise _not_made(path, error) from error


def _not_made(path: Path, error: OSError) -> BookError:
    return BookError(f"The book “{path}” could not be made: {error.strerror}; choose a folder that you may write to.")


def _refuse_at_sight(path: Path) -> None:
    """What can be told without reading the file."""
    try:
        if path.is_dir():
            raise BookError(f"“{path}” is a folder, not a book; open the file in it that ends in {BOOK_SUFFIX}.")
        if not path.stat().st_size:
            raise BookError(f"The file “{path}” is empty (0 bytes), so it is no book; open a copy of it from before.")
    except FileNotFoundError as error:
        raise BookError(f"There is no book “{path}”; check the name, or whether the drive is connected.") from error
    except OSError as error:
        raise BookError(
            f"The book “{path}” could not be opened: {error.strerror}; check the name and your access to it."
        ) from error


def _version(path: Path, connection: Connection) -> int:
    """The version of the program's books that the file is of."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        raise BookError(f"The file “{path}” belongs to another program, it is not a Muster book; open a Muster book.")
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if version > VERSION:
        raise _newer(path)
    return version


def _newer(path: Path) -> BookError:
    return BookError(f"The book “{path}” was made by a newer Muster; install that version to open it.")


def _refuse_incomplete(path: Path, connection: Connection) -> None:
    missing = ", ".join(schema.missing_parts(connection))
    revision = None if missing else schema.revision(connection)
    if revision is None:
        lacks = missing or "its version"
        raise BookError(f"The book “{path}” is damaged: it lacks {lacks}; open a copy of it from before.")
    if revision != schema.HEAD:
        raise _newer(path)


def _copy(connection: Connection, target: Path) -> None:
    """Copy the book's file through SQLite itself, which keeps its locks."""
    source = cast("sqlite3.Connection", connection.connection.driver_connection)
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
    finally:
        copy.close()
