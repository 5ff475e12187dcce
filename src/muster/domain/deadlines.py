"""When a claim is due, until when its fiscal year's claims are taken, and the business day by which to act (R25)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple, cast

from muster.domain.fiscal import Quarter
from muster.domain.intervals import FOREVER
from muster.domain.readings import MonthDay, Reading
from muster.domain.words import day, weekday_and_day

Holidays = Callable[[date], str | None]
"""Names the federal holiday on a day; None on any other day."""
ReadingOf = Callable[[str], Reading]
"""Gives the reading of that name that is in force for the quarter."""
_SATURDAY = 5


class Deadline(NamedTuple):
    """A due date and the business day by which to meet it.

    Attributes:
        working: The due date, or the last business day before when it is none.
        holiday: The first federal holiday after the working deadline, up to the due date; None without one.
    """

    due: date
    working: date
    holiday: str | None


def due_on(quarter: Quarter, reading: ReadingOf) -> date:
    """The day on which the quarter's claim is due: ``claim_due_days`` after the quarter's last day (R25)."""
    days = cast("int", reading("claim_due_days").value)
    return date.fromordinal(min(quarter.last_day.toordinal() + days, FOREVER.toordinal()))


def cutoff(quarter: Quarter, reading: ReadingOf) -> date:
    """The last day on which claims of the quarter's fiscal year are taken: ``fiscal_year_cutoff`` after it (R25)."""
    end, wanted = quarter.year.until, cast("MonthDay", reading("fiscal_year_cutoff").value)
    return _in_year(end.year if wanted >= (end.month, end.day) else end.year + 1, wanted)


def _in_year(year: int, wanted: MonthDay) -> date:
    """29 February is 28 February where there is none."""
    try:
        return date(year, *wanted)
    except ValueError:
        return date(year, wanted.month, wanted.day - 1)


def is_business_day(when: date, holiday: Holidays) -> bool:
    """Neither Saturday nor Sunday nor a federal holiday."""
    return when.weekday() < _SATURDAY and not holiday(when)


def deadline(due: date, holiday: Holidays) -> Deadline:
    """The due date with its working deadline: itself, or the last business day before (R25)."""
    working, named = due, None
    while not is_business_day(working, holiday):
        named = holiday(working) or named
        working -= timedelta(days=1)
    return Deadline(due, working, named)


def in_words(each: Deadline, today: date) -> str:
    """``30 Jan 2026``; ``Sat 31 Jan 2026; the working deadline is Fri 30 Jan 2026``, with the holiday if it is one's.

    To stand after "due on" or "until"; the working deadline *was* once it is past.
    """
    if each.due == each.working:
        return day(each.due)
    verb = "is" if today <= each.working else "was"
    before = f", before {each.holiday}" if each.holiday else ""
    return f"{weekday_and_day(each.due)}; the working deadline {verb} {weekday_and_day(each.working)}{before}"
