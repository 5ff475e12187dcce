"""What the window is handed: how books are made and opened. ``app`` builds it; nothing of storage is known here."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from muster.services.bundle import Services
    from muster.services.federal_lists import FederalLists
    from muster.services.history import Moment
    from muster.services.ports import Clock, Progress


class Program(Protocol):
    """Makes and opens books. Each call may take a while and runs off the GUI thread; it imports what it needs then."""

    @property
    def clock(self) -> "Clock":
        """The one way to know the time."""
        ...

    @property
    def default_book(self) -> Path:
        """Where a new book is offered to go."""
        ...

    @property
    def federal_lists(self) -> "FederalLists":
        """The federal list of participating agencies, which is no book's."""
        ...

    @property
    def display_name(self) -> str:
        """The name under which changes are logged."""
        ...

    def choose_display_name(self, name: str) -> None:
        """Log changes under another name from now on; an empty one is the operating system's.

        Raises:
            MusterError: when it cannot be kept.
        """
        ...

    def open(self, path: Path) -> "Services":
        """The use cases on an existing book.

        Raises:
            BookError: with a plain sentence when it cannot be opened.
        """
        ...

    def as_known(self, path: Path, moment: "Moment", progress: "Progress | None" = None) -> "Services":
        """The use cases on a book as it stood at a moment, to be read only.

        Raises:
            BookError: when the book cannot be read, or the copy that is shown not be made.
            Cancelled: from ``progress``.
        """
        ...

    def create(self, path: Path) -> "Services":
        """The use cases on a new, empty book.

        Raises:
            BookError: when there is a file already, or it cannot be written.
        """
        ...

    def sample(self) -> "Services":
        """The use cases on the sample agency's book, made when it is not there yet.

        Raises:
            MusterError: when it cannot be written.
        """
        ...
