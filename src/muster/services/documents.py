"""Documents: files attached to records, kept in the book once each, opened read-only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from muster.domain.documented import key_of
from muster.domain.documents import Attachment, RecordKey
from muster.domain.media import suffix_of, words_of
from muster.domain.records import BY_KIND, AnyRecord, OfficerRecord
from muster.domain.words import count
from muster.services.changes import Changed
from muster.services.document_files import DocumentFile, read_document
from muster.services.files import write_file
from muster.services.opened_copies import OpenedCopies
from muster.services.ports import Book, Clock, MusterError, Progress, RecordReader, RecordWriter


@dataclass(frozen=True, slots=True)
class Attached:
    """What is attached to each of some records."""

    by_record: Mapping[RecordKey, tuple[Attachment, ...]]

    def to(self, record: AnyRecord) -> tuple[Attachment, ...]:
        """What is attached to a record, in the order in which it was attached."""
        return self.by_record.get(key_of(record), ())


NOTHING = Attached({})


class Documents:
    """The documents of one book."""

    def __init__(self, book: Book, clock: Clock) -> None:
        """Attach in the book, on the clock's day."""
        self._book = book
        self._clock = clock
        self._copies = OpenedCopies()

    def attach(self, paths: Sequence[Path], records: Sequence[AnyRecord], progress: Progress | None = None) -> Changed:
        """Attach files to records, every file to every one, as one step; a file that a record has already is skipped.

        Raises:
            MusterError: when a file cannot be attached, a record is gone, or every record has every file already.
            Cancelled: from ``progress``, which is told after each file that is read.
        """
        files = []
        for done, path in enumerate(paths):
            if progress:
                progress(done, len(paths))
            files.append(read_document(path))
        with self._book.change(f"Attach {_called(files)} to {count(len(records), 'record')}") as work:
            for record in records:
                if work.find(type(record), record.id) is None:
                    raise MusterError("A record is no longer in the book, so nothing was attached; press F5.")
            made = attach(work, files, records, self._clock.now().astimezone().date())
            if not made:
                raise MusterError(f"{_called(files).capitalize()} is attached already; nothing was changed.")
        return Changed(frozenset({Attachment}))

    def attach_to_saved(self, paths: Sequence[Path], record: AnyRecord, progress: Progress | None = None) -> Changed:
        """Attach files to a record that was just saved; a new one is known by its cells. See :meth:`attach`."""
        with self._book.read() as book:
            stored = record if record.id else next((each for each in _alike(book, record) if each == record), record)
        return self.attach(paths, [stored], progress)

    @staticmethod
    def check(paths: Sequence[Path]) -> None:
        """Whether files can be attached.

        Raises:
            MusterError: for the first that cannot be.
        """
        for path in paths:
            read_document(path)

    def detach(self, attachments: Sequence[Attachment]) -> Changed:
        """Take documents off their records as one step; the book keeps the files."""
        names = sorted({each.name for each in attachments})
        with self._book.change(f"Detach {_listed(names)} from {count(len(attachments), 'record')}") as work:
            for each in attachments:
                work.remove(each)
        return Changed(frozenset({Attachment}))

    def attached(self, records: Iterable[AnyRecord]) -> Attached:
        """What is attached to some records."""
        with self._book.read() as book:
            return attached_to(book, records)

    def all(self) -> list[tuple[Attachment, AnyRecord | None]]:
        """Everything attached, with the record that it is attached to."""
        with self._book.read() as book:
            return [(each, _record(book, each)) for each in book.all(Attachment)]

    def content(self, attachment: Attachment) -> bytes:
        """The document, as it was attached.

        Raises:
            MusterError: when it is no longer that.
        """
        with self._book.read() as book:
            content = book.file_content(attachment.sha256)
        if content is None or sha256(content).hexdigest() != attachment.sha256:
            raise MusterError(
                f"“{attachment.name}” is not as it was attached: something other than Muster has changed the book; "
                "look at a copy of the book from before."
            )
        return content

    def save_copy(self, attachment: Attachment, path: Path) -> None:
        """Write a copy of the document.

        Raises:
            MusterError: when it is no longer as it was attached, or cannot be written.
        """
        if path.resolve() == self._book.path.resolve():
            raise MusterError(f"{path} is the book itself; give the copy another name.")
        write_file(path, self.content(attachment))

    def open_copy(self, attachment: Attachment) -> Path:
        """A read-only copy for another program to show, gone when Muster ends.

        Its suffix is that of what the content is, so that no program takes it for something to run.

        Raises:
            MusterError: when its kind is not shown by another program, or it is no longer as it was attached.
        """
        suffix = suffix_of(attachment.media_type)
        if not suffix:
            raise MusterError(
                f"“{attachment.name}” ({words_of(attachment.media_type)}) is not opened from here, because it may hold "
                "something that runs; save a copy, and open that if you know where it comes from."
            )
        return self._copies.put(attachment.name, suffix, attachment.sha256, self.content(attachment))

    def close(self) -> None:
        """Remove the copies that were made for other programs."""
        self._copies.close()


def attach(
    work: RecordWriter, files: Sequence[DocumentFile], records: Sequence[AnyRecord], day: date
) -> list[Attachment]:
    """Attach files to stored records within a unit of work; those that a record has already are left."""
    has = {(each.record, each.sha256) for each in work.attachments(records)}
    made = []
    for file in files:
        work.keep_file(file.sha256, file.content)
        for record in records:
            key = key_of(record)
            if (key, file.sha256) not in has:
                has.add((key, file.sha256))
                made.append(
                    Attachment(*key, file.sha256, file.name, file.media_type, len(file.content), day, work.author)
                )
    work.add_all(made)
    return made


def attached_to(book: RecordReader, records: Iterable[AnyRecord]) -> Attached:
    """What is attached to some records, in one view of the book."""
    found: dict[RecordKey, list[Attachment]] = {}
    for each in book.attachments(records):
        found.setdefault(each.record, []).append(each)
    return Attached({key: tuple(each) for key, each in found.items()})


def _record(book: RecordReader, attachment: Attachment) -> AnyRecord | None:
    kind = BY_KIND.get(attachment.record_kind)
    return book.find(kind, attachment.record_id) if kind else None


def _alike(book: RecordReader, record: AnyRecord) -> Iterable[AnyRecord]:
    """The records among which it is."""
    kind = type(record)
    return book.of_officer(kind, record.officer_id) if isinstance(record, OfficerRecord) else book.all(kind)


def _called(files: Sequence[DocumentFile]) -> str:
    return _listed([each.name for each in files])


def _listed(names: Sequence[str]) -> str:
    """A file by its name, several by how many they are."""
    return f"“{names[0]}”" if len(names) == 1 else count(len(names), "document")
