"""How amounts, dates and choices are shown, and what people may type for them."""

import re
from datetime import datetime
from fractions import Fraction

from muster.domain.cells import parse_date
from muster.domain.money import Cents, dollars, half_up
from muster.domain.words import MINUS, MONTHS, capitalized, count, day

__all__ = ["MINUS", "amount", "choice", "count", "day", "iso_date", "moment", "money", "percent"]

_AMERICAN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
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


def choice(value: str) -> str:
    """A closed list's value as people read it: ``unpaid_leave`` is ``Unpaid leave``."""
    text = str(value)
    return _CHOICES.get(text, capitalized(text))


def iso_date(text: str) -> str:
    """What was typed as a date, like ``11/17/2025`` or ``3 Nov 2025``, written ``2025-11-17``; empty stays empty.

    Raises:
        ValueError: with a plain sentence when it is no date.
    """
    stripped = text.strip()
    if not stripped:
        return ""
    american = _AMERICAN.fullmatch(stripped)
    spoken = re.fullmatch(r"(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?\s+(\d{4})", stripped)
    if american:
        written = f"{american[3]}-{int(american[1]):02d}-{int(american[2]):02d}"
    elif spoken and spoken[2].title() in MONTHS:
        written = f"{spoken[3]}-{MONTHS.index(spoken[2].title()) + 1:02d}-{int(spoken[1]):02d}"
    else:
        written = stripped
    try:
        return parse_date(written).isoformat()
    except ValueError as error:
        if written == stripped or "1900" in str(error):
            raise
        raise ValueError(f"“{stripped}” is not a day of the calendar; write it like 2025-11-17") from None
