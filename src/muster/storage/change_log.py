"""The change log: what changed, when, by whom, each entry sealed with the one before it.

An entry's ``before`` and ``after`` are the record as canonical JSON: its cells as the records folder writes them, by
column name. Its ``hash`` is the SHA-256, in hexadecimal, of the UTF-8 of this canonical JSON::

    {"action": …, "after": {…} or null, "at": …, "before": {…} or null, "entity": …, "entity_id": …, "name": …,
     "previous": the previous entry's hash, 64 zeros for the first, "sequence": …, "user": …}

Canonical JSON has sorted keys, no spaces and no escapes but those that JSON needs: what Python writes with
``json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)``.
"""

import getpass
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from json.encoder import encode_basestring
from typing import NamedTuple

from muster.services.past import Change
from muster.storage.cells import Memo

FIRST = "0" * 64
"""What stands for the hash of the entry before the first."""


@dataclass(slots=True)
class Author:
    """Who changes the book: the operating system's user name, and the name shown for it, which may be changed."""

    user: str
    name: str = ""

    @classmethod
    def signed_in(cls) -> "Author":
        """The user that the operating system says is signed in."""
        try:
            user = getpass.getuser()
        except (ImportError, KeyError, OSError):  # no name is known for the user's number
            user = "unknown"
        return cls(user, user)


class Entry(NamedTuple):
    """An entry as its row keeps it."""

    sequence: int
    at: str
    user: str
    name: str
    action: str
    entity: str
    entity_id: int
    before: str | None
    after: str | None
    hash: str


COLUMNS = ", ".join(Entry._fields)
INSERT = f"INSERT INTO change_log ({COLUMNS}) VALUES ({', '.join('?' * len(Entry._fields))})"  # noqa: S608 - our names


def timestamp(moment: datetime) -> str:
    """A moment as the log writes it: UTC, to the hundredth of a second."""
    utc = moment.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 10_000:02d}Z"


def sealed(changes: Iterable[Change], last: tuple[int, str], at: str, author: Author, action: str) -> Iterator[Entry]:
    """The entries of changes, after the last entry's sequence and hash."""
    sequence, previous = last
    name = author.name or author.user
    seal = _Seal(at, author.user, name, action)
    for change in changes:
        sequence += 1
        previous = seal(sequence, change, previous)
        yield Entry(sequence, at, author.user, name, action, *change, previous)


class _Seal:
    """Hashes entries that have the same time, author and action."""

    def __init__(self, at: str, user: str, name: str, action: str) -> None:
        quote = encode_basestring
        self._start = f'{{"action":{quote(action)},"after":'
        self._at = f',"at":{quote(at)},"before":'
        self._name = f',"name":{quote(name)},"previous":"'
        self._end = f',"user":{quote(user)}}}'

    def __call__(self, sequence: int, change: Change, previous: str) -> str:
        after = "null" if change.after is None else change.after
        before = "null" if change.before is None else change.before
        text = (
            f'{self._start}{after}{self._at}{before},"entity":{encode_basestring(change.entity)},'
            f'"entity_id":{change.entity_id}{self._name}{previous}","sequence":{sequence}{self._end}'
        )
        return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()


def faults(entries: Iterable[Entry], last: tuple[int, str] = (0, FIRST)) -> Iterator[str]:
    """What is wrong with entries, in order, that follow ``last`` (sequence, hash): a gap, or one that was changed."""
    sequence, previous = last
    seals = Memo[tuple[str, ...], _Seal](lambda key: _Seal(*key))
    for entry in entries:
        if entry.sequence > sequence + 1:
            yield f"The change log lacks {_listed(sequence + 1, entry.sequence - 1)}: the next one is {entry.sequence}."
        elif entry.sequence < 1 or not _is_sealed(entry, previous, seals[entry[1:5]]):
            yield f"Entry {entry.sequence} of the change log ({entry.at}, {entry.action}) is not as it was written."
        if entry.sequence > 0:
            sequence, previous = entry.sequence, entry.hash


def _is_sealed(entry: Entry, previous: str, seal: _Seal) -> bool:
    if "null" in {entry.before, entry.after}:  # no record: it would be hashed like an empty cell
        return False
    return seal(entry.sequence, Change(*entry[5:9]), previous) == entry.hash


def _listed(first: int, last: int) -> str:
    return f"entry {first}" if first == last else f"entries {first} to {last}"
