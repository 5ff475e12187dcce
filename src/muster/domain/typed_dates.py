"""Dates as people type them and as spreadsheets show them."""

import re
from datetime import date

from muster.domain.cells import parse_date
from muster.domain.words import MONTHS

_AMERICAN = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?")
_SPOKEN = re.compile(r"(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*\.?[\s-]+(\d{4}|\d{2})")
_FULL = 4
"""Digits of a year that leaves no question."""


def read_date(text: str, today: date | None = None) -> date:
    """Read ``2025-11-17``, ``11/17/2025``, ``3 Nov 2025``, and near today also ``11/17/25`` and ``11/17``.

    A day without a year is the one nearest to today, the earlier of two as near; a year of two digits the nearest such
    year. Without ``today`` the year has to be given in full.

    Raises:
        ValueError: with a plain sentence when it is no date.
    """
    stripped = text.strip()
    american, spoken = _AMERICAN.fullmatch(stripped), _SPOKEN.fullmatch(stripped)
    if american:
        month, day, year = int(american[1]), int(american[2]), american[3] or ""
    elif spoken and spoken[2].title() in MONTHS:
        month, day, year = MONTHS.index(spoken[2].title()) + 1, int(spoken[1]), spoken[3]
    else:
        return parse_date(stripped)
    if len(year) == _FULL:
        return _day(stripped, int(year), month, day)
    if today is None:
        raise ValueError(f"“{stripped}” has no full year; write it like 2025-11-17")
    return _nearest(stripped, year, month, day, today)


def _day(typed: str, year: int, month: int, day: int) -> date:
    written = f"{year:04d}-{month:02d}-{day:02d}"
    try:
        return parse_date(written)
    except ValueError as error:
        if "1900" in str(error):
            raise
        raise ValueError(f"“{typed}” is not a day of the calendar; write it like 2025-11-17") from None


def _nearest(typed: str, year: str, month: int, day: int, today: date) -> date:
    """Of the years that can be meant the one that brings the day nearest to today."""
    century = today.year - today.year % 100
    years = [century + shift + int(year) for shift in (-100, 0, 100)] if year else range(today.year - 4, today.year + 5)
    days = [found for each in years if (found := _real(each, month, day)) is not None]
    if not days:
        return _day(typed, today.year, month, day)  # refuses it
    return min(days, key=lambda found: (abs(found - today), found))


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
