"""The book: one SQLite file, each read and each change a transaction of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from muster.services.ports import Clock, Progress
from muster.storage.audit import MANY, ledger_problems, log_problems, problems
from muster.storage.change_log import Author, timestamp
from muster.storage.connections import transaction
from muster.storage.errors import DamagedError, plainly
from muster.storage.reader import Reader
from muster.storage.writer import Writer


class SqliteBook:
    """One agency's records in one SQLite file, as :class:`muster.services.ports.Book` says.

    It keeps a rollback journal, not a write-ahead log, which SQLite cannot lock on every network drive; so the book is
    one file. A connection lives as long as the block that uses it: threads do not share any, and nothing holds the
    file in between.
    """

    def __init__(self, path: Path, connections: Engine, clock: Clock, author: Author) -> None:
        """Use a file that is a book of this version through connections to it."""
        self._path = path
        self._clock = clock
        self._author = author
        self._connections = connections

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """A consistent view of the records."""
        with plainly(self._path), transaction(self._connections) as connection:
            yield Reader(connection)

    @contextmanager
    def change(self, action: str) -> Iterator[Writer]:
        """A unit of work, stored when the block ends without an error."""
        with plainly(self._path), transaction(self._connections, writing=True) as connection:
            work = Writer(connection, self._author, timestamp(self._clock.now()), action)
            yield work
            work.end()

    def check(self, many: int = MANY) -> list[str]:
        """What is wrong with the book, in plain sentences, the claims first; empty when it is sound."""
        return self._found(lambda: self._problems(many))

    def verify_log(self, progress: Progress | None = None) -> list[str]:
        """What is wrong with the change log's entries, in plain sentences; empty when they are as they were written.

        Raises:
            Cancelled: from ``progress``, which is told every 50,000 entries; in between others can write.
        """
        return self._found(lambda: log_problems(partial(transaction, self._connections), progress))

    def verify_ledger(self) -> list[str]:
        """What of the structure, the claims and all that followed them is not as it was written; others can write."""
        return self._found(lambda: ledger_problems(partial(transaction, self._connections)))

    def close(self) -> None:
        """Let go of the file."""
        self._connections.dispose()

    def _problems(self, many: int) -> list[str]:
        with transaction(self._connections) as connection:
            return problems(connection, many)

    def _found(self, examine: Callable[[], list[str]]) -> list[str]:
        """What an examination finds, or how the file is too damaged for it."""
        try:
            with plainly(self._path):
                return examine()
        except DamagedError as error:
            return [str(error)]
