"""Importing records folders and files: all of it or nothing, each record checked together with the book's."""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import cast

from muster.domain.checks import Fault, conflicts, faults, override_faults
from muster.domain.intervals import Span
from muster.domain.readings import RuleBook
from muster.domain.records import Officer, OfficerRecord, Override, OvertimeEntry, Record
from muster.domain.schema import COLUMNS
from muster.services.changes import Changed
from muster.services.ports import Book, MusterError, Progress, RecordReader, RecordsFiles, RecordsRead, RecordWriter

_STORED_AT_A_TIME = 10_000
_FILES_NAMED = 3


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file's records: how many are new, how many the book had already, equal in every cell."""

    file: Path
    kind: type[Record]
    new: int
    skipped: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or on a dry run would do."""

    files: tuple[Imported, ...]
    changed: Changed

    @property
    def new(self) -> int:
        """How many records are new."""
        return sum(each.new for each in self.files)

    @property
    def skipped(self) -> int:
        """How many records the book had already."""
        return sum(each.skipped for each in self.files)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules make of some records: new ones, those that the book has already, and what is refused."""

    new: Sequence[Record]
    skipped: Sequence[Record]
    faults: Iterable[Fault]


class Imports:
    """Imports records into one book."""

    def __init__(self, book: Book, files: RecordsFiles, rules: RuleBook) -> None:
        """Import into the book what the files hold; the rules say which readings there are."""
        self._book = book
        self._files = files
        self._rules = rules

    def is_records_file(self, path: Path) -> bool:
        """Whether a file has the header of a records folder's file, so that :meth:`run` reads it as one."""
        return self._files.is_one(path)

    def run(self, paths: Sequence[Path], *, dry_run: bool = False, progress: Progress | None = None) -> ImportReport:
        """Import records folders and files as one step.

        A record equal in every cell to one in the book is skipped. Files are taken in the order in which records refer
        to each other, so officers may come with the import that needs them.

        Args:
            paths: Files or folders.
            dry_run: Only say what would be done.
            progress: Told how many records are checked and stored, of twice as many as there are.

        Raises:
            MusterError: naming file, row and column, when a record cannot be read or a rule refuses it; or when the
                book cannot be written. Nothing is changed.
            Cancelled: from ``progress``. Nothing is changed.
        """
        with _not_collecting():
            return self._run(paths, progress, dry_run=dry_run)

    def _run(self, paths: Sequence[Path], progress: Progress | None, *, dry_run: bool) -> ImportReport:
        read = self._files.read(paths)
        steps = _Steps(progress, 2 * sum(len(each.records) for each in read))
        if dry_run:
            with self._book.read() as reader:
                return _report(self._check(reader, read, steps))
        with self._book.change(_action(paths)) as work:
            checked = self._check(work, read, steps)
            _store(work, checked, steps)
            return _report(checked)

    def judge(self, file: RecordsRead) -> "Judged":
        """What of some records is new, what the book has already, and all that the rules refuse; nothing is stored."""
        with self._book.read() as reader:
            judged = self._judged(reader, file, _officer_ids(reader, [file]), ())
            return Judged(judged.new, judged.skipped, tuple(judged.faults))

    def keep(self, file: RecordsRead, action: str) -> ImportReport:
        """Store the new ones of some records as one step, in the log under ``action``.

        Raises:
            MusterError: naming row and column, when a rule refuses one. Nothing is changed.
        """
        steps = _Steps(None, 0)
        with self._book.change(action) as work:
            checked = self._check(work, [file], steps)
            _store(work, checked, steps)
            return _report(checked)

    def _judged(
        self, book: RecordReader, file: RecordsRead, officers: Collection[str], before: Sequence[Record]
    ) -> "Judged":
        known = [*_beside(book, file), *before]
        had = set(known)
        new = [record for record in file.records if record not in had] if had else list(file.records)
        skipped = [record for record in file.records if record in had] if had else []
        return Judged(new, skipped, chain(_standing_twice(skipped), self._faults(file, new, known, officers)))

    def _check(self, book: RecordReader, read: Sequence[RecordsRead], steps: "_Steps") -> list["_Checked"]:
        """The new records of each file, all of them in order.

        Raises:
            MusterError: for the first that is not.
        """
        officers = _officer_ids(book, read)
        checked: list[_Checked] = []
        for file in read:
            before = [record for each in checked if each.file.kind is file.kind for record in each.new]
            judged = self._judged(book, file, officers, before)
            _refuse(file, iter(judged.faults))
            checked.append(_Checked(file, judged.new))
            steps.take(len(file.records))
        return checked

    def _faults(
        self, file: RecordsRead, new: Sequence[Record], known: Sequence[Record], officers: Collection[str]
    ) -> Iterator[Fault]:
        for record in new:
            yield from faults(record)
        if file.kind is Override:
            for record in cast("Sequence[Override]", new):
                yield from override_faults(record, self._rules)
        if file.kind is not Officer and issubclass(file.kind, OfficerRecord):
            yield from _unknown_officers(cast("Sequence[OfficerRecord]", new), officers)
        yield from conflicts([*known, *new])


@dataclass(frozen=True, slots=True)
class _Checked:
    """A file and those of its records that are new."""

    file: RecordsRead
    new: Sequence[Record]


class _Steps:
    """Tells how far the work is."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0
        self.take(0)

    def take(self, count: int) -> None:
        self._done += count
        if self._progress is not None:
            self._progress(self._done, self._total)


@contextmanager
def _not_collecting() -> Iterator[None]:
    """Without Python's search for cycles, which would go over all records again and again: a seventh of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _action(paths: Sequence[Path]) -> str:
    """The step in words, for the log."""
    names = [f"records folder {path.resolve().name}" if path.is_dir() else path.name for path in paths[:_FILES_NAMED]]
    more = len(paths) - len(names)
    return f"Import of {', '.join(names)}" + (f" and {more} more" if more else "")


def _officer_ids(book: RecordReader, read: Sequence[RecordsRead]) -> set[str]:
    """The officers that are in the book or the import, of those that the import names."""
    named: set[str] = set()
    coming: set[str] = set()
    for file in read:
        if issubclass(file.kind, OfficerRecord):
            ids = {record.officer_id for record in cast("Sequence[OfficerRecord]", file.records)}
            (coming if file.kind is Officer else named).update(ids)
    there = book.of_officers(Officer, named - coming) if named - coming else []
    return coming | {officer.officer_id for officer in there}


def _beside(book: RecordReader, file: RecordsRead) -> list[Record]:
    """The book's records that the file's could equal or conflict with."""
    if not file.records:
        return []
    if file.kind is OvertimeEntry:
        return list(overtime_beside(book, cast("Sequence[OvertimeEntry]", file.records)))
    if issubclass(file.kind, OfficerRecord):
        ids = {record.officer_id for record in cast("Sequence[OfficerRecord]", file.records)}
        return list(book.of_officers(file.kind, ids))
    return list(book.all(file.kind))


def overtime_beside(book: RecordReader, entries: Sequence[OvertimeEntry]) -> Sequence[OvertimeEntry]:
    """The book's overtime of the days from the first entry to the last.

    Overtime concerns only its own day, so years that the file does not touch stay unread.
    """
    first, last = min(each.worked_on for each in entries), max(each.worked_on for each in entries)
    if last == date.max:
        return book.of_officers(OvertimeEntry, {each.officer_id for each in entries})
    return book.overtime(Span(first, last + timedelta(days=1)))


def _standing_twice(skipped: Sequence[Record]) -> Iterator[Fault]:
    """Rows that the book has already, and the file twice; of new rows the rules say so themselves."""
    first: dict[Record, Record] = {}
    for record in skipped:
        other = first.setdefault(record, record)
        if other is not record:
            yield Fault(record, COLUMNS[type(record)][0].name, "the row stands twice in this file; remove one", other)


def _unknown_officers(records: Sequence[OfficerRecord], officers: Collection[str]) -> Iterator[Fault]:
    for record in records:
        if record.officer_id not in officers:
            text = f"there is no officer {record.officer_id}; add the officer first, or to officers.csv"
            yield Fault(record, "officer_id", text)


def _refuse(file: RecordsRead, found: Iterator[Fault]) -> None:
    """Refuse the file for the first of its faults, in the order of its rows.

    Raises:
        MusterError: naming file, row and column.
    """
    rows: Mapping[int, int] = {}
    first: tuple[int, Fault] | None = None
    for fault in found:
        rows = rows or {id(record): row for record, row in zip(file.records, file.rows, strict=True)}
        row = rows.get(id(fault.record))
        if row is not None and (first is None or row < first[0]):
            first = row, fault
    if first is not None:
        row, fault = first
        beside = "" if fault.other is None else f" (the other is {_where(fault.other, rows)})"
        raise MusterError(f"{file.path.name}, row {row}, column {fault.column}: {fault.text}{beside}.")


def _where(record: Record, rows: Mapping[int, int]) -> str:
    if id(record) in rows:
        return f"in row {rows[id(record)]}"
    return "in the book" if record.id else "in another file of this import"


def _store(work: RecordWriter, checked: Sequence[_Checked], steps: _Steps) -> None:
    for each in checked:
        for start in range(0, len(each.new), _STORED_AT_A_TIME):
            some = each.new[start : start + _STORED_AT_A_TIME]
            work.add_all(some)
            steps.take(len(some))
        steps.take(len(each.file.records) - len(each.new))


def _report(checked: Sequence[_Checked]) -> ImportReport:
    files = tuple(
        Imported(each.file.path, each.file.kind, len(each.new), len(each.file.records) - len(each.new))
        for each in checked
    )
    return ImportReport(files, Changed.of(record for each in checked for record in each.new))
