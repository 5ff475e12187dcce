"""How a file's columns become records: all that the user decides, in one frozen value."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from muster.domain.cells import DATE
from muster.domain.importing.fields import FIELDS, ImportedKind

T = TypeVar("T")


class NameOrder(StrEnum):
    """How a name that is written in one cell, without a comma or underscore, is put together."""

    FIRST_LAST = "first_last"
    LAST_FIRST = "last_first"


class DateOrder(StrEnum):
    """How ``03/04/2026`` is read."""

    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"


class SameDay(StrEnum):
    """What several overtime rows of one officer and day are: pay systems write one for each pay code.

    Attributes:
        EACH: An entry each.
        ADD: One entry; hours and amounts are added up.
        HOURS_ONCE: One entry; amounts are added up; the hours are the same under each code and count once.
    """

    EACH = "each"
    ADD = "add"
    HOURS_ONCE = "hours_once"


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Only rows whose cell in the column is one of the values are taken; case and blanks around do not matter."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileMapping:
    """How one sheet is read.

    Attributes:
        sheet: Its name.
        header_row: As a spreadsheet counts, from 1; 0 when no row names the columns.
        columns: Which columns, by their labels, give each field; by field.
        fixed: What a field is where no column, or only an empty cell, gives it: as the records folder writes it.
        date_order: None where the file's own dates decide it.
    """

    kind: ImportedKind
    sheet: str = ""
    header_row: int = 1
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    name_order: NameOrder = NameOrder.FIRST_LAST
    date_order: DateOrder | None = None
    filters: tuple[RowFilter, ...] = ()
    same_day: SameDay = SameDay.EACH

    def columns_of(self, field: str) -> tuple[str, ...]:
        """The labels of the columns that give a field."""
        return dict(self.columns).get(field, ())

    def with_columns(self, field: str, *labels: str) -> "FileMapping":
        """The same, with a field given by these columns; by none, it is not given."""
        columns = {**dict(self.columns), field: labels}
        return replace(self, columns=_in_order(self.kind, ((name, given) for name, given in columns.items() if given)))

    def with_fixed(self, field: str, text: str) -> "FileMapping":
        """The same, with a field's value where the file has none; empty for no such value."""
        fixed = {**dict(self.fixed), field: text.strip()}
        return replace(self, fixed=_in_order(self.kind, ((name, given) for name, given in fixed.items() if given)))

    def to_remember(self) -> "FileMapping":
        """What of it fits the next file of the same layout: dates and documents are that file's own."""
        own = {each.name for each in FIELDS[self.kind] if each.type is DATE} | {"document"}
        return replace(self, fixed=tuple((name, text) for name, text in self.fixed if name not in own))


def _in_order(kind: ImportedKind, given: Iterable[tuple[str, T]]) -> tuple[tuple[str, T], ...]:
    """In the order of the kind's fields, so that mappings that say the same are equal."""
    order = [each.name for each in FIELDS[kind]]
    return tuple(sorted(given, key=lambda each: order.index(each[0])))
