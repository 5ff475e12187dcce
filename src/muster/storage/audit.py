"""Is the book sound? The file, the constraints, the log's chain, and the tables against what the log leads to."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from functools import partial
from itertools import chain, islice

from sqlalchemy import Connection

from muster.domain.records import ALL_KINDS, AnyRecord
from muster.services.ports import Progress
from muster.storage.chain import Reading, chain_faults
from muster.storage.connections import driver_rows
from muster.storage.mapping import table_of
from muster.storage.schema import missing_parts

_State = tuple[int, str]
"""A record's number and its canonical JSON."""

_END: _State = (sys.maxsize, "")
_MANY = 20
_BATCH = 1_000

_LAST = """
SELECT entity_id, after
FROM (SELECT entity_id, after, max(sequence) FROM change_log WHERE entity = ? GROUP BY entity_id)
WHERE after IS NOT NULL ORDER BY entity_id
"""
_TOO_MANY_HOURS = """
SELECT officer_id, worked_on FROM overtime GROUP BY officer_id, worked_on HAVING sum(hours) > 240000
"""


def problems(connection: Connection) -> list[str]:
    """What is wrong with the book, in plain sentences; empty when it is sound."""
    damage = [
        f"The file is damaged: {text}."
        for (text,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MANY})")
        if text != "ok"
    ]
    if damage:
        return damage
    examined = (_structure, _references, _hours, _chain, _states)
    return _first(chain.from_iterable(examine(connection) for examine in examined))


def log_problems(read: Reading, progress: Progress | None = None) -> list[str]:
    """What is wrong with the change log's entries, in plain sentences; empty when they are as they were written.

    Raises:
        Cancelled: from ``progress``, which is told every 50,000 entries.
    """
    return _first(chain_faults(read, progress))


def _first(found: Iterator[str]) -> list[str]:
    listed = list(islice(found, _MANY))
    rest = sum(1 for _ in found)
    return [*listed, f"{rest} more problems like these."] if rest else listed


def _structure(connection: Connection) -> Iterator[str]:
    for name in missing_parts(connection):
        yield f"The book lacks its own {name}."


def _references(connection: Connection) -> Iterator[str]:
    for table, number, *_ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"Record {number} in {table} names an officer who is not in the book."


def _hours(connection: Connection) -> Iterator[str]:
    for officer_id, day in connection.exec_driver_sql(_TOO_MANY_HOURS):
        yield f"Officer {officer_id}'s overtime on {day} comes to more than 24 hours."


def _chain(connection: Connection) -> Iterator[str]:
    return chain_faults(lambda: nullcontext(connection))


def _states(connection: Connection) -> Iterator[str]:
    for kind in ALL_KINDS:
        yield from _differences(kind.kind, _recorded(connection, kind), _logged(connection, kind.kind))


def _recorded(connection: Connection, kind: type[AnyRecord]) -> Iterator[_State]:
    table = table_of(kind)
    for rows in iter(partial(driver_rows(connection, table.by_number).fetchmany, _BATCH), []):
        yield from zip((row[-1] for row in rows), table.canonical(rows), strict=True)


def _logged(connection: Connection, entity: str) -> Iterator[_State]:
    return driver_rows(connection, _LAST, entity)


def _differences(entity: str, recorded: Iterable[_State], logged: Iterable[_State]) -> Iterator[str]:
    """Two lists in order of number, walked side by side."""
    rows, entries = iter(recorded), iter(logged)
    row, entry = next(rows, _END), next(entries, _END)
    while row is not _END or entry is not _END:
        number = min(row[0], entry[0])
        if row[0] > number:
            yield f"Record {number} in {entity} is gone, but the change log does not say so."
        elif entry[0] > number:
            yield f"Record {number} in {entity} is not in the change log."
        elif row[1] != entry[1]:
            yield f"Record {number} in {entity} is not as the change log last says."
        row = next(rows, _END) if row[0] == number else row
        entry = next(entries, _END) if entry[0] == number else entry
