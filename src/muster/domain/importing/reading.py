"""A sheet read by a mapping: what each row says, or why it cannot be read, and what the columns come to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from muster.domain.cells import DATE, HOURS, MONEY, TEXT, Cell, CellType
from muster.domain.importing.amounts import read_amount, read_hours
from muster.domain.importing.bare_totals import bare_totals
from muster.domain.importing.dates import DatesSeen, date_reader, dates_seen
from muster.domain.importing.fields import FIELDS, Field, ImportedKind, field_of
from muster.domain.importing.file_mapping import DateOrder, FileMapping
from muster.domain.importing.layout import RowKind, Who, row_kinds
from muster.domain.importing.names import PersonName, split_name
from muster.domain.importing.sheet import Sheet, one_line, rows_shifted
from muster.domain.importing.texts import plain, read_id, read_text
from muster.domain.records import OvertimeEntry, Payroll

_IDENTITY = ("officer_id", "name", "last_name", "first_name", "middle_name")
_OF_AMOUNTS: tuple[ImportedKind, ...] = (OvertimeEntry, Payroll)
"""A row of these without any amount says nothing."""
_QUOTED_AT_MOST = 60
_SHIFTED = (
    "the row has more cells than the header, so that they may stand in wrong columns; put a name or an amount that has"
    " the separator in it between quotation marks, and remove what stands to the right of the table"
)


class MappingError(ValueError):
    """A mapping does not fit the sheet, or says something that cannot be read: a plain sentence."""


class Person(NamedTuple):
    """Whom a row is about, as the file says it; either may be empty."""

    officer_id: str
    name: PersonName

    @property
    def shown(self) -> str:
        """``0417 Lind, Avery``."""
        return " ".join(part for part in (self.officer_id, self.name.shown) if part)


@dataclass(slots=True)
class RowRead:
    """One row.

    Attributes:
        number: As a spreadsheet counts.
        values: By field; None for a row that is no record. A cell that cannot be read is left out.
        problems: Why the row cannot be taken, each a plain sentence without a full stop.
    """

    number: int
    kind: RowKind
    person: Person
    values: Mapping[str, Cell]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column of money (cents) or hours.

    Attributes:
        values: By row number, of the rows that are records or say no amount; None where the cell has none.
        stated: What the file's own last total row has there; None where it has none.
    """

    type: CellType
    values: Mapping[int, Any]
    stated: Any = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet as a mapping reads it.

    Attributes:
        rows: Every row of the sheet, in its order.
        dates: What the file's dates say about their order; ``order`` is the one that they are read in.
        amounts: The mapped columns of money or hours, by label.
    """

    sheet: Sheet
    mapping: FileMapping
    labels: tuple[str, ...]
    rows: Sequence[RowRead]
    dates: DatesSeen
    order: DateOrder
    amounts: Mapping[str, "AmountColumn"]

    @property
    def records(self) -> Iterator[RowRead]:
        """The rows that are records, those with problems among them."""
        return (row for row in self.rows if row.kind is RowKind.RECORD)


def read_sheet(
    sheet: Sheet,
    mapping: FileMapping,
    totals: frozenset[str],
    tick: Callable[[], None] = lambda: None,
) -> Reading:
    """Read every row of a sheet.

    Args:
        sheet: The sheet that the mapping names.
        mapping: How it is read.
        totals: What a row that sums up says in its first cell.
        tick: Called after each column; may raise to stop.

    Raises:
        MappingError: when the mapping names a column that the sheet has not, or has a fixed value that cannot be read.
    """
    return _Reader(sheet, mapping, totals, tick).read()


def dates_in(sheet: Sheet, mapping: FileMapping) -> DatesSeen:
    """What all of the file's mapped dates say about their order."""
    labels = sheet.labels(mapping.header_row)
    at = [
        labels.index(label)
        for name, given in mapping.columns
        if _is_date(mapping, name)
        for label in given
        if label in labels
    ]
    return dates_seen(dict.fromkeys(_cell(row, each) for row in sheet.rows[mapping.header_row :] for each in at))


def _is_date(mapping: FileMapping, name: str) -> bool:
    return any(field.name == name and field.type is DATE for field in FIELDS[mapping.kind])


def fixed_values(mapping: FileMapping) -> dict[str, Cell]:
    """The mapping's fixed values.

    Raises:
        MappingError: when one cannot be read.
    """
    found: dict[str, Cell] = {}
    for name, text in mapping.fixed:
        field = field_of(mapping.kind, name)
        try:
            found[name] = field.type.parse(text)
        except ValueError as error:
            raise MappingError(f"The fixed value of {field.title.lower()}: {error}.") from error
    return found


class _Reader:
    """Reads one sheet, column by column, each different text of a column once."""

    def __init__(self, sheet: Sheet, mapping: FileMapping, totals: frozenset[str], tick: Callable[[], None]) -> None:
        self._sheet = sheet
        self._mapping = mapping
        self._totals = totals
        self._tick = tick
        self._labels = sheet.labels(mapping.header_row)
        self._index = {label: at for at, label in enumerate(self._labels)}
        self._problems: dict[int, list[str]] = {}
        self._amounts: dict[str, AmountColumn] = {}

    def read(self) -> Reading:
        fixed = fixed_values(self._mapping)
        self._refuse_unknown()
        kinds = self._kinds()
        self._summing = [at for at, kind in enumerate(kinds) if kind is RowKind.TOTAL]
        self._taken = [at for at, kind in enumerate(kinds) if kind is RowKind.RECORD]
        for number in rows_shifted(self._sheet, self._mapping.header_row, self._taken):
            self._problems.setdefault(number, []).append(_SHIFTED)
        dates = (text for field in self._given() if field.type is DATE for text in self._texts(field.name))
        seen = dates_seen(dict.fromkeys(dates))
        order = self._mapping.date_order or seen.order
        readers = _readers(order, from_1904=self._sheet.days_from_1904)
        columns = {field.name: self._values(field, readers) for field in self._given() if field.name != "name"}
        people = self._people(columns)
        names = [name for name in columns if name not in _IDENTITY]
        cells = zip(*(columns[name] for name in names), strict=True) if names else iter([()] * len(self._taken))
        made = self._made(kinds, people, names, cells, fixed)
        return Reading(self._sheet, self._mapping, self._labels, made, seen, order, self._amounts)

    def _refuse_unknown(self) -> None:
        known = {field.name for field in FIELDS[self._mapping.kind]}
        for name, labels in self._mapping.columns:
            missing = [label for label in labels if label not in self._index]
            if missing or name not in known:
                what = f"column “{missing[0]}”" if missing else f"field {name}"
                raise MappingError(f"The sheet “{self._sheet.name}” has no {what}; choose another mapping or column.")
        for each in self._mapping.filters:
            if each.column not in self._index:
                raise MappingError(f"The sheet “{self._sheet.name}” has no column “{each.column}” to filter by.")

    def _given(self) -> list[Field]:
        return [field for field in FIELDS[self._mapping.kind] if self._mapping.columns_of(field.name)]

    def _kinds(self) -> list[RowKind]:
        mapping = self._mapping
        ids, *names = ([self._index[label] for label in mapping.columns_of(name)] for name in _IDENTITY)
        who = Who(ids, [at for columns in names for at in columns])
        filters = [
            (self._index[each.column], {value.strip().lower() for value in each.values}) for each in mapping.filters
        ]

        def kept(row: Sequence[str]) -> bool:
            return all(_cell(row, at).strip().lower() in values for at, values in filters)

        kinds = row_kinds(self._sheet, mapping.header_row, who, kept, self._totals)
        taken = [at for at, kind in enumerate(kinds) if kind is RowKind.RECORD]
        for at in bare_totals(self._sheet.rows, taken, self._amount_readers()):
            kinds[at] = RowKind.TOTAL
        return kinds

    def _amount_readers(self) -> dict[int, Callable[[str], Cell]]:
        return {
            self._index[label]: read_amount if field.type is MONEY else read_hours
            for field in self._given()
            if field.adds_up
            for label in self._mapping.columns_of(field.name)
        }

    def _texts(self, name: str) -> Iterator[str]:
        rows = self._sheet.rows
        for label in self._mapping.columns_of(name):
            at = self._index[label]
            for number in self._taken:
                yield _cell(rows[number], at)

    def _values(self, field: Field, readers: Mapping[str, Callable[[str], Cell]]) -> list[Cell]:
        """The field's value in each record's row; of several columns the sum, or the first that has one."""
        read = read_id if field.name == "officer_id" else readers.get(field.type.name, field.type.parse)
        labels = self._mapping.columns_of(field.name)
        columns = [self._column(label, read, field.type) for label in labels]
        self._tick()
        if field.type in {MONEY, HOURS}:
            for label, values in zip(labels, columns, strict=True):
                by_row = {number + 1: value for number, value in zip(self._taken, values, strict=True)}
                self._amounts[label] = AmountColumn(field.type, by_row, self._stated(label, read, values))
        if len(columns) == 1:
            return columns[0]
        return [_together(cells, adds_up=field.adds_up) for cells in zip(*columns, strict=True)]

    def _column(self, label: str, read: Callable[[str], Cell], kind: CellType) -> list[Cell]:
        at, rows = self._index[label], self._sheet.rows
        known: dict[str, Cell] = {}
        wrong: dict[str, str] = {}
        found: list[Cell] = []
        nothing: Cell = "" if kind is TEXT else None
        for number in self._taken:
            row = rows[number]
            text = row[at] if at < len(row) else ""
            if text not in known:
                try:
                    known[text] = read(text) if text.strip() else nothing
                except ValueError as error:
                    known[text] = nothing
                    wrong[text] = f"column “{label}”: {_briefly(str(error), text.strip())}"
            if text in wrong:
                self._problems.setdefault(number, []).append(wrong[text])
            found.append(known[text])
        return found

    def _stated(self, label: str, read: Callable[[str], Cell], values: Sequence[Cell]) -> Cell:
        """What the last total row says; or all of them together, where they are subtotals that add up."""
        given = [_read_or_nothing(read, _cell(self._sheet.rows[at], self._index[label])) for at in self._summing]
        together = _together(given, adds_up=True)
        return together if together == _together(values, adds_up=True) or not given else given[-1]

    def _people(self, columns: Mapping[str, Sequence[Cell]]) -> list[Person]:
        nobody = [""] * len(self._taken)
        ids, last, first, middle = (
            [str(cell) for cell in columns[name]] if name in columns else nobody
            for name in ("officer_id", "last_name", "first_name", "middle_name")
        )
        full = list(self._texts("name")) or nobody
        split: dict[tuple[str, ...], PersonName] = {}
        found: list[Person] = []
        for officer_id, *name in zip(ids, full, last, first, middle, strict=True):
            key = tuple(name)
            if key not in split:
                split[key] = self._name(*key)
            found.append(Person(officer_id, split[key]))
        return found

    def _name(self, full: str, last: str, first: str, middle: str) -> PersonName:
        name = split_name(plain(full), self._mapping.name_order)
        return PersonName(last or name.last, first or name.first, middle or name.middle)

    def _made(
        self,
        kinds: Sequence[RowKind],
        people: Sequence[Person],
        names: Sequence[str],
        cells: Iterator[tuple[Cell, ...]],
        fixed: Mapping[str, Cell],
    ) -> list[RowRead]:
        nobody, required = Person("", PersonName("")), self._required()
        summed = [field.name for field in self._given() if field.adds_up and self._mapping.kind in _OF_AMOUNTS]
        without = tuple(self._without_amounts())
        rows = [RowRead(number, kind, nobody, {}) for number, kind in enumerate(kinds, 1)]
        for number, person, row_cells in zip(self._taken, people, cells, strict=True):
            row = rows[number]
            values = dict(zip(names, row_cells, strict=True))
            for name, value in fixed.items():
                if values.get(name) in {None, ""}:
                    values[name] = value
            unread = [*self._problems.get(number, ()), *_end_period(values)]
            problems = [*unread, *_missing(person, values, () if unread else required), *without]
            row.person, row.values, row.problems = person, values, tuple(problems)
            if summed and not unread and all(values.get(name) is None for name in summed):
                row.kind = RowKind.NOTHING
        return rows

    def _without_amounts(self) -> Iterator[str]:
        kind = self._mapping.kind
        given = (*self._given(), *(field_of(kind, name) for name, _ in self._mapping.fixed))
        if kind in _OF_AMOUNTS and not any(each.adds_up for each in given):
            amounts = " or ".join(each.title.lower() for each in FIELDS[kind] if each.adds_up)
            yield f"no column gives {amounts}; map one that does"

    def _required(self) -> list[Field]:
        return [field for field in FIELDS[self._mapping.kind] if field.required]


def _readers(order: DateOrder, *, from_1904: bool) -> Mapping[str, Callable[[str], Cell]]:
    """What reads a cell of each type where other people's way is not the records folder's."""
    return {
        DATE.name: date_reader(order, from_1904=from_1904),
        MONEY.name: read_amount,
        HOURS.name: read_hours,
        TEXT.name: read_text,
    }


def _read_or_nothing(read: Callable[[str], Cell], text: str) -> Cell:
    try:
        return read(text)
    except ValueError:
        return None


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if at < len(row) else ""


def _briefly(sentence: str, cell: str) -> str:
    """The sentence about a cell, of which it quotes no more than the beginning."""
    if len(cell) > _QUOTED_AT_MOST:
        sentence = sentence.replace(cell, f"{cell[:_QUOTED_AT_MOST]}…")
    return one_line(sentence)


def _together(cells: Sequence[Any], *, adds_up: bool) -> Cell:
    given = [cell for cell in cells if cell is not None and cell != ""]
    if not given:
        return cells[0] if cells else None
    total: Cell = sum(given[1:], given[0]) if adds_up else given[0]
    return total


def _missing(person: Person, values: Mapping[str, Cell], required: Sequence[Field]) -> Iterator[str]:
    if not person.officer_id and not person.name.last and not person.name.first:
        yield "the row names no officer, neither by ID nor by name; map one of them or leave the row out"
    for field in required:
        if values.get(field.name) in {None, ""}:
            what = _CALLED.get(field.name, field.title.lower())
            yield f"{what} is empty; map a column that has it, or give a fixed value"


_CALLED = {
    "worked_on": "the day worked",
    "effective_on": "the day from which the pay holds",
    "period_from": "the period’s first day",
    "period_until": "the period’s last day",
}
"""As clerks call what is required."""


def _end_period(values: dict[str, Cell]) -> Iterator[str]:
    """A period that is given by its last day ends with the day after; what is wrong with it."""
    last, first = values.pop("period_last", None), values.get("period_from")
    if isinstance(last, date) and isinstance(first, date) and last < first:
        yield f"the period ends on {last}, before it begins on {first}; correct one of them"
    if isinstance(last, date) and values.get("period_until") is None and last < date.max:
        values["period_until"] = last + timedelta(1)
