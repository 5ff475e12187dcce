"""What the command line is handed; ``app`` builds it."""

from pathlib import Path
from typing import Protocol

from muster.services.bundle import Services
from muster.services.demo import Demo
from muster.services.federal_lists import FederalLists
from muster.services.history import Moment
from muster.services.ports import Progress


class Program(Protocol):
    """Makes and opens books, and the window."""

    @property
    def default_book(self) -> Path:
        """The book that a command works on when none is named."""
        ...

    @property
    def demo_folder(self) -> Path:
        """Where the sample agency's book goes when no folder is named."""
        ...

    @property
    def federal_lists(self) -> FederalLists:
        """The federal list of participating agencies, which is no book's."""
        ...

    def open(self, path: Path) -> Services:
        """The use cases on an existing book.

        Raises:
            BookError: with a plain sentence when it cannot be opened.
        """
        ...

    def as_known(self, path: Path, moment: Moment, progress: Progress | None = None) -> Services:
        """The use cases on a book as it stood at a moment, to be read only.

        Raises:
            BookError: when the book cannot be read, or the copy that is shown not be made.
            Cancelled: from ``progress``.
        """
        ...

    def create(self, path: Path) -> Services:
        """The use cases on a new, empty book.

        Raises:
            BookError: when there is a file already, or it cannot be written.
        """
        ...

    def demo(self) -> Demo:
        """The sample agency."""
        ...

    def has_display(self) -> bool:
        """Whether a window can be shown."""
        ...

    def open_window(self, book: Path | None) -> int:
        """Show the window on a book (None: the last one) until it is closed; returns the exit code."""
        ...
