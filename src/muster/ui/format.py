"""How amounts, dates and choices are shown, and what people may type for them."""

from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache

from muster.domain.money import Cents, dollars, half_up
from muster.domain.typed_dates import read_date
from muster.domain.words import MINUS, capitalized, count, day

__all__ = ["MINUS", "amount", "choice", "count", "day", "iso_date", "moment", "money", "percent"]

_CHOICES = {
    "TFM": "TFM · Task Force",
    "JEM": "JEM · Jail Enforcement",
    "WSO": "WSO · Warrant Service Officer",
    "unpaid_leave": "Unpaid leave",
    "agency": "The agency",
}


def money(cents: Cents | None) -> str:
    """``$1,234.50``; a true minus sign below zero; empty when not known."""
    if cents is None:
        return ""
    return f"{MINUS}${dollars(-cents)}" if cents < 0 else f"${dollars(cents)}"


def amount(cents: Cents | None) -> str:
    """``1,234.50``, for a column whose header says that it is money."""
    return "" if cents is None else dollars(cents).replace("-", MINUS)


def moment(value: datetime) -> str:
    """``3 Nov 2025 14:05``, in the workstation's time zone."""
    local = value.astimezone()
    return f"{day(local.date())} {local:%H:%M}"


def percent(value: Fraction | int | None, places: int = 1) -> str:
    """``87.2%``, rounded half up, without needless zeros; empty when not known."""
    if value is None:
        return ""
    scaled = half_up(Fraction(value) * 10**places)
    whole, part = divmod(abs(scaled), 10**places)
    digits = f"{part:0{places}d}".rstrip("0") if places else ""
    return f"{MINUS if scaled < 0 else ''}{whole}{'.' + digits if digits else ''}%"


@lru_cache(maxsize=256)  # asked for each row of a table
def choice(value: str) -> str:
    """A closed list's value as people read it: ``unpaid_leave`` is ``Unpaid leave``."""
    text = str(value)
    return _CHOICES.get(text, capitalized(text))


def iso_date(text: str, today: date | None = None) -> str:
    """What was typed as a date, written ``2025-11-17``; empty stays empty. See :func:`read_date`.

    Raises:
        ValueError: with a plain sentence when it is no date.
    """
    return read_date(text, today).isoformat() if text.strip() else ""


def brought_back(number: int) -> str:
    """What is said before so many records are removed."""
    return f"Undo or the bin on the History page brings {'it' if number == 1 else 'them'} back."
