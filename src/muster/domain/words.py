"""Dates, counts and readings as people read them; no locale, so that a document is the same on every workstation."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from muster.domain.intervals import Span
from muster.domain.money import dollars, half_up
from muster.domain.quantities import hours_text, percent_text
from muster.domain.readings import MonthDay, Parameter, Tier, Value
from muster.domain.records import InterruptionKind, StatedBy

MINUS = "\N{MINUS SIGN}"
"""As wide as a digit, unlike the hyphen."""
TIMES = "\N{MULTIPLICATION SIGN}"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@lru_cache(maxsize=4096)  # a table shows few different days, and asks for each very often
def day(when: date | None) -> str:
    """``3 Nov 2025``; empty when not known."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}" if when else ""


def weekday_and_day(when: date) -> str:
    """``Mon 3 Nov 2025``."""
    return f"{WEEKDAYS[when.weekday()]} {day(when)}"


def period(span: Span) -> str:
    """A half-open span by its first and last day: ``1 Oct 2025 to 31 Dec 2025``; a single day is just that."""
    last = span.until - timedelta(days=1)
    return day(span.start) if last == span.start else f"{day(span.start)} to {day(last)}"


def count(number: int, one: str, many: str = "") -> str:
    """``1 officer``, ``1,204 officers``; ``many`` where the plural takes more than an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def hours(number: Decimal) -> str:
    """Hours with two decimals, or as many as they have: ``3.50``."""
    return f"{number:.2f}" if number * 100 == number * 100 // 1 else hours_text(number)


def interruption(reason: InterruptionKind) -> str:
    """``Suspension``, ``Unpaid leave``."""
    return _INTERRUPTIONS[reason]


_INTERRUPTIONS = {
    InterruptionKind.SUSPENDED: "Suspension",
    InterruptionKind.REMOVED: "Removal",
    InterruptionKind.REVOKED: "Revocation",
    InterruptionKind.UNPAID_LEAVE: "Unpaid leave",
}


def stated_by(source: StatedBy) -> str:
    """Who states a result, inside a sentence: ``ICE`` or ``the agency``."""
    return "ICE" if source is StatedBy.ICE else "the agency"


def capitalized(text: str) -> str:
    """The text with its first letter in upper case, the others as they are."""
    return text[:1].upper() + text[1:]


def uncapitalized(text: str) -> str:
    """The text with its first letter in lower case, to stand inside a sentence."""
    return text[:1].lower() + text[1:]


def value(parameter: Parameter, text: str) -> str:
    """A reading's value: the meaning of an alternative, else the value with its unit; as written when it is none."""
    try:
        read = parameter.parse(text)
    except ValueError:
        return text
    meaning = next((each.meaning for each in parameter.alternatives if parameter.parse(each.value) == read), "")
    return meaning or _plain(parameter, read)


def _plain(parameter: Parameter, read: Value) -> str:
    match read:
        case MonthDay(month, of_month):
            text = f"{of_month} {MONTHS[month - 1]}"
        case date():
            text = day(read)
        case Fraction():
            text = f"{percent_text(read)}%"
        case int():
            text = count(read, parameter.kind.removesuffix("s"))
        case (Tier(), *_):
            text = "; ".join(_tier(each) for each in read if isinstance(each, Tier))
        case tuple():
            text = " and ".join(map(str, read))
        case _:
            text = read
    return text


def _tier(tier: Tier) -> str:
    return f"from {tier.percent}% ${dollars(tier.amount).removesuffix('.00')}"


def size(of_bytes: int) -> str:
    """``812 bytes``, ``34 KB``, ``1.2 MB``; a KB has 1,024 bytes, as file managers count."""
    if of_bytes < _KILO:
        return count(of_bytes, "byte")
    if of_bytes < _KILO * _KILO:
        return f"{half_up(Fraction(of_bytes, _KILO)):,} KB"
    tenths = half_up(Fraction(10 * of_bytes, _KILO * _KILO))
    return f"{tenths // 10:,}.{tenths % 10} MB"


_KILO = 1024
