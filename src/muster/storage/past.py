"""What the change log says of steps, records and days, read within one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from muster.services.frozen.verifying import UNREADABLE
from muster.services.past import Change, Step, StepQuery, Way
from muster.services.ports import LogEntry
from muster.storage.change_log import COLUMNS, timestamp
from muster.storage.connections import driver_rows
from muster.storage.errors import DamagedError

_BATCH = 1_000
"""Entries read at a time: whoever reads them may write the next ones in between."""

_STEP = """
SELECT number, first_entry, last_entry, way, target, at, name, action
FROM steps JOIN change_log ON sequence = first_entry
"""
_ENTRY = f"SELECT {COLUMNS} FROM change_log"  # noqa: S608 - our names
_CHANGES = """
SELECT entity, entity_id, before, after FROM change_log WHERE sequence BETWEEN ? AND ? ORDER BY sequence
"""
_STILL_GONE = """after IS NULL AND NOT EXISTS (
    SELECT 1 FROM change_log AS later WHERE later.entity = change_log.entity
    AND later.entity_id = change_log.entity_id AND later.sequence > change_log.sequence
)"""
_SOME_ENTRY = "EXISTS (SELECT 1 FROM change_log AS e WHERE e.sequence BETWEEN first_entry AND last_entry AND "
_NEWEST_ENTRY = 1 << 62


class PastReader:
    """Reads the log as :class:`muster.services.past.Past` says."""

    def __init__(self, connection: Connection) -> None:
        """Read within the connection's transaction."""
        self._connection = connection

    def step(self, number: int) -> Step | None:
        """A step by its number."""
        return self._step("WHERE number = ?", number)

    def newest_step(self) -> Step | None:
        """The last step."""
        return self._step("ORDER BY number DESC LIMIT 1")

    def step_of(self, sequence: int) -> Step | None:
        """The step that an entry belongs to."""
        found = self._step("WHERE first_entry <= ? ORDER BY first_entry DESC LIMIT 1", sequence)
        return found if found and sequence <= found.last else None

    def last_undoing(self, target: int, before: int) -> Step | None:
        """The newest step below a number that takes a step back."""
        return self._step("WHERE target = ? AND number < ? AND way = 'undone' ORDER BY number DESC", target, before)

    def step_before(self, moment: datetime) -> Step | None:
        """The last step before a moment."""
        return self._step("WHERE at < ? ORDER BY number DESC LIMIT 1", timestamp(moment))

    def steps(self, query: StepQuery, below: int | None, most: int) -> list[Step]:
        """The steps asked for, newest first."""
        conditions, values = _conditions(query)
        if below is not None:
            conditions.append("number < ?")
            values.append(below)
        where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
        return list(self._steps(f"{where}ORDER BY number DESC LIMIT ?", *values, most))

    def entries(self, step: Step, after: int, most: int, words: Sequence[str] = ()) -> list[LogEntry]:
        """The entries of a step after one, oldest first."""
        likes = [like for word in words for like in (_like(word), _like(word))]
        having = " OR ".join(["before LIKE ? ESCAPE '\\' OR after LIKE ? ESCAPE '\\'"] * len(words))
        where = f"sequence BETWEEN ? AND ?{f' AND ({having})' if words else ''} ORDER BY sequence LIMIT ?"
        return self._entries(where, max(step.first, after + 1), step.last, *likes, most)

    def changes(self, step: Step, *, back: bool) -> Iterator[Change]:
        """What a step changed, or how that is taken back."""
        starts = range(step.first, step.last + 1, _BATCH)
        for start in reversed(starts) if back else starts:
            rows = driver_rows(self._connection, _CHANGES, start, min(start + _BATCH - 1, step.last)).fetchall()
            if back:
                yield from (Change(entity, number, after, before) for entity, number, before, after in reversed(rows))
            else:
                yield from (Change(*row) for row in rows)

    def entities(self, step: Step) -> set[str]:
        """The kinds of record that a step changed."""
        wanted = "SELECT DISTINCT entity FROM change_log WHERE sequence BETWEEN ? AND ?"
        return {entity for (entity,) in driver_rows(self._connection, wanted, step.first, step.last)}

    def of_record(self, entity: str, number: int) -> list[LogEntry]:
        """All that happened to a record, newest first."""
        return self._entries("entity = ? AND entity_id = ? ORDER BY sequence DESC", entity, number)

    def removed(self, words: Sequence[str], below: int | None, most: int) -> list[LogEntry]:
        """The entries that removed a record that is not there again, newest first; what a deposit paid goes with it."""
        having = "".join(" AND before LIKE ? ESCAPE '\\'" for _ in words)
        where = f"{_STILL_GONE} AND entity <> 'payments' AND sequence < ?{having} ORDER BY sequence DESC LIMIT ?"
        return self._entries(where, _NEWEST_ENTRY if below is None else below, *map(_like, words), most)

    def removed_in(self, step: Step) -> list[LogEntry]:
        """The entries of a step that removed a record that is not there again, the last first."""
        return self._entries(
            f"{_STILL_GONE} AND sequence BETWEEN ? AND ? ORDER BY sequence DESC", step.first, step.last
        )

    def names(self) -> list[str]:
        """Everybody who changed something."""
        wanted = "SELECT DISTINCT name FROM steps JOIN change_log ON sequence = first_entry ORDER BY name"
        return [name for (name,) in driver_rows(self._connection, wanted)]

    def _step(self, where: str, *values: int | str) -> Step | None:
        return next(self._steps(where, *values), None)

    def _steps(self, where: str, *values: int | str) -> Iterator[Step]:
        for number, first, last, way, target, at, name, action in driver_rows(
            self._connection, f"{_STEP} {where}", *values
        ):
            yield Step(number, first, last, Way(way), target, _moment(at), name, action)

    def _entries(self, where: str, *values: int | str) -> list[LogEntry]:
        rows = driver_rows(self._connection, f"{_ENTRY} WHERE {where}", *values)
        return log_entries(rows)


def log_entries(rows: Iterable[Sequence[Any]]) -> list[LogEntry]:
    """Entries of the log from their cells.

    Raises:
        DamagedError: when one of them cannot be read.
    """
    try:
        return list(map(_log_entry, rows))
    except UNREADABLE as error:
        raise DamagedError(
            "An entry of the change log cannot be read; something other than Muster changed it. Open a copy of the"
            " book from before; “muster check” says which entry it is."
        ) from error


def _log_entry(row: Sequence[Any]) -> LogEntry:
    sequence, at, *rest = row
    return LogEntry(sequence, _moment(at), *rest)


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone(UTC)


def _conditions(query: StepQuery) -> tuple[list[str], list[int | str]]:
    """The conditions of a query on steps, with their values in order."""
    found: list[str] = []
    values: list[int | str] = []
    for word in query.words:
        like = _like(word)
        found.append(
            f"(action LIKE ? ESCAPE '\\' OR {_SOME_ENTRY} (before LIKE ? ESCAPE '\\' OR after LIKE ? ESCAPE '\\')))"
        )
        values += [like, like, like]
    if query.entity:
        found.append(f"{_SOME_ENTRY} e.entity = ?)")
        values.append(query.entity)
    if query.name:
        found.append("name = ?")
        values.append(query.name)
    for sign, moment in ((">=", query.since), ("<", query.until)):
        if moment is not None:
            found.append(f"at {sign} ?")
            values.append(timestamp(moment))
    return found, values


def _like(word: str) -> str:
    """A pattern that finds the word anywhere."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
