"""Rows pasted from a spreadsheet: understood cell by cell, checked as an import is, kept all or none."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from muster.domain.cells import DATE
from muster.domain.importing.layout import says_total
from muster.domain.importing.names import agree, name_key, split_name
from muster.domain.importing.vocabulary import Vocabulary
from muster.domain.records import Officer, Record
from muster.domain.schema import COLUMNS, CellError, Column, record_of
from muster.domain.typed_dates import read_date
from muster.services.changes import Changed
from muster.services.importing.people import name_of
from muster.services.imports import Imports
from muster.services.ports import Book, MusterError, RecordsRead
from muster.services.records import counted

_AS_FILE = Path("Pasted rows")
_DEFUSED = re.compile(r"'(?=[=+\-@])")
_ROWS_AT_MOST = 100_000


class Outcome(StrEnum):
    """What becomes of a pasted row."""

    NEW = "new"
    UNCHANGED = "in the book already"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Target:
    """A column of the table that rows are pasted into.

    Attributes:
        title: Its header.
        name: The record's column that it fills; empty where it shows what is worked out.
        read: What the table's text means as a cell.
    """

    title: str
    name: str
    read: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One row as understood.

    Attributes:
        number: From 1, as it stood in what was pasted; a header row counts.
        texts: Its cells as pasted.
        record: The record; None where it cannot be read.
        note: Why it is rejected, or how something in it was read.
    """

    number: int
    texts: tuple[str, ...]
    record: Record | None
    outcome: Outcome
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paste:
    """What was pasted.

    Attributes:
        left_out: The header's columns that nothing is taken from.
        no_records: How many rows sum up or repeat the header, and are left out.
    """

    kind: type[Record]
    rows: tuple[PastedRow, ...]
    left_out: tuple[str, ...]
    no_records: int = 0

    def of(self, outcome: Outcome) -> list[PastedRow]:
        """The rows with that outcome."""
        return [each for each in self.rows if each.outcome is outcome]


@dataclass(frozen=True, slots=True)
class _Read:
    record: Record | None
    note: str


class Pasting:
    """Takes pasted rows into one book."""

    def __init__(self, book: Book, imports: Imports, vocabulary: Vocabulary) -> None:
        """``imports`` checks and keeps; ``vocabulary`` is what other programs call the columns."""
        self._book = book
        self._imports = imports
        self._vocabulary = vocabulary

    def read(
        self, kind: type[Record], text: str, targets: Sequence[Target], fixed: Mapping[str, str], today: date
    ) -> Paste:
        """Understand tab-separated text and say what would become of each row; nothing is stored.

        Args:
            kind: What the rows are.
            text: Rows with or without a header row.
            targets: The table's columns as shown: what the cells are where there is no header.
            fixed: Cells of each record that the rows need not have, by column name.
            today: What a year of two digits is nearest to.

        Raises:
            MusterError: when there is no row, or far too many.
        """
        rows = _rows(text)
        if not rows:
            raise MusterError("There are no rows on the clipboard; copy some in the spreadsheet first.")
        if len(rows) > _ROWS_AT_MOST:
            raise MusterError(f"There are {len(rows):,} rows on the clipboard; import so many as a file.")
        first = _as_header(kind, rows[0][1], targets, self._vocabulary)
        whole = rows if first is None else rows[1:]
        body = [each for each in whole if not self._is_no_record(each[1], rows[0][1] if first else None)]
        if not body:
            raise MusterError("There are only headers and totals on the clipboard; copy the rows as well.")
        by_place = first or [each if each.name else None for each in targets]
        with self._book.read() as records:
            officers = _Officers(records.all(Officer))
        reader = _Reader(kind, by_place, fixed, officers, today)
        read = [reader.row(cells) for _number, cells in body]
        left_out = [cell for cell, each in zip(rows[0][1], first or (), strict=False) if each is None and cell]
        return Paste(kind, self._judged(kind, body, read), tuple(left_out), len(whole) - len(body))

    def _is_no_record(self, cells: Sequence[str], header: Sequence[str] | None) -> bool:
        """Whether a row repeats the header, or sums up: the first cell that has text says so."""
        first = next(cell for cell in cells if cell.strip())
        return cells == header or says_total(first, self._vocabulary.totals)

    def _judged(
        self, kind: type[Record], body: Sequence[tuple[int, list[str]]], read: Sequence[_Read]
    ) -> tuple[PastedRow, ...]:
        records = [(each.record, number) for (number, _cells), each in zip(body, read, strict=True) if each.record]
        judged = self._imports.judge(
            RecordsRead(_AS_FILE, kind, [each for each, _number in records], [number for _each, number in records])
        )
        known = {id(each) for each in judged.skipped}
        why: dict[int, str] = {}
        for fault in judged.faults:
            why.setdefault(id(fault.record), fault.text)
        return tuple(
            PastedRow(number, tuple(cells), each.record, *_outcome(each, known, why))
            for (number, cells), each in zip(body, read, strict=True)
        )

    def keep(self, paste: Paste) -> Changed:
        """Store the new rows in one step.

        Raises:
            MusterError: when a row is rejected, now or in the preview, or none is new; nothing is stored.
        """
        rejected = paste.of(Outcome.REJECTED)
        if rejected:
            raise MusterError(f"Row {rejected[0].number} is rejected: {rejected[0].note}; nothing was pasted.")
        new = [(each.record, each.number) for each in paste.of(Outcome.NEW) if each.record]
        if not new:
            raise MusterError("All of these rows are in the book already, so there is nothing to paste.")
        read = RecordsRead(_AS_FILE, paste.kind, [each for each, _n in new], [number for _each, number in new])
        return self._imports.keep(read, f"Paste of {counted(paste.kind, len(new))}").changed


def _outcome(read: _Read, known: set[int], why: Mapping[int, str]) -> tuple[Outcome, str]:
    if read.record is None:
        return Outcome.REJECTED, read.note
    if id(read.record) in why:
        return Outcome.REJECTED, why[id(read.record)]
    return (Outcome.UNCHANGED if id(read.record) in known else Outcome.NEW), read.note


class _Officers:
    """Finds the officer that a cell means."""

    def __init__(self, officers: Iterable[Officer]) -> None:
        self._ids: set[str] = set()
        self._without_zeros: dict[str, list[str]] = {}
        self._by_name: dict[tuple[str, str], list[Officer]] = {}
        for each in officers:
            self._ids.add(each.officer_id)
            self._without_zeros.setdefault(each.officer_id.lstrip("0"), []).append(each.officer_id)
            self._by_name.setdefault(name_key(name_of(each)), []).append(each)

    def meant(self, text: str) -> tuple[str, str]:
        """The id, and a note where it is not as written: a spreadsheet drops leading zeros, or has the name."""
        first = text.split(maxsplit=1)[0] if text.strip() else ""
        for each in (text, first):
            if each in self._ids:
                return each, ""
        for written, near in ((first, self._without_zeros.get(first, [])), (text, self._named(text))):
            if len(near) == 1:
                return near[0], f"{written} is read as {near[0]}"
        return text, ""

    def _named(self, text: str) -> list[str]:
        name = split_name(text)
        same = self._by_name.get(name_key(name), []) if name.last and name.first else []
        return [each.officer_id for each in same if agree(name, name_of(each))]


@dataclass(frozen=True, slots=True)
class _Reader:
    kind: type[Record]
    targets: Sequence[Target | None]
    fixed: Mapping[str, str]
    officers: _Officers
    today: date

    def row(self, cells: Sequence[str]) -> _Read:
        """One row as a record, or why it is none."""
        if any(cell.strip() for cell in cells[len(self.targets) :]):
            return _Read(None, f"the row has {len(cells)} cells, {len(self.targets)} are known; paste with a header")
        columns = {column.name: column for column in COLUMNS[self.kind]}
        named = {
            target.name: target.read(_DEFUSED.sub("", cell.strip(), count=1))
            for target, cell in zip(self.targets, cells, strict=False)
            if target is not None
        }
        note = ""
        if "officer_id" in named:
            named["officer_id"], note = self.officers.meant(named["officer_id"])
        try:
            texts = {name: self._text(columns[name], text) for name, text in named.items()}
            return _Read(record_of(self.kind, {**self.fixed, **texts}), note)
        except CellError as error:
            return _Read(None, self._unreadable(error, named))

    def _unreadable(self, error: CellError, named: Mapping[str, str]) -> str:
        title = error.column.title
        if error.column.name not in named:
            return f"no column of the header is “{title}”, which must be given; name it in the header row"
        return f"column {title}: {error}" if named[error.column.name] else f"column {title} is empty; it must be given"

    def _text(self, column: Column, text: str) -> str:
        if column.type is not DATE or not text:
            return text
        try:
            return read_date(text, self.today).isoformat()
        except ValueError as error:
            raise CellError(column, str(error)) from error


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that have any text, each with its number."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    return [(number, row) for number, row in enumerate(rows, 1) if "".join(row).strip()]


def _as_header(
    kind: type[Record], cells: Sequence[str], targets: Sequence[Target], vocabulary: Vocabulary
) -> list[Target | None] | None:
    """The column that each cell names, where at least half of them name one; else None."""
    known = {_plain(word): Target(each.title, each.name) for each in COLUMNS[kind] for word in (each.name, each.title)}
    known |= {_plain(each.title): each for each in targets}
    found = _with_synonyms(kind, cells, [known.get(_plain(cell)) for cell in cells], vocabulary)
    named = sum(each is not None for each in found)
    if not named or 2 * named < sum(bool(cell.strip()) for cell in cells):
        return None
    return [each if each is not None and each.name else None for each in found]


def _with_synonyms(
    kind: type[Record], cells: Sequence[str], found: Sequence[Target | None], vocabulary: Vocabulary
) -> list[Target | None]:
    """The same, with the cells that name a column as other programs do; an officer may go by the name."""
    titles = {each.name: each.title for each in COLUMNS[kind]}
    free = [name for name in titles if name not in {each.name for each in found if each}]
    fields = [*((name, name) for name in free), *([("name", "officer_id")] if "officer_id" in free else [])]
    offers = sorted(
        (field == "name", distance, order, place, name)
        for order, (field, name) in enumerate(fields)
        for place, cell in enumerate(cells)
        if found[place] is None and cell.strip() and (distance := vocabulary.distance(field, cell)) is not None
    )
    whole = list(found)
    for *_rank, place, name in offers:
        if whole[place] is None and name in free:
            whole[place] = Target(titles[name], name)
            free.remove(name)
    return whole


def _plain(title: str) -> str:
    """A header without case, punctuation and what stands in brackets."""
    return " ".join(re.findall(r"[a-z0-9%]+", re.sub(r"\(.*?\)", " ", title).casefold()))
