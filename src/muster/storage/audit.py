"""Is the book sound? The file, the constraints, the log's chain, and the tables against what the log leads to."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from functools import partial
from itertools import chain, islice

from sqlalchemy import Connection

from muster.domain.ledger.records import CertifiedClaim
from muster.domain.records import ALL_KINDS, AnyRecord
from muster.services.frozen.verifying import faults
from muster.services.ports import Progress
from muster.services.proof import seal_faults
from muster.storage.chain import Reading, chain_faults
from muster.storage.change_log import FIRST
from muster.storage.connections import driver_rows
from muster.storage.document_audit import document_faults
from muster.storage.document_tables import FileContentRow
from muster.storage.mapping import table_of
from muster.storage.reader import Reader
from muster.storage.schema import missing_parts

_States = Mapping[int, str | None]
"""Records' canonical JSON by their number; None when it is said to be gone."""

_MANY = 20
_BATCH = 1_000

_LAST = "SELECT sequence, hash FROM change_log ORDER BY sequence DESC LIMIT 1"
_LOGGED = """
SELECT entity_id, after FROM change_log WHERE entity = ? AND entity_id > ? AND entity_id <= ?
ORDER BY entity_id, sequence
"""
_TOO_MANY_HOURS = """
SELECT officer_id, worked_on FROM overtime
WHERE (officer_id, worked_on) IN (SELECT officer_id, worked_on FROM overtime GROUP BY 1, 2 HAVING count(*) > 1)
GROUP BY officer_id, worked_on HAVING sum(hours) > 240000
"""
"""Of the days with several entries, which an index tells; a single entry with more is refused by its own constraint."""


def problems(connection: Connection) -> list[str]:
    """What is wrong with the book, in plain sentences; empty when it is sound."""
    damage = [
        f"The file is damaged: {text}."
        for (text,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MANY})")
        if text != "ok"
    ]
    if damage:
        return damage
    examined = (_structure, _references, _hours, _chain, _claims, _documents, _states)
    return _first(chain.from_iterable(examine(connection) for examine in examined))


def log_problems(read: Reading, progress: Progress | None = None) -> list[str]:
    """What is wrong with the change log's entries, in plain sentences; empty when they are as they were written.

    Raises:
        Cancelled: from ``progress``, which is told every 50,000 entries.
    """
    return _first(_log(read, progress))


def _first(found: Iterator[str]) -> list[str]:
    listed = list(islice(found, _MANY))
    rest = sum(1 for _ in found)
    return [*listed, f"{rest} more problems like these."] if rest else listed


def _structure(connection: Connection) -> Iterator[str]:
    for name in missing_parts(connection):
        yield f"The book lacks its own {name}."


def _references(connection: Connection) -> Iterator[str]:
    for table, number, named, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        if named != FileContentRow.__tablename__:  # a document that is missing is told by its name
            yield f"Record {number} in {table} names a record that is not in the book."


def _hours(connection: Connection) -> Iterator[str]:
    for officer_id, day in connection.exec_driver_sql(_TOO_MANY_HOURS):
        yield f"Officer {officer_id}'s overtime on {day} comes to more than 24 hours."


def _chain(connection: Connection) -> Iterator[str]:
    return _log(lambda: nullcontext(connection))


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


def _claims(connection: Connection) -> Iterator[str]:
    """What was certified, against its seal, its place in the log and its own arithmetic."""
    reader = Reader(connection)
    for claim in reader.all(CertifiedClaim):
        broken = list(seal_faults(reader, [claim]))
        yield from broken
        content = reader.claim_content(claim.number)
        if content and not broken:
            yield from faults(claim, content, reader.claim_amounts(claim.number))


def _documents(connection: Connection) -> Iterator[str]:
    return document_faults(connection, Reader(connection))


def _states(connection: Connection) -> Iterator[str]:
    for kind in ALL_KINDS:
        yield from _differences(connection, kind)


def _differences(connection: Connection, kind: type[AnyRecord]) -> Iterator[str]:
    """The records that are not as the log's last entries of them say, many at a time, by number."""
    table = table_of(kind)
    done = -sys.maxsize
    for rows in iter(partial(driver_rows(connection, table.by_number).fetchmany, _BATCH), []):
        numbers = [row[-1] for row in rows]
        recorded = dict(zip(numbers, table.canonical(rows), strict=True))
        yield from _compared(kind.kind, recorded, _logged(connection, kind.kind, done, numbers[-1]))
        done = numbers[-1]
    yield from _compared(kind.kind, {}, _logged(connection, kind.kind, done, sys.maxsize))


def _logged(connection: Connection, entity: str, after: int, until: int) -> _States:
    """How the log leaves the records numbered in a range: the last entry of each counts."""
    return dict(driver_rows(connection, _LOGGED, entity, after, until))


def _compared(entity: str, recorded: _States, logged: _States) -> Iterator[str]:
    if recorded == logged:
        return
    for number in sorted({**recorded, **logged}):
        row, entry = recorded.get(number), logged.get(number)
        if row is None and entry is not None:
            yield f"Record {number} in {entity} is gone, but the change log does not say so."
        elif entry is None and row is not None:
            yield f"Record {number} in {entity} is not in the change log."
        elif row != entry:
            yield f"Record {number} in {entity} is not as the change log last says."
