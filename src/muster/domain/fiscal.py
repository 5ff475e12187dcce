"""Federal fiscal years and quarters (R1)."""

import re
from datetime import MAXYEAR, date
from functools import cache
from typing import NamedTuple

from muster.domain.intervals import Span

_WRITTEN = re.compile(r"FY([0-9]{4})Q([1-4])")
_FIRST_MONTH = {1: 10, 2: 1, 3: 4, 4: 7}
_QUARTERS = 4
_FIRST_YEAR = 1901
"""Dates start in 1900."""
_LAST_YEAR = MAXYEAR - 1
"""The quarter after is still in the calendar."""


class Quarter(NamedTuple):
    """A quarter of a federal fiscal year, 1 Oct to 30 Sep; ordered by time."""

    fiscal_year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Read ``FY2026Q1``.

        Raises:
            ValueError: with a plain sentence when it is not written like that.
        """
        match = _WRITTEN.fullmatch(text.strip().upper())
        if match is None or not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
            message = f"“{text.strip()}” is not a quarter; write it like FY2026Q1"
            raise ValueError(message)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def holding(cls, day: date) -> "Quarter":
        """The quarter in which the day lies."""
        return cls(day.year + (day.month >= _FIRST_MONTH[1]), (day.month + 2) // 3 % _QUARTERS + 1)

    @property
    def start(self) -> date:
        """The first day."""
        return _span(self).start

    @property
    def until(self) -> date:
        """The first day after."""
        return _span(self).until

    @property
    def last_day(self) -> date:
        """The last day."""
        return date.fromordinal(self.until.toordinal() - 1)

    @property
    def span(self) -> Span:
        """Its days."""
        return _span(self)

    @property
    def next(self) -> "Quarter":
        """The quarter after."""
        return Quarter(self.fiscal_year + self.number // _QUARTERS, self.number % _QUARTERS + 1)

    @property
    def previous(self) -> "Quarter":
        """The quarter before."""
        if self.number == 1:
            return Quarter(self.fiscal_year - 1, _QUARTERS)
        return Quarter(self.fiscal_year, self.number - 1)

    @property
    def year(self) -> Span:
        """The days of its fiscal year; their number is the rules' ``Y``."""
        return _year(self.fiscal_year)

    def __str__(self) -> str:
        """``FY2026Q1``."""
        return f"FY{self.fiscal_year:04d}Q{self.number}"


@cache
def _year(fiscal_year: int) -> Span:
    return Span(date(fiscal_year - 1, 10, 1), date(fiscal_year, 10, 1))


@cache
def _span(quarter: Quarter) -> Span:
    return Span(_first_day(quarter), _first_day(quarter.next))


def _first_day(quarter: Quarter) -> date:
    return date(quarter.fiscal_year - (quarter.number == 1), _FIRST_MONTH[quarter.number], 1)
