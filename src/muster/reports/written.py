"""Dates and readings as people read them; no locale, so that a document is the same on every workstation."""

from datetime import date, timedelta
from fractions import Fraction

from muster.domain.intervals import Span
from muster.domain.money import dollars
from muster.domain.quantities import percent_text
from muster.domain.readings import MonthDay, Reading, Tier

TIMES = "\N{MULTIPLICATION SIGN}"

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(when: date) -> str:
    """``1 Oct 2025``."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def period(span: Span) -> str:
    """A half-open span by its first and last day: ``1 Oct 2025 to 31 Dec 2025``."""
    return f"{day(span.start)} to {day(span.until - timedelta(days=1))}"


def counted(number: int, one: str, many: str = "") -> str:
    """``1 officer``, ``2 officers``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def value(reading: Reading) -> str:
    """A reading's value in plain words: the meaning of a choice, a number with its unit."""
    meanings = {each.value: each.meaning for each in reading.parameter.alternatives}
    return meanings.get(reading.text) or _value(reading)


def _value(reading: Reading) -> str:
    match reading.value:
        case MonthDay(month, of_month):
            return f"{of_month} {_MONTHS[month - 1]}"
        case date() as when:
            return day(when)
        case Fraction() as percent:
            return f"{percent_text(percent)}%"
        case int() as number:
            return f"{number} {reading.parameter.kind}"
        case (Tier(), *_) as tiers:
            return "; ".join(
                f"from {each.percent}% ${dollars(each.amount)}" for each in tiers if isinstance(each, Tier)
            )
        case _:
            return reading.text
