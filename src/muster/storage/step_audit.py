"""Whether the steps fit the change log: each entry belongs to one, and what takes a step back mirrors it."""

from collections.abc import Iterator

from sqlalchemy import Connection

from muster.storage.connections import driver_rows

_BOUNDS = """
SELECT number, first_entry, last_entry, lag(last_entry, 1, 0) OVER (ORDER BY number) FROM steps ORDER BY number
"""
_MIXED = """
SELECT number FROM steps JOIN change_log ON sequence BETWEEN first_entry AND last_entry GROUP BY number
HAVING min(at) <> max(at) OR min(user) <> max(user) OR min(name) <> max(name) OR min(action) <> max(action)
ORDER BY number
"""
_TURNED = """
SELECT turn.number, turn.way FROM steps AS turn
LEFT JOIN steps AS target ON target.number = turn.target AND target.number < turn.number AND target.way = 'done'
WHERE turn.way <> 'done'
AND turn.last_entry - turn.first_entry IS NOT target.last_entry - target.first_entry
ORDER BY turn.number
"""


def step_faults(connection: Connection) -> Iterator[str]:
    """What is wrong with the steps, in plain sentences."""
    ends = 0
    for number, first, last, before in driver_rows(connection, _BOUNDS):
        ends = last
        if first != before + 1 or last < first:
            yield f"Step {number} begins with entry {first:,} of the change log, the one before ends with {before:,}."
    [(newest,)] = driver_rows(connection, "SELECT coalesce(max(sequence), 0) FROM change_log")
    if ends != newest:
        yield f"The steps end with entry {ends:,} of the change log, which ends with {newest:,}."
    for (number,) in driver_rows(connection, _MIXED):
        yield f"Step {number} has entries of the change log that were not written at once."
    for number, way in driver_rows(connection, _TURNED):
        yield f"Step {number} is said to be another one {way}, but does not mirror it."
