"""A book as it stood after one of its steps: its log up to there, and the records that the log then leads to."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

from sqlalchemy import Connection

from muster.domain.ledger.records import CertifiedClaim
from muster.domain.records import ALL_KINDS
from muster.services.ports import BookError, Progress
from muster.storage.book import SqliteBook
from muster.storage.change_log import COLUMNS, INSERT
from muster.storage.connections import driver_rows
from muster.storage.mapping import RecordTable, table_of

_BATCH = 5_000
_LOG = f"SELECT {COLUMNS} FROM change_log WHERE sequence BETWEEN ? AND ? ORDER BY sequence"  # noqa: S608 - our names
_HEAD = "INSERT INTO log_head SELECT sequence, hash FROM change_log ORDER BY sequence DESC LIMIT 1"
_GAPS = "SELECT sql FROM sqlite_schema WHERE name = 'steps_refuses_gaps'"
_STEPS = "SELECT number, first_entry, last_entry, way, target FROM steps WHERE last_entry <= ? ORDER BY number"
_STATES = """
SELECT entity_id, after, max(sequence) FROM change_log WHERE entity = ? AND sequence <= ? GROUP BY entity_id
"""
"""SQLite gives ``after`` of the row that has the highest sequence."""


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


def replay(source: Connection, target: Connection, last: int, progress: Progress | None) -> None:
    """Copy the log up to an entry that ended a step, and make the records that it leads to.

    Raises:
        Cancelled: from ``progress``, which is told the entries copied, of twice as many.
    """
    for start in range(1, last + 1, _BATCH):
        if progress:
            progress(start, 2 * last)
        _insert(target, INSERT, driver_rows(source, _LOG, start, min(start + _BATCH - 1, last)).fetchall())
    if last:
        target.exec_driver_sql(_HEAD)
    _copy_steps(source, target, last)
    for place, kind in enumerate(ALL_KINDS):
        if progress:
            progress(last + last * place // len(ALL_KINDS), 2 * last)
        _copy_records(source, target, table_of(kind), last)
        if kind is CertifiedClaim:
            _copy_contents(source, target)


def _copy_steps(source: Connection, target: Connection, last: int) -> None:
    """All at once; the trigger wants each before the log goes on."""
    trigger = str(target.exec_driver_sql(_GAPS).scalar_one())
    target.exec_driver_sql("DROP TRIGGER steps_refuses_gaps")
    _insert(target, "INSERT INTO steps VALUES (?, ?, ?, ?, ?)", driver_rows(source, _STEPS, last).fetchall())
    target.exec_driver_sql(trigger)


def _copy_records(source: Connection, target: Connection, table: RecordTable[Any], last: int) -> None:
    states = driver_rows(source, _STATES, table.kind.kind, last)
    while rows := states.fetchmany(_BATCH):
        there = [(number, after) for number, after, _ in rows if after is not None]
        if there:
            numbers, records = zip(*there, strict=True)
            _insert(target, table.insert, table.parsed(records, numbers))


def _copy_contents(source: Connection, target: Connection) -> None:
    for (number,) in driver_rows(target, "SELECT number FROM claims").fetchall():
        content = driver_rows(source, "SELECT number, content FROM claim_contents WHERE number = ?", number).fetchall()
        _insert(target, "INSERT INTO claim_contents VALUES (?, ?)", content)


def _insert(target: Connection, statement: str, rows: list[Any]) -> None:
    if rows:
        target.exec_driver_sql(statement, rows)
