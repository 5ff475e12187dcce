"""The book's records as a records folder."""

from pathlib import Path

from muster.domain.records import KINDS
from muster.services.ports import Book, MusterError, RecordsFiles


class Exports:
    """Writes one book's records to folders, from which :class:`muster.services.imports.Imports` makes an equal book."""

    def __init__(self, book: Book, files: RecordsFiles) -> None:
        """Write the book's records with these files."""
        self._book = book
        self._files = files

    def run(self, folder: Path) -> list[Path]:
        """Write every record, in one consistent view, to a new or empty folder; returns the files.

        Raises:
            MusterError: when the book has no records, or the folder cannot be written or is not empty.
        """
        with self._book.read() as book:
            records = {kind: book.all(kind) for kind in KINDS}
        if not any(records.values()):
            raise MusterError(f"{self._book.path.name} has no records yet, so there is nothing to export.")
        return self._files.write(folder, records)
