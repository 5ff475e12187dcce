"""A unit of work: what it stores goes with its log entries in one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, select

from muster.domain.documents import Attachment
from muster.domain.records import AnyR, AnyRecord
from muster.services.past import Change, OtherwiseError, Way
from muster.services.ports import BookError
from muster.storage.change_log import FIRST, INSERT, Author, sealed
from muster.storage.document_contents import packed
from muster.storage.log_tables import ChangeRow
from muster.storage.mapping import table_named, table_of
from muster.storage.reader import Reader

_BATCH = 1_000
"""Records stored at a time: few enough to stay in the processor's cache."""

_LOG = ChangeRow.__table__.c
_NEW_HEAD = "INSERT INTO log_head (sequence, hash) VALUES (?, ?)"
_STEP = "INSERT INTO steps SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ? FROM steps"
_IS_KEPT = "SELECT 1 FROM file_contents WHERE sha256 = ?"
_KEEP = "INSERT INTO file_contents (sha256, size, deflated, content) VALUES (?, ?, ?, ?)"
_FREEZE = "INSERT INTO claim_contents (number, content) VALUES (?, ?)"


class Writer(Reader):
    """Reads and changes records, as :class:`muster.services.ports.RecordWriter` says."""

    def __init__(self, connection: Connection, author: Author, at: str, action: str) -> None:
        """Change the book within the connection's transaction; ``at`` is the time for the log."""
        super().__init__(connection)
        self._author = author
        self._at = at
        self._action = action
        last = connection.execute(select(_LOG.sequence, _LOG.hash).order_by(_LOG.sequence.desc()).limit(1)).first()
        self._last = (last.sequence, last.hash) if last else (0, FIRST)
        self._begins_after = self._last[0]
        self._turn = (Way.DONE, 0)

    def add(self, record: AnyR) -> AnyR:
        """Store a new record; returns it with its number."""
        number = self._next_number(record.kind)
        self._insert([record], number)
        return replace(record, id=number)

    def add_all(self, records: Sequence[AnyRecord]) -> None:
        """Store many new records of one kind."""
        if records:
            first = self._next_number(records[0].kind)
            for start in range(0, len(records), _BATCH):
                self._insert(records[start : start + _BATCH], first + start)

    def replace(self, record: AnyRecord) -> None:
        """Store a record in place of the one with the same number; one that is the same is left alone."""
        before = self._stored(record)
        if before != record:
            table = table_of(type(record))
            rows = table.rows([before, record])
            self._execute(table.update, rows[1])
            self._log([Change(record.kind, record.id, *table.canonical(rows))])

    def remove(self, record: AnyRecord) -> None:
        """Take a record out of the book, and what is attached to it before; the log keeps it."""
        for attached in () if isinstance(record, Attachment) else self.attachments([record]):
            self.remove(attached)
        table = table_of(type(record))
        before = table.rows([self._stored(record)])
        self._execute(table.delete, (record.id,))
        self._log([Change(record.kind, record.id, table.canonical(before)[0], None)])

    def apply(self, changes: Iterable[Change]) -> None:
        """Make changes in order, each where the book holds the record as the change begins; a new one has its number.

        Raises:
            OtherwiseError: where the book holds it otherwise.
        """
        for run in _runs(changes):
            self._apply(run)

    def turns(self, way: Way, target: int) -> None:
        """This unit of work takes another step back, or does it again."""
        self._turn = (way, target)

    def end(self) -> None:
        """Keep what was changed as one step, if anything was."""
        if self._last[0] > self._begins_after:
            way, target = self._turn
            self._execute(_STEP, (self._begins_after + 1, self._last[0], str(way), target))

    @property
    def author(self) -> str:
        """The name under which the change is logged."""
        return self._author.name or self._author.user

    @property
    def log_head(self) -> tuple[int, str]:
        """The newest entry's sequence and hash, this unit of work's own among them."""
        return self._last

    def freeze(self, number: str, content: str) -> None:
        """Keep what was certified under a claim's number; its record, whose SHA-256 seals it, is added before."""
        self._execute(_FREEZE, (number, content))

    def keep_file(self, sha256: str, content: bytes) -> None:
        """Keep a document's content under its SHA-256, unless it is there already."""
        if self._connection.exec_driver_sql(_IS_KEPT, (sha256,)).first() is None:
            deflated, kept = packed(content)
            self._execute(_KEEP, (sha256, len(content), deflated, kept))

    def _insert(self, records: Sequence[AnyRecord], first: int) -> None:
        """Store records under the numbers from ``first`` on."""
        table, kind = table_of(type(records[0])), records[0].kind
        rows = [(*row[:-1], number) for number, row in enumerate(table.rows(records), first)]
        self._execute(table.insert, rows)
        self._log(Change(kind, number, None, after) for number, after in enumerate(table.canonical(rows), first))

    def _apply(self, run: Sequence[Change]) -> None:
        """Make changes of one kind and way, each of another record."""
        table = table_named(run[0].entity)
        held = dict(table.by_numbers(self._connection, [each.entity_id for each in run]))
        for each in run:
            if held.get(each.entity_id) != each.before:
                raise OtherwiseError(each.entity, each.entity_id)
        wanted = [each.after for each in run if each.after is not None]
        if wanted:
            rows = table.parsed(wanted, [each.entity_id for each in run])
            self._execute(table.insert if run[0].before is None else table.update, rows)
        else:
            self._execute(table.delete, [(each.entity_id,) for each in run])
        self._log(run)

    def _next_number(self, entity: str) -> int:
        """One more than the log has seen, so that the number of a removed record is never another's."""
        highest = self._connection.scalar(select(func.max(_LOG.entity_id)).where(_LOG.entity == entity))
        return int(highest or 0) + 1

    def _stored(self, record: AnyR) -> AnyR:
        found = self.find(type(record), record.id)
        if found is None:
            raise BookError(
                f"The record number {record.id} in {record.kind} is no longer in the book, so nothing was changed;"
                " look at the list again."
            )
        return found

    def _execute(self, statement: str, rows: tuple[Any, ...] | list[Any]) -> None:
        self._connection.exec_driver_sql(statement, rows)

    def _log(self, changes: Iterable[Change]) -> None:
        entries = list(sealed(changes, self._last, self._at, self._author, self._action))
        self._execute(INSERT, entries)
        self._last = entries[-1].sequence, entries[-1].hash
        self._execute("DELETE FROM log_head", ())
        self._execute(_NEW_HEAD, self._last)


def _runs(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Changes in a row that one statement makes: of one kind and way, each of another record."""
    run: list[Change] = []
    numbers: set[int] = set()
    for each in changes:
        if run and (len(run) == _BATCH or each.entity_id in numbers or _way(each) != _way(run[0])):
            yield run
            run, numbers = [], set()
        run.append(each)
        numbers.add(each.entity_id)
    if run:
        yield run


def _way(change: Change) -> tuple[str, bool, bool]:
    return change.entity, change.before is None, change.after is None
