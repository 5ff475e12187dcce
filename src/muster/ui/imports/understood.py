"""Rows of a file in tables: as they stand there, and as they are understood."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from muster.domain.cells import CellType
from muster.domain.importing.fields import FIELDS
from muster.domain.importing.file_mapping import FileMapping
from muster.domain.importing.layout import RowKind
from muster.domain.importing.reading import RowRead
from muster.domain.words import capitalized
from muster.ui.models.record_table import Align, Kind, Mark, TableColumn
from muster.ui.pages.record_columns import cell_kind, cell_writer

T = TypeVar("T")
_COLUMNS_AT_MOST = 100
"""Of a file as it stands; nobody reads more beside each other, and every one can be chosen for a field."""
_NAME_FIELDS = {"officer_id", "name", "last_name", "first_name", "middle_name"}
_NO_RECORD = Mark("info", "It is no record and is left out", "muted")
_PROBLEM = Mark("error", "It would be rejected", "error")


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it stands in the file; ``number`` as a spreadsheet counts."""

    number: int
    cells: Sequence[str]


def raw_columns(labels: Sequence[str]) -> list[TableColumn[RawRow]]:
    """The row's number, then the file's columns by their labels."""
    row = TableColumn[RawRow]("Row", lambda each: f"{each.number:,}", lambda each: each.number, kind=Kind.NUMBER)
    return [row, *(_raw(at, label) for at, label in enumerate(labels[:_COLUMNS_AT_MOST]))]


def _raw(at: int, label: str) -> TableColumn[RawRow]:
    def text(row: RawRow) -> str:
        return row.cells[at] if at < len(row.cells) else ""

    return TableColumn(label, text, tip=text)


def preview_columns(mapping: FileMapping) -> list[TableColumn[RowRead]]:
    """The row's number, what it is or why it would be rejected, then its fields."""
    return [
        TableColumn("Row", lambda row: f"{row.number:,}", lambda row: row.number, kind=Kind.NUMBER),
        TableColumn("Read as", _read_as, tip=_read_as, mark=_read_mark, room="total or subtotal"),
        *understood_columns(mapping, lambda row: row),
    ]


def problems(row: RowRead) -> str:
    """Why the row would be rejected; empty when it would not."""
    return capitalized("; ".join(row.problems))


def _read_as(row: RowRead) -> str:
    return problems(row) or capitalized(row.kind.words)


def _read_mark(row: RowRead) -> Mark | None:
    if row.kind is not RowKind.RECORD:
        return _NO_RECORD
    return _PROBLEM if row.problems else None


def understood_columns(mapping: FileMapping, row_of: Callable[[T], RowRead]) -> list[TableColumn[T]]:
    """What is understood of the mapped fields; the names stand together.

    Args:
        mapping: Gives the fields.
        row_of: The row of a table's record.
    """
    return list(_understood(mapping, row_of))


def _understood(mapping: FileMapping, row_of: Callable[[T], RowRead]) -> Iterator[TableColumn[T]]:
    given = {name for name, _labels in mapping.columns} | {name for name, _text in mapping.fixed}
    if "period_last" in given:  # it becomes the day after
        given = given - {"period_last"} | {"period_until"}
    if "officer_id" in given:
        yield TableColumn("Officer ID", lambda each: row_of(each).person.officer_id)
    if given & (_NAME_FIELDS - {"officer_id"}):
        yield TableColumn("Name", lambda each: row_of(each).person.name.shown)
    for field in FIELDS[mapping.kind]:
        if field.name in given and field.name not in _NAME_FIELDS:
            yield _field_column(field.name, field.title, field.type, row_of)


def _field_column(name: str, title: str, kind: CellType, row_of: Callable[[T], RowRead]) -> TableColumn[T]:
    write, sums = cell_writer(kind), cell_kind(kind)

    def value(each: T) -> Any:  # noqa: ANN401 - a cell of any type
        return row_of(each).values.get(name)

    def text(each: T) -> str:
        found = value(each)
        return "" if found is None else write(found)

    align = Align.RIGHT if sums.is_number else Align.LEFT
    return TableColumn(title, text, None if sums is Kind.TEXT else value, align, kind=sums)
