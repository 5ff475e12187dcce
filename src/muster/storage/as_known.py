"""A book as it stood after one of its steps: a copy of it, wound back along its log."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

from sqlalchemy import Connection

from muster.domain.records import ALL_KINDS
from muster.services.ports import BookError, Progress
from muster.storage.book import SqliteBook
from muster.storage.connections import driver_rows
from muster.storage.mapping import RecordTable, table_of

_BATCH = 5_000
_LASTING = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%refuses%'"
_SINCE = "SELECT DISTINCT entity_id FROM change_log WHERE sequence > ? AND entity = ?"
_THEN = """
SELECT entity_id, after, max(sequence) FROM change_log
WHERE entity = ? AND sequence <= ? AND entity_id IN (SELECT entity_id FROM change_log WHERE sequence > ? AND entity = ?)
GROUP BY entity_id
"""
"""SQLite gives ``after`` of the row that has the highest sequence."""
_ENDS = (
    "DELETE FROM claim_contents WHERE number NOT IN (SELECT number FROM claims)",
    "DELETE FROM change_log WHERE sequence > {last}",
    """DELETE FROM file_contents WHERE sha256 NOT IN (
        SELECT json_extract(after, '$.sha256') FROM change_log WHERE entity = 'attachments' AND after IS NOT NULL
    )""",
    "DELETE FROM steps WHERE last_entry > {last}",
    "DELETE FROM log_head",
    "INSERT INTO log_head SELECT sequence, hash FROM change_log ORDER BY sequence DESC LIMIT 1",
)


class KnownBook(SqliteBook):
    """A book as it once was: it is only read, and gone when it is let go of."""

    folder: "TemporaryDirectory[str]"
    """Where its file is."""

    def change(self, action: str) -> NoReturn:  # noqa: ARG002 - as any book's
        """Refused.

        Raises:
            BookError: always.
        """
        raise BookError("This is the book as it once was, to be read only; make the change in the book itself.")

    def close(self) -> None:
        """Let go of the file and remove it."""
        super().close()
        self.folder.cleanup()


def known_folder(path: Path) -> "tuple[TemporaryDirectory[str], Path]":
    """A folder of its own for a book as it once was, for this user only, and the file's place in it."""
    folder = TemporaryDirectory(prefix="muster-", ignore_cleanup_errors=True)
    return folder, Path(folder.name) / path.name


def wind_back(book: Connection, last: int, progress: Progress | None) -> None:
    """Bring a copy back to what it was after the entry that ended a step; its foreign keys are not enforced meanwhile.

    Raises:
        Cancelled: from ``progress``, which is told the kinds of record that are done.
    """
    lasting = driver_rows(book, _LASTING).fetchall()
    for name, _ in lasting:
        book.exec_driver_sql(f"DROP TRIGGER {name}")
    for place, kind in enumerate(ALL_KINDS):
        if progress:
            progress(place, len(ALL_KINDS))
        _wind_back(book, table_of(kind), last)
    for statement in _ENDS:
        book.exec_driver_sql(statement.format(last=last))
    for _, trigger in lasting:
        book.exec_driver_sql(trigger)


def _wind_back(book: Connection, table: RecordTable[Any], last: int) -> None:
    """The records of a kind that were changed since, as they were then."""
    entity = table.kind.kind
    since = driver_rows(book, _SINCE, last, entity).fetchall()
    if not since:
        return
    book.exec_driver_sql(table.delete, since)
    states = driver_rows(book, _THEN, entity, last, last, entity)
    while rows := states.fetchmany(_BATCH):
        there = [(number, after) for number, after, _ in rows if after is not None]
        if there:
            numbers, records = zip(*there, strict=True)
            book.exec_driver_sql(table.insert, table.parsed(records, numbers))
