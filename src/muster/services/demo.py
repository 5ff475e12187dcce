"""The sample agency: its book and its claim, for a first look at the program."""

from dataclasses import dataclass
from pathlib import Path

from muster.domain.claim import Claim
from muster.domain.records import KINDS, Result
from muster.services.bundle import Services
from muster.services.files import make_folder, write_file
from muster.services.new_book import MakeBook, new_book
from muster.services.ports import MusterError

_NAME = "sample-agency"
_SUFFIX = ".muster"


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was made: the sample agency's open book, its latest claim, and that claim on paper."""

    services: Services
    claim: Claim
    pdf: Path


class Demo:
    """Makes the sample agency's book and claim."""

    def __init__(self, create: MakeBook, open_book: MakeBook, sample: Path) -> None:
        """Fill new books with the records folder ``sample``."""
        self._create = create
        self._open = open_book
        self._sample = sample

    def book(self, folder: Path) -> Services:
        """The sample agency's book in the folder: the one made earlier while it is as it was made, else a new one.

        A book in which somebody has changed a record is left alone; the new one gets a number in its name.

        Raises:
            MusterError: when it cannot be written.
        """
        return self._book(folder / f"{_NAME}{_SUFFIX}")

    def _book(self, wanted: Path) -> Services:
        number = 1
        while True:
            path = wanted if number == 1 else wanted.with_stem(f"{wanted.stem}-{number}")
            if not path.exists():
                with new_book(self._create, path) as services:
                    services.imports.run([self._sample])
                    return services
            found = self._as_made(path)
            if found is not None:
                return found
            number += 1

    def run(self, folder: Path, book: Path | None = None) -> Demonstration:
        """The book, the claim of the last quarter with a location result, and its PDF.

        Args:
            folder: Where the files go, made when it is not there.
            book: Where the book goes, if not there.

        Raises:
            MusterError: when one of the files cannot be written.
        """
        services = self._book(book) if book else self.book(folder)
        with services.book.read() as records:
            quarter = max(result.quarter for result in records.all(Result))
        claim = services.claims.claim(quarter)
        pdf = folder / f"{services.book.path.stem}-{quarter}.pdf"
        make_folder(folder)
        write_file(pdf, services.claims.pdf(claim))
        return Demonstration(services, claim, pdf)

    def _as_made(self, path: Path) -> Services | None:
        """The book there, when it holds the sample's records and no others."""
        try:
            services = self._open(path)
        except MusterError:
            return None
        try:
            report = services.imports.run([self._sample], dry_run=True)
            with services.book.read() as records:
                count = sum(len(records.all(kind)) for kind in KINDS)
            if not report.new and count == report.skipped:
                return services
        except MusterError:
            pass
        services.book.close()
        return None
