"""Records to rows and back, the same for every kind: a table's columns are its record's attributes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Generic, cast

from sqlalchemy import Column, Select, Table, select
from sqlalchemy.dialects import sqlite

from muster.domain.records import R, Record
from muster.storage.tables import RECORD_ROWS, RecordRow

_DIALECT = sqlite.dialect()
Processor = Callable[[Any], Any]


class RecordTable(Generic[R]):
    """The table of one kind of record.

    Attributes:
        kind: The record's class.
        table: Its table.
        columns: In the order of the record's attributes; ``id`` is the last.
        insert: The statement that stores one row, with a question mark for each column.
        update: The same that changes the row with the number that comes last.
    """

    def __init__(self, row: type[RecordRow]) -> None:
        """Read off how a row is laid out."""
        self.kind = cast("type[R]", row.record)
        self.table = cast("Table", row.__table__)
        self.columns: list[Column[Any]] = [self.table.c[each.name] for each in fields(self.kind)]
        names = [column.name for column in self.columns]
        self.insert = f"INSERT INTO {self.table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - our names
        assigned = ", ".join(f"{name} = ?" for name in names[:-1])
        self.update = f"UPDATE {self.table.name} SET {assigned} WHERE id = ?"  # noqa: S608 - our names
        self.order = [*(self.table.c[name] for name in row.ordered_by), self.table.c.id]
        self._values = cast("Callable[[R], tuple[Any, ...]]", attrgetter(*names))
        self._encoders = [column.type.bind_processor(_DIALECT) for column in self.columns]
        self._decoders = [column.type.result_processor(_DIALECT, None) for column in self.columns]

    def select(self) -> Select[Any]:
        """Every row, in the order in which records are listed."""
        return select(*self.columns).order_by(*self.order)

    def rows(self, records: Iterable[R]) -> list[tuple[Any, ...]]:
        """The rows that keep the records, ``id`` last."""
        return _converted(map(self._values, records), self._encoders)

    def records(self, rows: Iterable[Sequence[Any]]) -> list[R]:
        """The records that rows as SQLite gives them keep."""
        return [self.kind(*row) for row in _converted(rows, self._decoders)]


def _converted(rows: Iterable[Sequence[Any]], processors: Sequence[Processor | None]) -> list[tuple[Any, ...]]:
    """Rows with each column put through its processor; by column, because that is several times as fast."""
    columns = zip(*rows, strict=True)
    return list(
        zip(
            *(map(work, column) if work else column for work, column in zip(processors, columns, strict=False)),
            strict=True,
        )
    )


TABLES: Mapping[type[Record], RecordTable[Any]] = {row.record: RecordTable(row) for row in RECORD_ROWS}
"""The table of each kind."""


def table_of(kind: type[R]) -> RecordTable[R]:
    """The table of a kind of record."""
    return TABLES[cast("type[Record]", kind)]
