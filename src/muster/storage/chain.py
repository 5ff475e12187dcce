"""Is the change log as it was written? Every entry's hash is made again, from the first entry on.

SQLite puts together what was hashed, many entries at a time, so that Python has only to hash and to compare. The
entries of an import share time, author, action and kind: Python quotes those once and SQLite fills in the rest; where
entries differ in them, SQLite quotes, too. Entries that seem wrong this way are judged again by
:func:`muster.storage.change_log.faults`, which has the last word.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager
from hashlib import sha256
from json.encoder import encode_basestring
from typing import NamedTuple, cast

from sqlalchemy import Connection

from muster.services.ports import Progress
from muster.storage.change_log import COLUMNS, FIRST, Entry, faults
from muster.storage.connections import driver_rows

Reading = Callable[[], AbstractContextManager[Connection]]
"""Begins a transaction in which a stretch of the log is read."""

_STRETCH = 50_000
"""Entries in a transaction, and between two looks at whether to go on: on a slow drive, too, others can soon write."""

_BATCH = 500
"""Entries put together at a time: few enough to stay in the processor's cache."""

_LAYOUT = (
    '","sequence":%s,"user":{user}}}\n'
    '{{"action":{action},"after":%s,"at":{at},"before":%s,"entity":{entity},"entity_id":%s,"name":{name},"previous":"\n'
    "%s"
)
"""An entry for SQLite's printf: what follows the previous hash, what precedes it, the entry's own hash.

So, when entries are joined, the next one's first part comes right after the hash that it continues.
"""

_HASH = len(FIRST)
_SHARED = ("action", "at", "entity", "name", "user")
_AFTER, _BEFORE = (  # a cell that reads null was never written
    f"CASE {side} WHEN 'null' THEN '' ELSE coalesce({side}, 'null') END" for side in ("after", "before")
)


def _joined(*cells: str) -> str:
    """The statement that counts the entries from one to another and puts them together."""
    joined = f"CAST(group_concat(printf(?, {', '.join(cells)}), '') AS BLOB)"
    return f"SELECT count(*), {joined} FROM change_log WHERE sequence BETWEEN ? AND ?"  # noqa: S608 - our names


_ALIKE = " AND ".join(
    [
        _joined("sequence", _AFTER, _BEFORE, "entity_id", "hash"),
        *(f"+{column} = ?" for column in _SHARED),  # the + keeps SQLite from an index, which has another order
    ]
)
_ANY = _joined(
    *("sequence", "json_quote(user)", "json_quote(action)", _AFTER, "json_quote(at)", _BEFORE, "json_quote(entity)"),
    *("entity_id", "json_quote(name)", "hash"),
)
_ANY_LAYOUT = _LAYOUT.format(**dict.fromkeys(_SHARED, "%s"))
_ENDS = f"SELECT DISTINCT {', '.join(_SHARED)} FROM change_log WHERE sequence IN (?, ?)"  # noqa: S608 - our names
_NEXT = f"SELECT {COLUMNS} FROM change_log WHERE sequence > ? ORDER BY sequence LIMIT ?"  # noqa: S608 - our names
_UNNUMBERED = f"SELECT {COLUMNS} FROM change_log WHERE sequence < 1"  # noqa: S608 - our names


class _Place(NamedTuple):
    """How far the log is verified: how many entries, and the last one's sequence and hash."""

    done: int
    sequence: int = 0
    hash: str = FIRST


def chain_faults(read: Reading, progress: Progress | None = None) -> Iterator[str]:
    """What is wrong with the entries that the log has at the start.

    Raises:
        Cancelled: from ``progress``, which is told every 50,000 entries.
    """
    with read() as connection:
        [(total,)] = driver_rows(connection, "SELECT count(*) FROM change_log")
        unnumbered = _entries(connection, _UNNUMBERED)
    yield from faults(unnumbered)
    place = _Place(len(unnumbered))
    while place.done < total:
        if progress:
            progress(place.done, total)
        with read() as connection:
            place = yield from _stretch(connection, place, min(place.done + _STRETCH, total))


def _stretch(connection: Connection, place: _Place, until: int) -> Generator[str, None, _Place]:
    """Go on until so many entries are done."""
    while place.done < until:
        size = min(_BATCH, until - place.done)
        last = _last_hash(place.hash, _joined_entries(connection, place.sequence + 1, size), size)
        if last:
            place = _Place(place.done + size, place.sequence + size, last)
        else:
            entries = _entries(connection, _NEXT, place.sequence, size)
            yield from faults(entries, place[1:])
            place = _Place(place.done + size, *_end(entries, place))
    return place


def _end(entries: Sequence[Entry], place: _Place) -> tuple[int, str]:
    """The last entry's sequence and hash; there is none when somebody cuts the log at this very moment."""
    return (entries[-1].sequence, entries[-1].hash) if entries else place[1:]


def _entries(connection: Connection, statement: str, *values: int) -> list[Entry]:
    return [Entry(*row) for row in driver_rows(connection, statement, *values)]


def _joined_entries(connection: Connection, first: int, size: int) -> bytes:
    """That many entries as SQLite puts them together; nothing when they are not all there."""
    span = first, first + size - 1
    shared = driver_rows(connection, _ENDS, *span).fetchall()
    alike = [(_ALIKE, _layout(shared[0]), *span, *shared[0])] if len(shared) == 1 else []
    for statement, *values in (*alike, (_ANY, _ANY_LAYOUT, *span)):
        [(count, joined)] = driver_rows(connection, statement, *values)
        if count == size:
            return cast("bytes", joined)
    return b""


def _layout(shared: Sequence[str]) -> str:
    """The layout of entries that share these cells."""
    quoted = (encode_basestring(cell).replace("%", "%%") for cell in shared)
    return _LAYOUT.format(**dict(zip(_SHARED, quoted, strict=True)))


def _last_hash(previous: str, joined: bytes, size: int) -> str | None:
    """The last entry's hash; None unless every entry has the hash that its text and the previous hash give."""
    parts = joined.split(b"\n")
    parts[0] = previous.encode() + parts[0]
    ends, starts = parts[::2], parts[1::2]  # an end begins with the hash of the entry before
    if len(starts) != size or len(ends[-1]) != _HASH:
        return None
    made = b"".join([sha256(start + end).digest() for start, end in zip(starts, ends, strict=False)])
    kept = b"".join([end[:_HASH] for end in ends[1:]])
    return ends[-1].decode() if made.hex().encode() == kept else None
