"""How a cell is kept in SQLite: readable text and whole numbers, never a float.

Dates are ISO text, money whole cents, hours whole ten-thousandths, percentages exact text (``37.5``, ``317/520``),
quarters ``FY2026Q1``, choices their word. Reading remembers what it has read before: a book holds few different dates.
"""

from collections.abc import Callable, Hashable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Generic, TypeVar

from sqlalchemy import Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from muster.domain.fiscal import Quarter
from muster.domain.quantities import parse_percent, percent_text

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_HOUR = 10_000


class Memo(dict[K, V], Generic[K, V]):
    """What a function gave for each argument so far; None stays None."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        """Remember what ``work`` gives."""
        super().__init__({None: None})  # type: ignore[dict-item]  # None stays None
        self._work = work

    def __missing__(self, key: K) -> V:
        value: V = self._work(key)
        self[key] = value
        return value


class _Kept(TypeDecorator[Any]):
    """A column type with an encoder and a decoder that are called for every cell, None included."""

    impl: type[TypeEngine[Any]] = Text
    cache_ok = True

    def __init__(self, encode: Callable[[Any], Any], decode: Callable[[Any], Any]) -> None:
        super().__init__()
        self.encode = Memo[Any, Any](encode)
        self.decode = Memo[Any, Any](decode)

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:  # noqa: ARG002 - SQLAlchemy asks so
        return self.encode.__getitem__

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002 - SQLAlchemy asks so
        return self.decode.__getitem__


class DateText(_Kept):
    """A calendar day as ISO text."""

    cache_ok = True

    def __init__(self) -> None:
        """``2025-11-17``."""
        super().__init__(date.isoformat, date.fromisoformat)


class PercentText(_Kept):
    """An exact percent as text."""

    cache_ok = True

    def __init__(self) -> None:
        """``37.5`` or ``317/520``."""
        super().__init__(percent_text, parse_percent)


class QuarterText(_Kept):
    """A quarter of a federal fiscal year as text."""

    cache_ok = True

    def __init__(self) -> None:
        """``FY2026Q1``."""
        super().__init__(str, Quarter.parse)


class Choice(_Kept):
    """One of a closed list of words."""

    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        """The words of an enumeration."""
        super().__init__(str, words)
        self.words = words


class Hours(_Kept):
    """Hours as whole ten-thousandths."""

    impl = Integer
    cache_ok = True

    def __init__(self) -> None:
        """3.25 hours are 32500."""
        super().__init__(_ten_thousandths, lambda kept: Decimal(kept) / _HOUR)


def _ten_thousandths(hours: Decimal) -> int:
    scaled = hours * _HOUR
    if scaled != int(scaled):
        message = f"{hours} hours have more than four decimals"
        raise ValueError(message)
    return int(scaled)


BY_ANNOTATION: dict[Any, TypeDecorator[Any]] = {
    date: DateText(),
    Fraction: PercentText(),
    Quarter: QuarterText(),
    Decimal: Hours(),
}
"""The column type of each Python type."""
