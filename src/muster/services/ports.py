"""What the use cases need from outside, as protocols; ``app`` hands the real ones in."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from muster.domain.claim import Claim
from muster.domain.documents import Attachment
from muster.domain.federal_list import FederalList
from muster.domain.importing.sheet import Sheet
from muster.domain.intervals import Span
from muster.domain.ledger.records import ClaimAmount
from muster.domain.printed_list import PrintedList
from muster.domain.records import (
    Agency,
    AgencyFile,
    AnyR,
    AnyRecord,
    OfficerFile,
    OvertimeEntry,
    Record,
)
from muster.services.past import Change, Past, Way


class MusterError(Exception):
    """The records or the request are at fault: one plain sentence that says what, where and what to do."""


class BookError(MusterError):
    """The book cannot be opened, read or written."""


class Clock(Protocol):
    """The one way to know the time."""

    def now(self) -> datetime:
        """The present moment, UTC."""
        ...


class Calendar(Protocol):
    """Which days are federal holidays."""

    def holiday(self, day: date) -> str | None:
        """The name of the federal holiday on the day; None on any other day, weekends among them."""
        ...


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One change in the book's log.

    Attributes:
        sequence: From 1, without gaps.
        at: UTC, to the hundredth of a second.
        user: Who: the operating system's user name; ``name`` is the display name.
        action: The use case, in words (``Import of overtime.csv``).
        entity: The record's kind (``overtime``); ``entity_id`` the book's number of it.
        before: Canonical JSON of the record as it was; None when it was not there. ``after`` likewise.
        hash: SHA-256 (hex) over this entry and the previous one's hash.
    """

    sequence: int
    at: datetime
    user: str
    name: str
    action: str
    entity: str
    entity_id: int
    before: str | None
    after: str | None
    hash: str


class RecordReader(Protocol):
    """The book's records as they stand, in one consistent view."""

    @property
    def past(self) -> Past:
        """What the change log says."""
        ...

    def agency(self) -> Agency:
        """The agency; a blank one (``id`` 0) when none is recorded."""
        ...

    def all(self, kind: type[AnyR]) -> list[AnyR]:
        """Every record of a kind: officers by id, dated records by officer and date."""
        ...

    def of_officer(self, kind: type[AnyR], officer_id: str) -> list[AnyR]:
        """One officer's records of a kind (Officer, Authorization, …), by date."""
        ...

    def of_officers(self, kind: type[AnyR], officer_ids: Collection[str]) -> list[AnyR]:
        """The same for many officers."""
        ...

    def find(self, kind: type[AnyR], record_id: int) -> AnyR | None:
        """The record with that number; None when there is none."""
        ...

    def agency_file(self, year: Span) -> AgencyFile:
        """All that a claim in the fiscal year needs.

        Overtime and payroll are those that touch the year. An officer's overtime comes summed by quarter and standing.
        """
        ...

    def officer_files(self, officer_ids: Collection[str], year: Span) -> list[OfficerFile]:
        """The files of some officers; overtime entry by entry, each sum with its ``source``."""
        ...

    def overtime(self, within: Span) -> list[OvertimeEntry]:
        """The overtime worked within a span, by officer and day."""
        ...

    def claim_content(self, number: str) -> str | None:
        """What was certified under that number, as canonical JSON; None when there is no such claim."""
        ...

    def claim_amounts(self, number: str) -> list[ClaimAmount]:
        """The amounts of the claim of that number, by line."""
        ...

    def attachments(self, records: Iterable[AnyRecord]) -> list[Attachment]:
        """What is attached to records, each record's in the order in which it was attached; contents are not read."""
        ...

    def file_content(self, sha256: str) -> bytes | None:
        """The document with that SHA-256; None when it is not there. Whether it is as it was, its SHA-256 tells."""
        ...

    def log_after(self, sequence: int, kinds: Collection[type[AnyRecord]]) -> list[LogEntry]:
        """The entries after one, of some kinds of record, oldest first."""
        ...

    def log_hash(self, sequence: int) -> str | None:
        """The hash of an entry of the change log; 64 zeros for entry 0, None when it is not there."""
        ...

    def log(self, newest: int) -> list[LogEntry]:
        """The newest entries of the change log, newest first."""
        ...


class RecordWriter(RecordReader, Protocol):
    """A unit of work: all of its changes are stored together, each with its log entry, or none is."""

    def add(self, record: AnyR) -> AnyR:
        """Store a new record; returns it with its number."""
        ...

    @property
    def author(self) -> str:
        """The name under which the change is logged."""
        ...

    @property
    def log_head(self) -> tuple[int, str]:
        """The change log's newest entry, this unit of work's own among them: its sequence and hash (64 zeros: none)."""
        ...

    def freeze(self, number: str, content: str) -> None:
        """Keep what was certified under the number of a claim that was added before."""
        ...

    def apply(self, changes: Iterable[Change]) -> None:
        """Make changes in order, fast, each where the book holds the record as the change begins.

        Raises:
            OtherwiseError: where the book holds it otherwise.
        """
        ...

    def turns(self, way: Way, target: int) -> None:
        """This unit of work takes the step of that number back, or does it again."""

    def keep_file(self, sha256: str, content: bytes) -> None:
        """Keep a document's content under its SHA-256, once; what is attached names it. It stays for good."""
        ...

    def add_all(self, records: Sequence[AnyRecord]) -> None:
        """Store many new records of one kind, fast."""
        ...

    def replace(self, record: AnyRecord) -> None:
        """Store a record in place of the one with the same number.

        Raises:
            BookError: when it is no longer there.
        """
        ...

    def remove(self, record: AnyRecord) -> None:
        """Take a record out of the book, and what is attached to it before; the log keeps it.

        Raises:
            BookError: when it is no longer there.
        """
        ...


class Book(Protocol):
    """One agency's records: one file."""

    @property
    def path(self) -> Path:
        """The file."""
        ...

    def read(self) -> AbstractContextManager[RecordReader]:
        """A consistent view of the records."""
        ...

    def change(self, action: str) -> AbstractContextManager[RecordWriter]:
        """A unit of work, stored when the block ends without an error.

        Args:
            action: What the user does, in words, for the log.

        Raises:
            BookError: with a plain sentence when the file cannot be written (read-only, disk full, in use), or the
                records break one of the book's own constraints.
        """
        ...

    def check(self, many: int = 20) -> list[str]:
        """What is wrong with the book, in plain sentences, the claims first; empty when it is sound.

        Args:
            many: So many of one kind of problem are told one by one, of the rest only how many there are.
        """
        ...

    def verify_log(self, progress: "Progress | None" = None) -> list[str]:
        """What is wrong with the log's hash chain alone; empty when every entry is as it was written.

        Raises:
            Cancelled: from ``progress``, which is told every 50,000 entries.
        """
        ...

    def verify_ledger(self) -> list[str]:
        """What of the book's structure, the claims and all that followed them is not as it was written.

        Every record of the ledger is held against the log's last entry of it, every claim against what was certified.
        """
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class BookStore(Protocol):
    """Makes and opens books."""

    def create(self, path: Path) -> Book:
        """Make a new, empty book.

        Raises:
            BookError: when there is a file already, or it cannot be written.
        """
        ...

    def open(self, path: Path) -> Book:
        """Open a book, upgrading it (after copying the file) when an older program made it.

        Raises:
            BookError: when it is not there, is not a book, is empty or damaged, or a newer program made it.
        """
        ...

    def as_known(self, path: Path, last: int, progress: "Progress | None" = None) -> Book:
        """A book as it stood after the step that ended with an entry of its log, to be read only.

        It is a copy, removed when it is closed.

        Raises:
            BookError: when the book cannot be read, or the copy not be made.
            Cancelled: from ``progress``.
        """
        ...


Progress = Callable[[int, int], None]
"""Told ``(done, total)``; raises :class:`Cancelled` when the user wants to stop."""


class Cancelled(Exception):  # noqa: N818 - not an error
    """The user stopped the work; nothing was changed."""


@dataclass(frozen=True, slots=True)
class RecordsRead:
    """The records of one file.

    Attributes:
        kind: What they are.
        records: In the order of the file's rows.
        rows: The row of each of them, as a spreadsheet counts (the header is row 1).
    """

    path: Path
    kind: type[Record]
    records: Sequence[Record]
    rows: Sequence[int]


class RecordsFiles(Protocol):
    """Reads and writes a records folder or single files in its formats."""

    def read(self, paths: Iterable[Path]) -> list[RecordsRead]:
        """Read files, or folders of files; returned in the order of ``KINDS``, then of the paths.

        Raises:
            MusterError: naming file, row, column and what to do, when anything in them cannot be read.
        """
        ...

    def is_one(self, path: Path) -> bool:
        """Whether a file's first line is the header of one of these files; False where it cannot be read."""
        ...

    def write(self, folder: Path, records: Mapping[type[Record], Sequence[Record]]) -> list[Path]:
        """Write a records folder; kinds without records get no file.

        Raises:
            MusterError: when it cannot be written, or would replace files.
        """
        ...


class SheetFiles(Protocol):
    """Reads tables out of any CSV or XLSX file."""

    def read(self, path: Path, tick: Callable[[], None] = ...) -> list[Sheet]:
        """The sheets of a file that have any text, at least one.

        Args:
            path: The file.
            tick: Called now and then while it is read; may raise :class:`Cancelled`.

        Raises:
            MusterError: naming the file and what to do, when it cannot be read, is none of these, too large or built to
                do harm.
        """
        ...


class ClaimDocuments(Protocol):
    """Puts a claim on paper."""

    def pdf(self, claim: Claim) -> bytes:
        """The claim summary, Letter size; the same bytes for the same claim."""
        ...

    def xlsx(self, claim: Claim) -> bytes:
        """The claim as a workbook."""
        ...

    def csv(self, claim: Claim) -> bytes:
        """The claim's lines as UTF-8 CSV."""
        ...


class FederalListFiles(Protocol):
    """Reads the federal list of participating agencies out of files, and writes it in a form of the program's own."""

    def read(self, path: Path, tick: Callable[[], None] = lambda: None) -> FederalList:
        """The list in a workbook as it is published, or in a file that holds :meth:`content`.

        Args:
            path: The file.
            tick: Called now and then; may raise to stop.

        Raises:
            MusterError: naming file, row, column and what to do, when it is no such list or a row cannot be read.
        """
        ...

    def content(self, listed: FederalList) -> bytes:
        """The list as UTF-8 CSV; the same bytes for the same list."""
        ...


class ListDocuments(Protocol):
    """Puts a list on paper."""

    def list_pdf(self, printed: PrintedList) -> bytes:
        """The list on landscape Letter pages, no cell cut; the same bytes for the same list."""
        ...


class PaperDocuments(ClaimDocuments, ListDocuments, Protocol):
    """Puts on paper whatever is printed."""
