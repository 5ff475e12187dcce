"""Are the records as the change log leaves them? The last entry of each says how it ought to be."""

import json
import sys
from collections.abc import Iterator, Mapping
from functools import partial

from sqlalchemy import Connection

from muster.domain.ledger.numbers import is_number
from muster.domain.records import AnyRecord
from muster.services.frozen.verifying import UNREADABLE
from muster.storage.connections import driver_rows
from muster.storage.mapping import Kept, RecordTable, table_of

_States = Mapping[int, str | None]
"""Records' canonical JSON by their number; None when it is said to be gone."""

_BATCH = 1_000
_LOGGED = """
SELECT entity_id, after FROM change_log WHERE entity = ? AND entity_id > ? AND entity_id <= ?
ORDER BY entity_id, sequence
"""


def differences(connection: Connection, kind: type[AnyRecord]) -> Iterator[str]:
    """The records that are not as the log's last entries of them say, many at a time, by number."""
    table = table_of(kind)
    done = -sys.maxsize
    for rows in iter(partial(driver_rows(connection, table.by_number).fetchmany, _BATCH), []):
        numbers = [row[-1] for row in rows]
        recorded = dict(zip(numbers, _canonical(table, rows), strict=True))
        yield from _compared(kind.kind, recorded, _logged(connection, kind.kind, done, numbers[-1]))
        done = numbers[-1]
    yield from _compared(kind.kind, {}, _logged(connection, kind.kind, done, sys.maxsize))


def of_claim(number: object) -> str:
    """Of which claim a record of the ledger is, for a sentence; nothing of others."""
    return f", claim {number}," if is_number(str(number)) else ""


def _canonical(table: RecordTable[AnyRecord], rows: list[Kept]) -> list[str]:
    """The rows as canonical JSON; one with a cell that cannot be read is like no entry, and so told."""
    try:
        found = table.canonical(rows)
        "".join(found).encode()  # surrogates stand for what is not UTF-8
    except UNREADABLE:
        return ["" if len(rows) == 1 else _canonical(table, [row])[0] for row in rows]
    return found


def _logged(connection: Connection, entity: str, after: int, until: int) -> _States:
    """How the log leaves the records numbered in a range: the last entry of each counts."""
    return dict(driver_rows(connection, _LOGGED, entity, after, until))


def _compared(entity: str, recorded: _States, logged: _States) -> Iterator[str]:
    if recorded == logged:
        return
    for number in sorted({**recorded, **logged}):
        row, entry = recorded.get(number), logged.get(number)
        which = f"Record {number} in {entity}{_claim(entry or row)}"
        if row is None and entry is not None:
            yield f"{which} is gone, but the change log does not say so."
        elif entry is None and row is not None:
            yield f"{which} is not in the change log."
        elif row != entry:
            yield f"{which} is not as the change log last says."


def _claim(canonical: str | None) -> str:
    """Of which claim a record is, by its canonical JSON."""
    try:
        cells = json.loads(canonical or "{}")
    except ValueError:
        return ""
    return of_claim(cells.get("number")) if isinstance(cells, dict) else ""
