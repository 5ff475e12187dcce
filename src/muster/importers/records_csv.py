"""One file of a records folder: its rows as records.

Cells are read a column at a time, each different text once: a year of overtime has few dates, documents and approvers.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import cast

from muster.domain.cells import Cell
from muster.domain.records import KINDS, Record
from muster.domain.schema import COLUMNS, Column
from muster.importers.csv_text import CsvText, refusal
from muster.services.ports import MusterError, RecordsRead

NAMES: Mapping[str, type[Record]] = {f"{kind.kind}.csv": kind for kind in KINDS}
"""The records folder's file names."""

_ROWS_AT_A_TIME = 5000
_QUOTED_AT_MOST = 60


def read_file(path: Path) -> RecordsRead:
    """The records of one file, recognised by its name, else by its header.

    Raises:
        MusterError: naming file, row, column and what to do, when anything in it cannot be read.
    """
    table = _table(CsvText.of(path))
    kind = NAMES.get(path.name.lower()) or _kind_by_header(path, table.header)
    _check_header(path, table.header, kind)
    return RecordsRead(path, kind, table.records(kind), table.numbers)


def has_records_header(path: Path) -> bool:
    """Whether a file's first line is the header of a records file, whatever the file is called and goes on with."""
    try:
        return bool(_kinds_of(_header(path, next(CsvText.of(path).rows()))))
    except MusterError:
        return False


def _kinds_of(header: Sequence[str]) -> list[type[Record]]:
    """The kinds that a header fits."""
    return [
        kind
        for kind in KINDS
        if {*header} <= {column.name for column in COLUMNS[kind]}
        and {column.name for column in COLUMNS[kind] if column.required} <= {*header}
    ]


def _kind_by_header(path: Path, header: Sequence[str]) -> type[Record]:
    found = _kinds_of(header)
    if len(found) == 1:
        return found[0]
    fits = " and ".join(f"{each.kind}.csv" for each in found) or "none of the records files"
    raise refusal(path, f"its header fits {fits}; name the file after what it holds: {', '.join(NAMES)}", 1)


def _check_header(path: Path, header: Sequence[str], kind: type[Record]) -> None:
    known = [column.name for column in COLUMNS[kind]]
    for name in header:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            meant = f" (is it {near[0]}?)" if near else ""
            raise refusal(path, f"there is no column “{name}”{meant}; the columns are {', '.join(known)}", 1)
    for column in COLUMNS[kind]:
        if column.required and column.name not in header:
            raise refusal(path, f"the column {column.name} is missing; add it", 1)


def _table(file: CsvText) -> "_Table":
    """The rows turned by a quarter, some thousands at a time: hundreds of thousands of small lists are slow to keep."""
    rows = file.rows()
    header = _header(file.path, next(rows))
    table = _Table(file.path, header, [], [[] for _ in header])
    last, last_row = 1, header
    while some := list(islice(rows, _ROWS_AT_A_TIME)):
        table.extend(last + 1, some)
        last, last_row = last + len(some), some[-1]
    if 0 < len(last_row) < len(header) and not file.ends_with_a_break:
        said = f"the file ends after {len(last_row)} of {len(header)} cells, without a line break"
        raise refusal(file.path, f"{said}; it seems to be cut off, so get it again", last)
    return table


def _header(path: Path, cells: Sequence[str]) -> list[str]:
    """The column names, in lower case; commas at the end of the line are a spreadsheet program's habit."""
    names = [cell.strip().lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise refusal(path, "the first line has no column names; write the header row first", 1)
    if "" in names:
        raise refusal(path, f"column {names.index('') + 1} has no name; name it or remove the column", 1)
    for index, name in enumerate(names):
        if name in names[:index]:
            raise refusal(path, f"the column {name} stands twice; remove one", 1)
    return names


@dataclass(frozen=True, slots=True)
class _Table:
    """A file's cells by column, in the header's order, and the number of each row that has any text."""

    path: Path
    header: list[str]
    numbers: list[int]
    columns: list[list[str]]

    def extend(self, first: int, rows: list[list[str]]) -> None:
        """Add rows; ``first`` is the number of the first of them."""
        numbers = [n for n, row in enumerate(rows, first) if row and (row[0].strip() or "".join(row).strip())]
        body = rows if len(numbers) == len(rows) else [rows[number - first] for number in numbers]
        if {*map(len, body)} - {len(self.header)}:
            body = [self._as_wide_as_the_header(row, number) for number, row in zip(numbers, body, strict=True)]
        self.numbers.extend(numbers)
        for column, cells in zip(self.columns, zip(*body, strict=True), strict=False):
            column.extend(cells)

    def _as_wide_as_the_header(self, row: list[str], number: int) -> list[str]:
        """Excel leaves out commas at the end of a line, or writes too many."""
        width = len(self.header)
        if "".join(row[width:]).strip():
            said = f"the row has {len(row)} cells and the header {width}"
            raise refusal(self.path, f"{said}; put quotation marks around a cell that holds a comma", number)
        return [*row[:width], *[""] * (width - len(row))]

    def records(self, kind: type[Record]) -> list[Record]:
        """The rows as records."""
        wrong: dict[str, dict[str, str]] = {}
        values: dict[str, Sequence[Cell]] = {}
        for column in COLUMNS[kind]:
            if column.name not in self.header:
                values[column.attribute] = [column.read("")] * len(self.numbers)
                continue
            texts = self.columns[self.header.index(column.name)]
            read, wrong[column.name] = _read_each(column, {*texts})
            values[column.attribute] = [] if wrong[column.name] else list(map(read.__getitem__, texts))
        if any(wrong.values()):
            self._refuse(wrong)
        in_order = [values[each.name] for each in fields(kind) if each.name != "id"]
        return list(map(cast("Callable[..., Record]", kind), *in_order))

    def _refuse(self, wrong: Mapping[str, Mapping[str, str]]) -> None:
        """Name the first cell, in the file's order, that cannot be read."""
        places = [
            (index, place)
            for place, (name, texts) in enumerate(zip(self.header, self.columns, strict=True))
            if wrong[name]
            for index, text in enumerate(texts)
            if text in wrong[name]
        ]
        index, place = min(places)
        more = len(places) - 1
        others = f" ({more:,} more cell{'s' if more > 1 else ''} of this file cannot be read)" if more else ""
        name = self.header[place]
        raise refusal(self.path, wrong[name][self.columns[place][index]] + others, self.numbers[index], name)


def _read_each(column: Column, texts: set[str]) -> tuple[dict[str, Cell], dict[str, str]]:
    """What each different text means; and of those that cannot be read, why."""
    read: dict[str, Cell] = {}
    wrong: dict[str, str] = {}
    for text in texts:
        try:
            read[text] = column.read(text)
        except ValueError as error:
            wrong[text] = _quoted_briefly(str(error), text.strip())
    return read, wrong


def _quoted_briefly(sentence: str, cell: str) -> str:
    """The sentence about a cell, of which it quotes no more than the beginning."""
    return sentence.replace(cell, f"{cell[:_QUOTED_AT_MOST]}…") if len(cell) > _QUOTED_AT_MOST else sentence
