"""Records to rows and back, the same for every kind: a table's columns are its record's attributes."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import chain, repeat
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, Generic, cast

from sqlalchemy import Connection, Select, Table, select
from sqlalchemy.dialects import sqlite

from muster.domain import schema
from muster.domain.cells import TEXT
from muster.domain.records import BY_KIND, AnyR, AnyRecord
from muster.storage.base import RecordRow
from muster.storage.cells import Memo
from muster.storage.connections import driver_rows
from muster.storage.tables import RECORD_ROWS

Kept = tuple[Any, ...]
"""A row as SQLite keeps it, in the order of the record's attributes: ``id`` is the last."""

_DIALECT = sqlite.dialect()
_Work = Callable[[Any], Any]


class RecordTable(Generic[AnyR]):
    """The table of one kind of record.

    Attributes:
        kind: The record's class.
        table: Its table.
        insert: The statement that stores one row.
        update: The same that changes the row with the number that comes last.
        delete: Takes out the row with a number.
        by_number: Selects every row, by number.
    """

    def __init__(self, row: type[RecordRow]) -> None:
        """Read off how a row is laid out."""
        self.kind = cast("type[AnyR]", row.record)
        self.table = cast("Table", row.__table__)
        self._columns = [self.table.c[each.name] for each in fields(self.kind)]
        self._order = [*(self.table.c[name] for name in row.ordered_by), self.table.c.id]
        names = [column.name for column in self._columns]
        self._values = cast("Callable[[AnyR], Kept]", attrgetter(*names))
        self._encoders = [column.type.bind_processor(_DIALECT) for column in self._columns]
        in_file = sorted(schema.COLUMNS[row.record], key=lambda column: column.name)
        self._json_names = [f"{'{,'[at > 0]}{encode_basestring(column.name)}:" for at, column in enumerate(in_file)]
        self._json_cells = [(names.index(each.attribute), self._json_cell(each)) for each in in_file]
        marks, assigned = ", ".join("?" * len(names)), ", ".join(f"{name} = ?" for name in names[:-1])
        self.insert = f"INSERT INTO {self.table.name} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - our names
        self.update = f"UPDATE {self.table.name} SET {assigned} WHERE id = ?"  # noqa: S608 - our names
        self.by_number = f"SELECT {', '.join(names)} FROM {self.table.name} ORDER BY id"  # noqa: S608 - our names
        self._some = f"SELECT {', '.join(names)} FROM {self.table.name} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - our names
        self._parsers = [(column.name, self._parser(column)) for column in map(self._column, names[:-1])]
        self.delete = f"DELETE FROM {self.table.name} WHERE id = ?"  # noqa: S608 - our names

    def select(self) -> Select[Any]:
        """Every row's cells for a record, in the order in which records are listed."""
        return select(*self._columns).order_by(*self._order)

    def rows(self, records: Iterable[AnyR]) -> list[Kept]:
        """The rows that keep the records."""
        columns = zip(*map(self._values, records), strict=True)
        return _rows(
            map(work, column) if work else column for work, column in zip(self._encoders, columns, strict=True)
        )

    def canonical(self, rows: Sequence[Kept]) -> list[str]:
        """The records that rows keep, as the log's canonical JSON; by column, because an import has many."""
        columns = list(zip(*rows, strict=True))
        cells = (map(work, columns[index]) for index, work in self._json_cells)
        named = chain.from_iterable(zip(map(repeat, self._json_names), cells, strict=True))
        return list(map("".join, zip(*named, repeat("}"), strict=False)))

    def parsed(self, records: Sequence[str], numbers: Sequence[int]) -> list[Kept]:
        """The rows that keep records of canonical JSON under numbers."""
        cells = json.loads(f"[{','.join(records)}]")
        columns = (map(work, [each[name] for each in cells]) for name, work in self._parsers)
        return _rows([*columns, numbers])

    def by_numbers(self, connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
        """The records with some numbers that are there: number and canonical JSON."""
        rows = driver_rows(connection, self._some, json.dumps(numbers)).fetchall()
        return zip((row[-1] for row in rows), self.canonical(rows) if rows else (), strict=True)

    def _column(self, attribute: str) -> schema.Column:
        return next(each for each in schema.COLUMNS[cast("type[AnyRecord]", self.kind)] if each.attribute == attribute)

    def _parser(self, column: schema.Column) -> _Work:
        """From a cell as the log has it to the cell as it is kept; text stays as it was written, spaces and all."""
        if column.type is TEXT:
            return str
        encode = self.table.c[column.attribute].type.bind_processor(_DIALECT)
        memo = Memo[Any, Any](lambda text: encode(column.read(text)) if encode else column.read(text))
        return memo.__getitem__

    def _json_cell(self, column: schema.Column) -> _Work:
        """From a cell as it is kept to JSON of the cell as the records folder writes it."""
        if column.type is TEXT:
            return encode_basestring
        decode = self.table.c[column.attribute].type.result_processor(_DIALECT, None)
        memo = Memo[Any, str](lambda kept: encode_basestring(column.type.write(decode(kept) if decode else kept)))
        memo[None] = '""'
        return memo.__getitem__


def _rows(columns: Iterable[Iterable[Any]]) -> list[Kept]:
    return list(zip(*columns, strict=True))


TABLES: Mapping[type[AnyRecord], RecordTable[Any]] = {row.record: RecordTable(row) for row in RECORD_ROWS}
"""The table of each kind."""


def table_of(kind: type[AnyR]) -> RecordTable[AnyR]:
    """The table of a kind of record."""
    return TABLES[cast("type[AnyRecord]", kind)]


def table_named(entity: str) -> RecordTable[Any]:
    """The table of a kind of record by the kind's name."""
    return TABLES[BY_KIND[entity]]
