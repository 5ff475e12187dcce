"""A new book that stays only when it could be filled."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from muster.services.bundle import Services

MakeBook = Callable[[Path], Services]
"""Makes a new, empty book, or opens an existing one; raises BookError when that cannot be done."""


@contextmanager
def new_book(create: MakeBook, path: Path) -> Iterator[Services]:
    """A new book for the block to fill; when the block fails, the file is gone again.

    Raises:
        BookError: when there is a file already, or it cannot be written.
    """
    made = create(path)
    try:
        yield made
    except BaseException:
        made.book.close()
        path.unlink(missing_ok=True)
        raise
