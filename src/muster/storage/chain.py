"""Is the change log as it was written? Every entry's hash is made again, from the first entry on.

SQLite joins what was hashed, many entries at a time, so that Python has little more to do than to hash and to compare.
It has two ways: one for the entries of an import, of which long logs are made and which differ only in numbers and in
the record; and one for any entries. Entries that seem wrong both ways are judged again by
:func:`muster.storage.change_log.faults`, which has the last word.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from hashlib import sha256
from json.encoder import encode_basestring
from typing import NamedTuple

from sqlalchemy import Connection

from muster.services.ports import Progress
from muster.storage.change_log import COLUMNS, FIRST, Entry, faults
from muster.storage.connections import driver_rows

Reading = Callable[[], AbstractContextManager[Connection]]
"""Begins a transaction in which a stretch of the log is read."""

_STRETCH = 50_000
"""Entries in a transaction, and between two looks at whether to go on: on a slow drive, too, others can soon write."""

_BATCH = 500
"""Entries joined at a time: few enough to stay in the processor's cache."""

_Hashed = tuple[Iterable[bytes], bytes]
"""What a batch's entries were hashed from, and their hashes, one a line."""

_SHARED = """
SELECT entity_id - sequence, action, at, entity, name, user
FROM change_log WHERE sequence = ? AND before IS NULL AND entity_id > 0
"""  # above zero, so that the difference is a whole number to SQLite
_IMPORTED = """
SELECT count(*), CAST(group_concat(after, ?) AS BLOB), CAST(group_concat(hash, char(10)) AS BLOB)
FROM change_log WHERE sequence BETWEEN ? AND ? AND before IS NULL AND after <> 'null' AND entity_id = sequence + ?
AND +action = ? AND +at = ? AND +entity = ? AND +name = ? AND +user = ?
"""  # the + keeps SQLite from an index, which has another order
_ANY = """
SELECT count(*),
CAST(group_concat(
    '{"action":' || json_quote(action)
    || ',"after":' || CASE after WHEN 'null' THEN '' ELSE coalesce(after, 'null') END
    || ',"at":' || json_quote(at)
    || ',"before":' || CASE before WHEN 'null' THEN '' ELSE coalesce(before, 'null') END
    || ',"entity":' || json_quote(entity) || ',"entity_id":' || entity_id || ',"name":' || json_quote(name)
    || ',"previous":"',
    char(10)
) AS BLOB),
CAST(group_concat('","sequence":' || sequence || ',"user":' || json_quote(user) || '}', char(10)) AS BLOB),
CAST(group_concat(hash, char(10)) AS BLOB)
FROM change_log WHERE sequence BETWEEN ? AND ?
"""  # a record's cell that reads null was never written; joined by ||, since printf ends a text at its first NUL
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
        last = _last_hash(_imported(connection, place, size)) or _last_hash(_any(connection, place, size))
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


def _imported(connection: Connection, place: _Place, size: int) -> _Hashed | None:
    """The next entries, when they are new records of one kind, numbered in a row, of one step of the user's."""
    span = range(place.sequence + 1, place.sequence + size + 1)
    for ahead, *shared in driver_rows(connection, _SHARED, span[0]):
        if not all(map(_is_unicode, shared)):
            return None
        start, middle, end = _around(*shared)
        between = f"{middle}\n{start}"
        [(count, joined, hashes)] = driver_rows(connection, _IMPORTED, between, span[0], span[-1], ahead, *shared)
        if count == size:
            records = (start.encode() + joined + middle.encode()).split(b"\n")
            cells = zip(records, _previous(place, hashes), span, strict=False)
            return (record + end % (number + ahead, previous, number) for record, previous, number in cells), hashes
    return None


def _is_unicode(cell: str) -> bool:
    """Not so of a text that was altered to something other than UTF-8; it is read with surrogates."""
    try:
        cell.encode()
    except UnicodeEncodeError:
        return False
    return True


def _around(action: str, at: str, entity: str, name: str, user: str) -> tuple[str, str, bytes]:
    """What stands before an imported record, after it, and from the record's number on: that, previous, sequence."""
    action, at, entity = map(encode_basestring, (action, at, entity))
    name, user = (encode_basestring(cell).replace("%", "%%") for cell in (name, user))
    end = f'%d,"name":{name},"previous":"%b","sequence":%d,"user":{user}}}'
    return f'{{"action":{action},"after":', f',"at":{at},"before":null,"entity":{entity},"entity_id":', end.encode()


def _any(connection: Connection, place: _Place, size: int) -> _Hashed | None:
    """The next entries, of whatever kind."""
    [(count, starts, ends, hashes)] = driver_rows(connection, _ANY, place.sequence + 1, place.sequence + size)
    if count != size:
        return None
    texts = zip(starts.split(b"\n"), _previous(place, hashes), ends.split(b"\n"), strict=False)
    return map(b"".join, texts), hashes


def _previous(place: _Place, hashes: bytes) -> list[bytes]:
    """Of each entry the hash of the one before."""
    return [place.hash.encode(), *hashes.split(b"\n")]


def _last_hash(hashed: _Hashed | None) -> str | None:
    """The last entry's hash; None unless every entry has the hash that its text gives."""
    texts, hashes = hashed or ((), b"")
    made = b"".join([sha256(text).digest() for text in texts])
    return hashes[-len(FIRST) :].decode() if made.hex("\n", 32).encode() == hashes else None
