"""Rows that sum up the rows above without saying so: a spreadsheet's ``=SUM(E2:E99)`` below the table."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Readers = Mapping[int, Callable[[str], Any]]
"""What reads the cells of each column of amounts, by the column from 0."""


def bare_totals(rows: Sequence[Sequence[str]], taken: Sequence[int], amounts: Readers) -> list[int]:
    """The rows, from 0, that have amounts only, each the sum of all records above or of those since the last such row.

    Args:
        rows: The sheet's.
        taken: Those that are taken for records.
        amounts: The columns of amounts.
    """
    bare = {at for at in taken if (filled := _filled(rows[at])) and filled <= amounts.keys()}
    found: list[int] = []
    over_all, since = dict.fromkeys(amounts, 0), dict.fromkeys(amounts, 0)
    for at in taken if bare else ():
        values = {column: _read(read, rows[at], column) for column, read in amounts.items()}
        if at in bare and any(_are(rows[at], values, sums) for sums in (over_all, since)):
            found.append(at)
            since = dict.fromkeys(amounts, 0)
        else:
            for column, value in values.items():
                over_all[column] += value or 0
                since[column] += value or 0
    return found


def _filled(row: Sequence[str]) -> set[int]:
    return {column for column, cell in enumerate(row) if cell.strip()}


def _are(row: Sequence[str], values: Mapping[int, Any], sums: Mapping[int, Any]) -> bool:
    """Whether each amount of the row is the sum, and one of them is something."""
    filled = _filled(row)
    return any(sums[column] for column in filled) and all(values[column] == sums[column] for column in filled)


def _read(read: Callable[[str], Any], row: Sequence[str], column: int) -> Any:  # noqa: ANN401 - cents or hours
    try:
        return read(row[column]) if column < len(row) else None
    except ValueError:
        return None
