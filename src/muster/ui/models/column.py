"""What a table shows of a record: its columns as data."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import Qt

T = TypeVar("T")
EXPLAIN = "Show how this was worked out"
"""What a menu says of a figure that has a derivation."""


class Align(Enum):
    """Where a column's text stands: words left, figures right."""

    LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Kind(Enum):
    """What a column's keys are, and so how its cells are summed, filtered and copied.

    Keys of ``DATE`` are dates, of ``MONEY`` whole cents, of ``HOURS`` decimals, of ``DAYS`` and ``COUNT`` integers; a
    ``NUMBER`` is one that no sum is made of (a line's number, a rate). None is an empty cell.
    """

    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    HOURS = "hours"
    DAYS = "days"
    COUNT = "count"
    NUMBER = "number"

    @property
    def is_number(self) -> bool:
        """Whether the keys are numbers."""
        return self not in {Kind.TEXT, Kind.DATE}

    @property
    def is_summed(self) -> bool:
        """Whether a sum of them means something."""
        return self in {Kind.MONEY, Kind.HOURS, Kind.DAYS, Kind.COUNT}


class Mark(NamedTuple):
    """An icon beside a cell's text, and what it means in words (tooltip and screen reader)."""

    icon: str
    meaning: str
    tint: str = "text"


@dataclass(frozen=True)
class TableColumn(Generic[T]):
    """One column of a table of records.

    Attributes:
        title: Its header; also its name in the settings and in copied text.
        text: What the cell shows.
        key: What it is sorted by; the text, ignoring case, where there is none. None sorts last.
        tip: A longer text; None where there is nothing more to say.
        mark: An icon beside the text.
        parse: Makes the cell editable: the record with what was typed in this cell; raises ValueError (or
            MusterError) with a plain sentence when it cannot be.
        edit_text: What the editor starts with; the shown text where there is none.
        is_link: The cell opens something (a derivation): a click, Enter or F2 on it is told by the view.
        opens: What its menu says of that.
        stretch: It takes what width is left over.
        room: A text that it is at least wide enough for, where the first records may be shorter than later ones.
        muted: Shown in the quieter colour, where it is a condition in the rows that meet it.
        kind: What the keys are; any but ``TEXT`` needs a ``key``.
    """

    title: str
    text: Callable[[T], str]
    key: Callable[[T], Any] | None = None
    align: Align = Align.LEFT
    tip: Callable[[T], str | None] | None = None
    mark: Callable[[T], Mark | None] | None = None
    parse: Callable[[T, str], T] | None = None
    edit_text: Callable[[T], str] | None = None
    is_link: bool = False
    opens: str = EXPLAIN
    stretch: bool = False
    room: str = ""
    muted: bool | Callable[[T], bool] = False
    kind: Kind = Kind.TEXT

    def __post_init__(self) -> None:
        if self.kind is not Kind.TEXT and self.key is None:
            raise ValueError(f"the column {self.title} has a kind and no key")
