"""SQLite's errors as sentences: what is wrong with which file and what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from muster.services.ports import BookError
from muster.storage.constraints import SENTENCES


class DamagedError(BookError):
    """The book's file is damaged."""


_BY_CODE = {
    sqlite3.SQLITE_BUSY: "The book “{path}” is in use by another program; close it there, or try again in a moment.",
    sqlite3.SQLITE_LOCKED: "The book “{path}” is in use by another program; close it there, or try again in a moment.",
    sqlite3.SQLITE_READONLY: "The book “{path}” is read-only, so nothing was changed; allow writing to the file,"
    " or copy it to a folder of your own and open the copy.",
    sqlite3.SQLITE_PERM: "The book “{path}” may not be opened by this user; ask for access to the file.",
    sqlite3.SQLITE_CANTOPEN: "The book “{path}” could not be opened, so nothing was changed; check that it is there,"
    " and that you may read it and write to the folder “{folder}”.",
    sqlite3.SQLITE_FULL: "The disk with “{path}” is full, so nothing was changed; make room on it, then try again.",
    sqlite3.SQLITE_IOERR: "The book “{path}” could not be read or written, so nothing was changed; check the disk,"
    " its free space or the network connection, then try again.",
    sqlite3.SQLITE_CORRUPT: "The book “{path}” is damaged; open a copy of it from before, and keep this file.",
    sqlite3.SQLITE_NOTADB: "The file “{path}” is not a Muster book; open a file that Muster made.",
    sqlite3.SQLITE_NOMEM: "There is not enough memory for the book “{path}”; close other programs, then try again.",
}


def is_damage(error: object) -> bool:
    """Whether an error of SQLite is about what the file holds, not about reaching it."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # 0: the driver's own errors
    return code in {0, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH}


def said_plainly(path: Path, error: sqlite3.Error) -> BookError | None:
    """What an error of SQLite means to the user; None where it can only be a mistake in the program."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # 0: the driver's own errors
    if code == sqlite3.SQLITE_CONSTRAINT:
        return BookError(f"The book “{path}” refuses this: {_refusal(error)}; nothing was changed.")
    if code == sqlite3.SQLITE_READONLY and error.sqlite_errorcode == sqlite3.SQLITE_READONLY_DIRECTORY:
        code = sqlite3.SQLITE_CANTOPEN
    if str(error).startswith("Could not decode to UTF-8"):  # the driver's own error, without a code
        code = sqlite3.SQLITE_CORRUPT
    if code not in _BY_CODE:
        return None
    text = _BY_CODE[code].format(path=path, folder=path.parent)
    return DamagedError(text) if code == sqlite3.SQLITE_CORRUPT else BookError(text)


def _refusal(error: sqlite3.Error) -> str:
    """The constraint in plain words; SQLite's message ends with its name, a trigger's is the sentence itself."""
    message = str(error)
    name = message.partition("constraint failed: ")[2].removeprefix("index ").strip("'")
    if message == "FOREIGN KEY constraint failed":
        return (
            "a record names an officer who is not in the book, or a claim that is not, or one that others name would go"
        )
    if message.startswith("NOT NULL"):
        return f"{name} is empty; it must be given"
    return SENTENCES.get(name, message)


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Tell SQLite's errors within the block as :class:`BookError`; a mistake in the program stays what it is."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        origin = error.orig if isinstance(error, DBAPIError) else error
        said = said_plainly(path, origin) if isinstance(origin, sqlite3.Error) else None
        if said is None:
            raise
        raise said from error
    except UnicodeDecodeError as error:  # the driver reads SQLite's messages as UTF-8, a broken name among them
        raise DamagedError(_BY_CODE[sqlite3.SQLITE_CORRUPT].format(path=path)) from error
