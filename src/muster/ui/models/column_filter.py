"""Which of a column's cells are shown: ticked values, words in the text, a range of the keys."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from muster.domain.money import parse_money
from muster.domain.quantities import parse_hours
from muster.ui.format import iso_date
from muster.ui.models.column import Kind


@dataclass(frozen=True, slots=True)
class ColumnFilter:
    """What a column's cells have to meet, all of it.

    Attributes:
        values: The texts of the cells that are shown; None where any text is.
        contains: What the text contains, ignoring case.
        low: The least key; ``high`` the greatest; None where there is no bound. An empty cell is in no range.
    """

    values: frozenset[str] | None = None
    contains: str = ""
    low: Any = None
    high: Any = None

    def __bool__(self) -> bool:
        """Whether it asks for anything."""
        return self.values is not None or bool(self.contains) or self.has_range

    @property
    def has_range(self) -> bool:
        """Whether a bound is given."""
        return self.low is not None or self.high is not None

    @property
    def asks_text(self) -> bool:
        """Whether the text matters."""
        return self.values is not None or bool(self.contains)

    def holds(self, text: str, key: object) -> bool:
        """Whether a cell meets it."""
        return self.holds_text(text) and self.holds_key(key)

    def holds_text(self, text: str) -> bool:
        """Whether a cell's text meets it."""
        if self.values is not None and text not in self.values:
            return False
        return self.contains.casefold() in text.casefold()

    def holds_key(self, key: Any) -> bool:  # noqa: ANN401 - whatever the column is sorted by
        """Whether a cell's key is in the range, where there is one."""
        if not self.has_range:
            return True
        return key is not None and (self.low is None or key >= self.low) and (self.high is None or key <= self.high)


def read_bound(kind: Kind, text: str) -> object:
    """What was typed as a bound of a range, as the column's keys are; None when nothing was.

    Raises:
        ValueError: with a plain sentence when it cannot be read.
    """
    stripped = text.strip()
    return _READERS[kind](stripped) if stripped else None


def _number(text: str) -> Fraction:
    try:
        return Fraction(text.removesuffix("%").replace(",", ""))
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"“{text}” is not a number; write it like 12 or 37.5") from None


_READERS: dict[Kind, Callable[[str], object]] = {
    Kind.DATE: lambda text: date.fromisoformat(iso_date(text)),
    Kind.MONEY: parse_money,
    Kind.HOURS: parse_hours,
    Kind.DAYS: _number,
    Kind.COUNT: _number,
    Kind.NUMBER: _number,
}
