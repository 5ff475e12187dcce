"""Importing officers, pay, overtime and payroll out of CSV and XLSX files that nobody prepared.

Open the file, propose a mapping or take a remembered one, see the first rows and the people, decide who they are, try
it all out (:meth:`FileImports.dry_run`), then store what was tried (:meth:`FileImports.run`).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from muster.domain.importing.fields import IMPORTED, ImportedKind
from muster.domain.importing.file_mapping import FileMapping
from muster.domain.importing.proposing import likeliness, propose
from muster.domain.importing.reading import MappingError, Reading, dates_in, read_sheet
from muster.domain.importing.records import SavedMapping
from muster.domain.importing.vocabulary import Vocabulary
from muster.domain.records import AnyRecord, Officer
from muster.services.bulk import let_go, many_records, records_to_keep
from muster.services.changes import Changed
from muster.services.claims import Claims
from muster.services.files import write_file
from muster.services.importing.dry_run import DryRun, worked_out
from muster.services.importing.effects import effects, quarters_concerned
from muster.services.importing.notices import notices
from muster.services.importing.open_file import OpenFile
from muster.services.importing.people import Decisions, FoundPerson, find_people
from muster.services.importing.planned_rows import Outcome
from muster.services.importing.planning import Plan, Planner
from muster.services.importing.rejected import rejected_csv
from muster.services.importing.remembered import Offer, mapping_of, offers, to_save
from muster.services.ports import Book, Clock, MusterError, Progress, RecordReader, RecordWriter, SheetFiles

_STORED_AT_A_TIME = 5_000
_TOLD_EVERY = 200
_PREVIEWED = 50


@dataclass(frozen=True, slots=True)
class Suggestion:
    """How a file may be read.

    Attributes:
        mapping: To begin with: as it was read last time, else ``proposed``.
        proposed: As its header and values say.
        offers: The remembered mappings that fit it.
    """

    mapping: FileMapping
    proposed: FileMapping
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Whom a file is about.

    Attributes:
        officers: All of the book's, by ID.
        ambiguous_date: A date of the file, where every date can be read in two ways and nobody said how.
    """

    found: Sequence[FoundPerson]
    officers: Mapping[str, Officer]
    ambiguous_date: str


class FileImports:
    """Imports other people's files into one book."""

    def __init__(self, book: Book, files: SheetFiles, vocabulary: Vocabulary, claims: Claims, clock: Clock) -> None:
        """Import into the book; the vocabulary says what the fields are called elsewhere."""
        self._book = book
        self._files = files
        self._vocabulary = vocabulary
        self._claims = claims
        self._clock = clock

    def open(self, path: Path, progress: Progress | None = None) -> OpenFile:
        """Read a file, once it has been measured.

        Raises:
            MusterError: in one sentence, when it cannot be read, is too large or built to do harm.
            Cancelled: from ``progress``, whose total is not known (0) while the file is read.
        """
        with records_to_keep():
            return OpenFile(path, tuple(self._files.read(path, _ticks(progress))))

    def close(self) -> None:
        """Let go of what was opened and tried out."""
        let_go()

    def propose(
        self, file: OpenFile, kind: ImportedKind, sheet: str | None = None, header_row: int | None = None
    ) -> FileMapping:
        """A mapping to begin with: of the named sheet, else of the one whose columns give most fields.

        Args:
            file: The file.
            kind: What it holds.
            sheet: Its sheet.
            header_row: The row that names the columns, from 1, where the user says so; 0 when none does.

        Raises:
            MusterError: when there is no such sheet.
        """
        sheets = (file.sheet(sheet),) if sheet is not None else file.sheets
        found = [(propose(each, kind, self._vocabulary, header_row), each) for each in sheets]
        return max(found, key=lambda each: (not each[1].hidden, len(each[0].columns)))[0]

    def suggest(
        self,
        file: OpenFile,
        kind: ImportedKind | None = None,
        sheet: str | None = None,
        header_row: int | None = None,
    ) -> Suggestion:
        """How a file may be read; without a kind, what it probably holds.

        Args:
            file: The file.
            kind: What it holds, where the user says so.
            sheet: Its sheet, likewise.
            header_row: The row that names the columns, likewise; see :meth:`propose`.

        Raises:
            MusterError: when there is no such sheet.
        """
        kinds = (kind,) if kind is not None else tuple(IMPORTED.values())
        if sheet is None and header_row is None:
            known = next((each for one in kinds for each in self.offers(file, one) if each.same_header), None)
            if known is not None:
                found, proposed = known.mapping.kind, self.propose(file, known.mapping.kind)
                return Suggestion(known.mapping, proposed, tuple(self.offers(file, found)))
        proposed = max((self.propose(file, one, sheet, header_row) for one in kinds), key=likeliness)
        return Suggestion(proposed, proposed, tuple(self.offers(file, proposed.kind)))

    def offers(self, file: OpenFile, kind: ImportedKind) -> list[Offer]:
        """The remembered mappings that fit the file, those made for the very same header first."""
        return offers(file.sheets, [each for each in self.saved() if each.imports == kind.kind])

    def column_values(self, file: OpenFile, mapping: FileMapping, label: str) -> list[tuple[str, int]]:
        """What stands in a column and how often, the most frequent first: to filter rows by.

        Raises:
            MusterError: when there is no such column.
        """
        sheet = file.sheet(mapping.sheet)
        labels = sheet.labels(mapping.header_row)
        if label not in labels:
            raise MusterError(f"The sheet “{sheet.name}” has no column “{label}”.")
        at = labels.index(label)
        rows = sheet.rows[mapping.header_row :]
        return Counter(row[at].strip() for row in rows if at < len(row) and any(row)).most_common()

    def preview(self, file: OpenFile, mapping: FileMapping, rows: int = _PREVIEWED) -> Reading:
        """The first rows as they are understood; dates are judged over the whole file.

        Raises:
            MusterError: when the mapping does not fit the file.
        """
        sheet = file.sheet(mapping.sheet)
        with _plainly():
            seen = dates_in(sheet, mapping)
            first = replace(sheet, rows=sheet.rows[: mapping.header_row + rows])
            found = read_sheet(
                first, replace(mapping, date_order=mapping.date_order or seen.order), self._vocabulary.totals
            )
            return replace(found, dates=seen, mapping=mapping)

    def people(self, file: OpenFile, mapping: FileMapping, progress: Progress | None = None) -> People:
        """Whom the file is about, and how each is known in the book; the user confirms those that are not known by ID.

        Raises:
            MusterError: when the mapping does not fit the file.
            Cancelled: from ``progress``.
        """
        reading = self._read(file, mapping, progress)
        with self._book.read() as records:
            officers = records.all(Officer)
        in_doubt = reading.dates.ambiguous and mapping.date_order is None
        found = find_people(reading.records, officers)
        by_id = {each.officer_id: each for each in officers}
        return People(found, by_id, reading.dates.example if in_doubt else "")

    def dry_run(
        self,
        file: OpenFile,
        mapping: FileMapping,
        decisions: Decisions | Callable[[Sequence[FoundPerson]], Decisions] = Decisions(),  # noqa: B008 - frozen
        progress: Progress | None = None,
        *,
        with_effects: bool = True,
    ) -> DryRun:
        """Try an import out on every row; nothing is changed.

        Args:
            file: The file.
            mapping: How it is read.
            decisions: Who the people are that are not known by ID; or what decides it, given all of them.
            progress: Asked now and then whether to go on.
            with_effects: Work out the claims before and after, which takes longest in a large book.

        Raises:
            MusterError: when the mapping does not fit the file, or the book cannot be read or written.
            Cancelled: from ``progress``.
        """
        tick = _ticks(progress)
        reading = self._read(file, mapping, progress)
        with records_to_keep(), self._book.read() as records:
            people = find_people(reading.records, records.all(Officer))
            decided = decisions(people) if callable(decisions) else decisions
            plan = Planner(records, reading, people, decided, tick).plan()
            state = _state(records)
        quarters = quarters_concerned(plan, self._claims.quarters(self._clock.now().date())) if with_effects else []
        found = effects(self._book, self._claims, quarters, lambda work: _store(work, plan, None), tick)
        told = notices(plan, file.sheets, self._vocabulary)
        with records_to_keep():
            return worked_out(file, plan, found, told, state)

    def run(self, dry_run: DryRun, progress: Progress | None = None) -> Changed:
        """Store what was tried, as one step: all of the accepted rows or none.

        Raises:
            MusterError: when the book was changed since, or cannot be written. Nothing is changed.
            Cancelled: from ``progress``. Nothing is changed.
        """
        plan = dry_run.plan
        if dry_run.entries:
            with many_records(), self._book.change(dry_run.action) as work:
                if _state(work) != dry_run.book_state:
                    raise MusterError(
                        "The book was changed meanwhile, so nothing was imported; look at what the import does now."
                    )
                _store(work, plan, progress)
        return Changed.of([*plan.officers, *plan.stored])

    def save_rejected(self, dry_run: DryRun, path: Path) -> None:
        """Write the rejected rows as CSV, each with its reason.

        Raises:
            MusterError: when it cannot be written.
        """
        write_file(path, rejected_csv(dry_run.plan))

    def saved(self) -> list[SavedMapping]:
        """The remembered mappings, by kind and name."""
        with self._book.read() as records:
            return records.all(SavedMapping)

    def saved_mapping(self, kind: ImportedKind, name: str, file: OpenFile) -> FileMapping:
        """The remembered mapping of that name, put on the file.

        Raises:
            MusterError: when there is none, or the file has not its columns.
        """
        of_kind = [each for each in self.saved() if each.imports == kind.kind]
        named = [each for each in of_kind if each.name.lower() == name.strip().lower()]
        if not named:
            known = ", ".join(f"“{each.name}”" for each in of_kind)
            there_is = f"there is {known}" if known else "there is none yet"
            raise MusterError(f"There is no mapping “{name}” for {kind.kind}; {there_is}.")
        found = offers(file.sheets, named)
        if not found:
            used = ", ".join(f"“{label}”" for _, labels in mapping_of(named[0]).columns for label in labels)
            raise MusterError(
                f"{file.path.name} has not all columns of the mapping “{named[0].name}”, which are {used}."
            )
        return found[0].mapping

    def remember(self, name: str, file: OpenFile, mapping: FileMapping) -> Changed:
        """Keep a mapping under a name, in place of one of that name and kind; offered for files of the same header.

        Raises:
            MusterError: when the name is empty, or the book cannot be written.
        """
        labels = file.sheet(mapping.sheet).labels(mapping.header_row)
        made = to_save(name, mapping, labels)
        if not made.name:
            raise MusterError("Give the mapping a name.")
        known = next((each for each in self.saved() if (each.imports, each.name) == (made.imports, made.name)), None)
        if known != made:
            with self._book.change(f"{'Change' if known else 'Remember'} mapping {made.name}") as work:
                work.replace(replace(made, id=known.id)) if known else work.add(made)
        return Changed.of([made])

    def forget(self, saved: SavedMapping) -> Changed:
        """Take a remembered mapping out of the book.

        Raises:
            BookError: when it is no longer there, or the book cannot be written.
        """
        with self._book.change(f"Remove mapping {saved.name}") as work:
            work.remove(saved)
        return Changed.of([saved])

    def _read(self, file: OpenFile, mapping: FileMapping, progress: Progress | None) -> Reading:
        with records_to_keep(), _plainly():
            return read_sheet(file.sheet(mapping.sheet), mapping, self._vocabulary.totals, _ticks(progress))


@contextmanager
def _plainly() -> Iterator[None]:
    """A mapping that does not fit is told as it is."""
    try:
        yield
    except MappingError as error:
        raise MusterError(str(error)) from error


def _ticks(progress: Progress | None) -> Callable[[], None]:
    """Asks whether to go on, where nobody knows how far the end is."""
    return (lambda: None) if progress is None else (lambda: progress(0, 0))


def _state(records: RecordReader) -> int:
    """The change log's newest entry."""
    newest = records.log(1)
    return newest[0].sequence if newest else 0


def _store(work: RecordWriter, plan: Plan, progress: Progress | None) -> None:
    """Officers first, whom the others refer to."""
    changed = [each.record for each in plan.with_outcome(Outcome.CHANGED) if each.record is not None]
    new = [each.record for each in plan.with_outcome(Outcome.NEW) if each.record is not None]
    total, done = len(plan.officers) + len(changed) + len(new), 0
    for records in (plan.officers, new):
        for start in range(0, len(records), _STORED_AT_A_TIME):
            some: Sequence[AnyRecord] = records[start : start + _STORED_AT_A_TIME]
            work.add_all(some)
            done += len(some)
            _tell(progress, done, total)
    for record in changed:
        work.replace(record)
        done += 1
        if done % _TOLD_EVERY == 0:
            _tell(progress, done, total)


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)
