"""The record that a table's row shows."""

from dataclasses import fields, is_dataclass
from typing import cast

from muster.domain.records import ALL_KINDS, AnyRecord

_DEEP = 2
_CLASSES = frozenset(ALL_KINDS)


def record_of(row: object, deep: int = _DEEP) -> AnyRecord | None:
    """The row itself if it is a record of the book, else the first that it holds; None when there is none."""
    if type(row) in _CLASSES:
        record = cast("AnyRecord", row)
        return record if record.id else None
    if not deep or not is_dataclass(row):
        return None
    held = (record_of(getattr(row, each.name), deep - 1) for each in fields(row))
    return next((each for each in held if each is not None), None)
