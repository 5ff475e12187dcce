"""Which column is probably which field, judged by its header and by its values over the whole file."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from muster.domain.cells import DATE, HOURS, MONEY, PERCENT
from muster.domain.importing.amounts import read_amount, read_hours
from muster.domain.importing.dates import date_reader
from muster.domain.importing.fields import FIELDS, Field, ImportedKind
from muster.domain.importing.file_mapping import DateOrder, FileMapping
from muster.domain.importing.layout import find_header, header_cells, repeats, says_total
from muster.domain.importing.sheet import Sheet
from muster.domain.importing.vocabulary import BY_WORDS, Vocabulary
from muster.domain.quantities import parse_percent

_LOOKED_AT = 2_000
_NAMES = ("last_name", "first_name")


def propose(sheet: Sheet, kind: ImportedKind, vocabulary: Vocabulary, header_row: int | None = None) -> FileMapping:
    """A mapping for a sheet to begin with.

    Args:
        sheet: The sheet.
        kind: What the file holds.
        vocabulary: What the fields are called.
        header_row: Where the user says that it is; None to look for it.
    """
    header = find_header(sheet, vocabulary) if header_row is None else header_row
    mapping = FileMapping(kind, sheet.name, header)
    for field, labels in _found(_Columns(sheet, header, vocabulary.totals), kind, vocabulary):
        mapping = mapping.with_columns(field, *labels)
    if all(mapping.columns_of(name) for name in _NAMES):
        mapping = mapping.with_columns("name")
    return mapping


def likeliness(mapping: FileMapping) -> int:
    """How much a proposal speaks for the file's holding what it says: the highest of several kinds' is the likeliest.

    What a record must have counts most, amounts next; names and titles stand in any file.
    """
    fields = {field.name: field for field in FIELDS[mapping.kind]}
    given = [fields[name] for name, _labels in mapping.columns]
    needed = sum(field.required for field in fields.values())
    found = sum(field.required for field in given)
    amounts, dates = sum(field.adds_up for field in given), sum(field.type is DATE for field in given)
    return 3 * found - needed + 2 * amounts + dates


class Unreadable(NamedTuple):
    """A column that is called like a field and whose values are not the field's."""

    field: Field
    label: str
    example: str


def unreadable(sheet: Sheet, mapping: FileMapping, vocabulary: Vocabulary) -> list[Unreadable]:
    """The columns that are not mapped though they are called like a field that no other column gives."""
    columns = _Columns(sheet, mapping.header_row, vocabulary.totals)
    used = {label for _, labels in mapping.columns for label in labels}
    return [
        Unreadable(field, label, next(text.strip() for text in columns.values(index) if judge(text) is False))
        for field in FIELDS[mapping.kind]
        if (judge := _JUDGES.get(field.type.name)) and not mapping.columns_of(field.name)
        for index, label in enumerate(columns.labels)
        if label not in used and _is_named(vocabulary, field, label)
        if columns.values(index) and not _half(columns.values(index), judge)
    ]


def _is_named(vocabulary: Vocabulary, field: Field, label: str) -> bool:
    distance = vocabulary.distance(field.name, label)
    return distance is not None and distance < BY_WORDS


class _Columns:
    """A sheet's columns: labels and a good number of each one's values, from all over the file."""

    def __init__(self, sheet: Sheet, header_row: int, totals: frozenset[str]) -> None:
        self.labels = sheet.labels(header_row)
        rows = sheet.rows[header_row:]
        step = max(1, len(rows) // _LOOKED_AT)
        header = header_cells(sheet, header_row)
        self._rows = [
            row
            for row in rows[::step]
            if not repeats(row, header) and not any(says_total(cell, totals) for cell in row)
        ]

    def values(self, index: int) -> list[str]:
        """The column's texts, without the empty ones."""
        return [row[index] for row in self._rows if index < len(row) and row[index].strip()]


def _found(columns: _Columns, kind: ImportedKind, vocabulary: Vocabulary) -> Iterator[tuple[str, list[str]]]:
    """Each field with its column; a column gives one field, the one that its header names best."""
    offers = sorted(
        (
            (distance, order, index, field, label)
            for order, field in enumerate(FIELDS[kind])
            for index, label in enumerate(columns.labels)
            if (distance := vocabulary.distance(field.name, label)) is not None
            and _fits(field, columns.values(index), named=distance < BY_WORDS)
        ),
        key=lambda offer: offer[:3],
    )
    taken: set[str] = set()
    given: set[str] = set()
    for _, _, _, field, label in offers:
        if label not in taken and field.name not in given:
            taken.add(label)
            given.add(field.name)
            yield field.name, [label]
    for field in FIELDS[kind]:
        parts = [
            label
            for index, label in enumerate(columns.labels)
            if vocabulary.is_part(field.name, label) and _fits(field, columns.values(index), named=True)
        ]
        if parts and field.name not in given:
            yield field.name, parts


def _fits(field: Field, values: Sequence[str], *, named: bool) -> bool:
    """Whether a column's values are what the field holds; one without any value could be anything.

    Of a column that has the field's name half will do: its rows are rejected with a reason rather than not looked at.
    """
    if field.name == "officer_id":
        return _are_ids(values, named=named)
    if field.name in {"name", "last_name", "first_name"}:
        return _mostly(values, lambda text: any(each.isalpha() for each in text))
    judge = _JUDGES.get(field.type.name)
    return judge is None or (bool(values) and (_half if named else _mostly)(values, judge))


def _are_ids(values: Sequence[str], *, named: bool) -> bool:
    """IDs have digits or are short words, and are not the rows' own numbers."""
    if not values:
        return True
    if [each.strip() for each in values[:50]] == [str(number) for number in range(1, len(values[:50]) + 1)]:
        return len(values) < 3  # noqa: PLR2004 - 1 and 2 may be anybody's
    return (_half if named else _mostly)(
        values, lambda text: " " not in text.strip() and any(each.isdigit() for each in text)
    )


def _mostly(values: Sequence[str], judge: "_Judge") -> bool:
    """Four of five are what is looked for; a column may have its odd cells."""
    judged = [found for found in map(judge, values) if found is not None]
    return sum(judged) * 5 >= len(judged) * 4


def _half(values: Sequence[str], judge: "_Judge") -> bool:
    judged = [found for found in map(judge, values) if found is not None]
    return sum(judged) * 2 >= len(judged)


_Judge = Callable[[str], bool | None]
"""Whether a text is what is looked for; None for a dash or an error, which say nothing."""


_READ_DATE = (date_reader(DateOrder.MONTH_FIRST), date_reader(DateOrder.DAY_FIRST))


def _readable(*readers: Callable[[str], object]) -> _Judge:
    def judge(text: str) -> bool | None:
        if text.lstrip().startswith("#"):  # a spreadsheet's error says nothing about the column
            return None
        for read in readers:
            try:
                return read(text) is not None or None
            except ValueError:
                continue
        return False

    return judge


_JUDGES: dict[str, _Judge] = {
    MONEY.name: _readable(read_amount),
    HOURS.name: _readable(read_hours),
    PERCENT.name: _readable(parse_percent),
    DATE.name: _readable(*_READ_DATE),
}
