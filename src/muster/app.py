"""The composition root: the one module that knows every layer and puts the program together."""

import io
import os
import sys
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from muster import paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from muster.services.bundle import Services
    from muster.services.demo import Demo
    from muster.services.federal_lists import FederalLists
    from muster.services.history import Moment
    from muster.services.ports import Book, BookStore, Calendar, Clock, Progress
    from muster.storage.change_log import Author


class Muster:
    """Makes and opens books, for the window and the command line; each layer loads when it is first needed."""

    @cached_property
    def clock(self) -> "Clock":
        """The system's clock."""
        from muster.storage.clock import SystemClock

        return SystemClock()

    @cached_property
    def calendar(self) -> "Calendar":
        """The federal calendar."""
        from muster.storage.federal_calendar import FederalCalendar

        return FederalCalendar()

    @property
    def default_book(self) -> Path:
        """The book that a command works on when none is named."""
        return paths.default_book()

    @property
    def demo_folder(self) -> Path:
        """Where the sample agency's book goes when no folder is named."""
        return paths.data() / "sample"

    def open(self, path: Path) -> "Services":
        """The use cases on an existing book.

        Raises:
            BookError: with a plain sentence when it cannot be opened.
        """
        return self._services(self._store.open(path))

    def create(self, path: Path) -> "Services":
        """The use cases on a new, empty book.

        Raises:
            BookError: when there is a file already, or it cannot be written.
        """
        return self._services(self._store.create(path))

    def as_known(self, path: Path, moment: "Moment", progress: "Progress | None" = None) -> "Services":
        """The use cases on a book as it stood at a moment, to be read only; the clock stands still there.

        Raises:
            BookError: when the book cannot be read, or the copy that is shown not be made.
            Cancelled: from ``progress``.
        """
        from muster.services.history import KnownClock

        book = self._store.as_known(path, moment.step.last, progress)
        return self._services(book, KnownClock(moment.at), moment.words)

    def sample(self) -> "Services":
        """The use cases on the sample agency's book, made when it is not there yet.

        Raises:
            MusterError: when it cannot be written.
        """
        return self.demo().book(self.demo_folder)

    def demo(self) -> "Demo":
        """The sample agency's book and claim."""
        from muster.services.demo import Demo

        return Demo(self.create, self.open, paths.sample_agency())

    @property
    def federal_lists(self) -> "FederalLists":
        """The federal list of participating agencies, which is no book's."""
        from muster.importers.federal_list import FederalListReader
        from muster.reports import Documents
        from muster.services.federal_lists import FederalLists

        return FederalLists(FederalListReader(), Documents(), paths.imported_federal_list(), paths.federal_list())

    @property
    def display_name(self) -> str:
        """The name under which changes are logged: the one chosen, else the operating system's."""
        return self._author.name

    def choose_display_name(self, name: str) -> None:
        """Log changes under another name from now on; an empty one is the operating system's.

        Raises:
            MusterError: when it cannot be kept.
        """
        from muster.storage.display_name import write_name

        self._author.name = write_name(paths.display_name(), name) or self._author.user

    def has_display(self) -> bool:
        """Whether a window can be shown: always on Windows and macOS."""
        if sys.platform in ("win32", "darwin"):
            return True
        chosen = os.environ.get("QT_QPA_PLATFORM", "")
        return bool(chosen or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

    def open_window(self, book: Path | None) -> int:
        """Show the window on a book (None: the last one) until it is closed; returns the exit code."""
        from muster.ui.start import run_window

        return run_window(self, book, sys.argv[:1])

    @cached_property
    def _author(self) -> "Author":
        from muster.storage.change_log import Author
        from muster.storage.display_name import read_name

        author = Author.signed_in()
        author.name = read_name(paths.display_name()) or author.user
        return author

    @cached_property
    def _store(self) -> "BookStore":
        from muster.storage.store import SqliteBookStore

        return SqliteBookStore(self.clock, self._author)

    def _services(self, book: "Book", clock: "Clock | None" = None, as_known: str = "") -> "Services":
        from muster.importers.records_folder import RecordsFolder
        from muster.importers.sheet_files import SheetFiles
        from muster.importers.vocabulary import load_vocabulary
        from muster.reports import Documents
        from muster.services.bundle import ForeignFiles, services
        from muster.storage.rule_book import load_rules

        rules = load_rules(paths.rules())
        foreign = ForeignFiles(SheetFiles(), load_vocabulary(paths.column_names()))
        now = clock or self.clock
        made = services(book, rules, now, self.calendar, RecordsFolder(), Documents(), foreign)
        return replace(made, as_known=as_known)


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run the program; returns the exit code."""
    words, program = sys.argv[1:] if argv is None else argv, Muster()
    if not words and program.has_display():  # the daily start does not wait for the command line's modules
        return program.open_window(None)

    from muster.cli.main import run

    out, err = (stream or io.StringIO() for stream in (sys.stdout, sys.stderr))  # pythonw has neither
    return run(words, program, out, err)
