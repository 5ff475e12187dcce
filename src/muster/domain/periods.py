"""A stretch of time that a list is asked for: a fiscal quarter, a month, a fiscal year."""

import re
from datetime import date
from typing import NamedTuple

from muster.domain.fiscal import Quarter
from muster.domain.intervals import Span
from muster.domain.words import MONTHS

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


class Period(NamedTuple):
    """What it is called, and its days."""

    name: str
    span: Span

    @classmethod
    def quarter(cls, quarter: Quarter) -> "Period":
        """``FY2026Q1``."""
        return cls(str(quarter), quarter.span)

    @classmethod
    def year(cls, fiscal_year: int) -> "Period":
        """``FY2026``."""
        return cls(f"FY{fiscal_year:04d}", Quarter(fiscal_year, 1).year)

    @classmethod
    def month(cls, day: date) -> "Period":
        """The month that holds the day: ``Nov 2025``."""
        start = day.replace(day=1)
        until = start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
        return cls(f"{MONTHS[start.month - 1]} {start.year}", Span(start, until))

    @classmethod
    def months(cls, quarter: Quarter) -> list["Period"]:
        """The three months of a quarter."""
        first = cls.month(quarter.start)
        second = cls.month(first.span.until)
        return [first, second, cls.month(second.span.until)]

    @classmethod
    def parse_year(cls, text: str) -> "Period":
        """Read ``FY2026``.

        Raises:
            ValueError: with a plain sentence when it is not written like that.
        """
        try:
            return cls.year(Quarter.parse(f"{text.strip()}Q1").fiscal_year)
        except ValueError:
            raise ValueError(f"“{text.strip()}” is not a fiscal year; write it like FY2026") from None

    @classmethod
    def parse_month(cls, text: str) -> "Period":
        """Read ``2025-11``.

        Raises:
            ValueError: with a plain sentence when it is not written like that.
        """
        match = _MONTH.fullmatch(text.strip())
        if match is None or not date.min.year < int(match[1]) < date.max.year:
            raise ValueError(f"“{text.strip()}” is not a month; write it like 2025-11")
        return cls.month(date(int(match[1]), int(match[2]), 1))
