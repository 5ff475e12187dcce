"""Is the book sound? The claims and the ledger, the file, the log's chain, and the tables against the log.

Everything is examined, whatever was found before: what somebody damaged must not hide what he altered.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from itertools import groupby, islice
from typing import Any, NamedTuple, cast

from sqlalchemy import CheckConstraint, Connection
from sqlalchemy.exc import DBAPIError

from muster.domain.ledger.records import LEDGER_KINDS, CertifiedClaim
from muster.domain.records import ALL_KINDS
from muster.services.frozen.verifying import UNREADABLE
from muster.services.ports import Progress
from muster.services.proof import claim_faults, read_certified
from muster.storage.base import Row
from muster.storage.chain import Reading, chain_faults
from muster.storage.change_log import FIRST
from muster.storage.connections import driver_rows
from muster.storage.constraints import SENTENCES
from muster.storage.document_audit import document_faults
from muster.storage.document_tables import FileContentRow
from muster.storage.errors import DamagedError, is_damage
from muster.storage.reader import Reader
from muster.storage.schema import altered_parts
from muster.storage.states import differences, of_claim
from muster.storage.step_audit import step_faults

MANY = 20
"""Problems of one kind that are told one by one."""

_LAST = "SELECT sequence, hash FROM change_log ORDER BY sequence DESC LIMIT 1"
_UNCLAIMED = "SELECT number FROM claim_contents WHERE number NOT IN (SELECT number FROM claims) ORDER BY number"
_TOO_MANY_HOURS = """
SELECT officer_id, worked_on FROM overtime
WHERE (officer_id, worked_on) IN (SELECT officer_id, worked_on FROM overtime GROUP BY 1, 2 HAVING count(*) > 1)
GROUP BY officer_id, worked_on HAVING sum(hours) > 240000
"""
"""Of the days with several entries, which an index tells; a single entry with more is refused by its own constraint."""

_CONTENTS = FileContentRow.__tablename__
"""A document that is missing is told by its name."""

_CHECKED = re.compile(r"CHECK constraint failed in (\w+)")
_lenient = partial(str, encoding="utf-8", errors="surrogateescape")


class _Kind(NamedTuple):
    """One kind of problem: what it is about, and the sentences."""

    about: str
    found: Iterable[str]


def problems(connection: Connection, many: int = MANY) -> list[str]:
    """What is wrong with the book, in plain sentences, the claims first; empty when it is sound."""
    read = _leniently(lambda: nullcontext(connection))
    with read():
        return [*_told(_file(connection), many), *_told(_everything(connection, read), many)]


def log_problems(read: Reading, progress: Progress | None = None) -> list[str]:
    """What is wrong with the change log's entries, in plain sentences; empty when they are as they were written.

    Raises:
        Cancelled: from ``progress``, which is told every 50,000 entries.
    """
    return list(_told([_Kind("the change log", _log(_leniently(read), progress))], MANY))


def ledger_problems(read: Reading) -> list[str]:
    """What of the structure, the claims and what followed them is not as it was written; in many transactions."""
    return list(_told(_ledger(_leniently(read)), MANY))


def _leniently(read: Reading) -> Reading:
    """Texts that are not UTF-8 are read all the same, so that one of them does not hide the others."""

    @contextmanager
    def reading() -> Iterator[Connection]:
        with read() as connection:
            driver = cast("sqlite3.Connection", connection.connection.driver_connection)
            driver.text_factory = _lenient
            yield connection

    return reading


def _told(kinds: Iterable[_Kind], many: int) -> Iterator[str]:
    """The first sentences of each kind of problem, and how many more there are."""
    for about, found in kinds:
        sentences = _readable(about, found)
        yield from map(_printable, islice(sentences, many))
        rest = sum(1 for _ in sentences)
        if rest:
            yield f"And {rest:,} more in {about}."


def _readable(about: str, found: Iterable[str]) -> Iterator[str]:
    """The sentences, as far as what they are about can be read."""
    try:
        yield from found
    except (DBAPIError, sqlite3.Error) as error:
        origin = error.orig if isinstance(error, DBAPIError) else error
        if not is_damage(origin):
            raise  # the file is in use, or its drive is gone: nothing is known to be wrong with the book
        yield f"The file is damaged: {about} cannot be read further."
    except (DamagedError, *UNREADABLE):
        yield f"The file is damaged: {about} cannot be read further."


def _rows(connection: Connection, statement: str) -> list[tuple[Any, ...]] | None:
    """All rows; None where the file is too damaged to read them, which is said of the table."""
    try:
        return driver_rows(connection, statement).fetchall()
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
        return None


def _printable(text: str) -> str:
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)


def _file(connection: Connection) -> Iterator[_Kind]:
    """What SQLite itself finds; of constraints that do not hold it names but the table."""
    found = _rows(connection, f"PRAGMA integrity_check({MANY})")
    damage = ["it cannot be examined whole"] if found is None else [text for (text,) in found if text != "ok"]
    yield _Kind("the file", [f"The file is damaged: {text}." for text in damage])
    tables = Row.metadata.tables
    for name in dict.fromkeys(found[1] for found in map(_CHECKED.search, damage) if found):
        if name in tables:
            yield _Kind(name, _refused(connection, name))


def _refused(connection: Connection, table: str) -> Iterator[str]:
    """The rows that the table's constraints would have refused."""
    columns = Row.metadata.tables[table]
    number = "number" if "number" in columns.c else "NULL"
    for check in columns.constraints:
        if isinstance(check, CheckConstraint):
            rows = f"SELECT rowid, {number} FROM {table} WHERE NOT ({check.sqltext})"  # noqa: S608 - our names
            for row, claim in driver_rows(connection, rows):
                yield f"Record {row} in {table}{of_claim(claim)} is refused: {SENTENCES[str(check.name)]}."


def _everything(connection: Connection, read: Reading) -> Iterator[_Kind]:
    yield from _ledger(read)
    yield _Kind("the change log", _log(read))
    yield _Kind("the steps", step_faults(connection))
    broken = [row for row in _rows(connection, "PRAGMA foreign_key_check") or () if row[2] != _CONTENTS]
    for table, rows in groupby(broken, key=lambda row: str(row[0])):
        yield _Kind(table, (f"Record {row[1]} in {table} names a record that is not in the book." for row in rows))
    yield _Kind("overtime", _hours(connection))
    yield _Kind("the documents", document_faults(connection, Reader(connection)))
    for kind in ALL_KINDS:
        if kind not in LEDGER_KINDS:
            yield _Kind(kind.kind, differences(connection, kind))


def _ledger(read: Reading) -> Iterator[_Kind]:
    """The claims, what followed them, and whether the book keeps what keeps them from being changed."""
    yield _Kind(CertifiedClaim.kind, _within(read, lambda connection: differences(connection, CertifiedClaim)))
    with read() as connection:
        claims = _rows(connection, "SELECT id, number FROM claims ORDER BY id")
    for record, number in claims or ():
        yield _Kind(f"claim {number}", _claim(read, record, number))
    yield _Kind("claim_contents", _within(read, _unclaimed))
    for kind in LEDGER_KINDS:
        if kind is not CertifiedClaim:
            yield _Kind(kind.kind, _within(read, partial(differences, kind=kind)))
    yield _Kind("the book's structure", _within(read, altered_parts))


def _within(read: Reading, examine: Callable[[Connection], Iterator[str]]) -> Iterator[str]:
    """What is found in a transaction of its own."""
    with read() as connection:
        yield from examine(connection)


def _claim(read: Reading, record: int, number: str) -> Iterator[str]:
    """What was certified, against its seal, its place in the log and its own arithmetic; others can write meanwhile."""
    try:
        with read() as connection:
            reader = Reader(connection)
            claim = reader.find(CertifiedClaim, record)
            certified = read_certified(reader, claim) if claim else None
    except (DamagedError, *UNREADABLE):
        yield f"Claim {number}: the ledger's record of it, or one of its amounts, cannot be read."
        return
    if certified:
        yield from claim_faults(certified)


def _unclaimed(connection: Connection) -> Iterator[str]:
    for (number,) in driver_rows(connection, _UNCLAIMED):
        yield f"What is kept as certified under {number} belongs to no claim in the book."


def _hours(connection: Connection) -> Iterator[str]:
    for officer_id, day in connection.exec_driver_sql(_TOO_MANY_HOURS):
        yield f"Officer {officer_id}'s overtime on {day} comes to more than 24 hours."


def _log(read: Reading, progress: Progress | None = None) -> Iterator[str]:
    """What is wrong with the entries; where they are whole, whether they end where they should."""
    whole = True
    for fault in chain_faults(read, progress):
        whole = False
        yield fault
    if whole:
        with read() as connection:
            yield from _end(connection)


def _end(connection: Connection) -> Iterator[str]:
    """Entries cut off at the log's end leave the rest of the chain whole; the end is told once more."""
    last = driver_rows(connection, _LAST).fetchone() or (0, FIRST)
    told = driver_rows(connection, "SELECT sequence, hash FROM log_head").fetchone() or (0, FIRST)
    if last[0] < told[0]:
        yield f"The change log ends with entry {last[0]:,}, but entry {told[0]:,} was written: the newest are gone."
    elif last[0] > told[0]:
        yield f"Entries of the change log after {told[0]:,} were not written by Muster; the last is {last[0]:,}."
    elif last != told:
        yield f"The change log's newest entry, {last[0]:,}, is not the one that was written."
