"""Exact percentages and hours, and how they are written."""

import re
from decimal import Decimal
from fractions import Fraction

_DECIMAL = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,10})?|\.[0-9]{1,10}")
_SHARE = re.compile(r"([0-9]{1,9})\s*/\s*([0-9]{1,9})")
_HOURS = re.compile(r"(-)?(?:[0-9]{1,3}(?:\.[0-9]{0,4})?|\.[0-9]{1,4})")


def parse_percent(text: str) -> Fraction:
    """Read ``25``, ``37.5``, ``37.5%``, or a share like ``317/520`` (hours of hours), as an exact percent.

    Raises:
        ValueError: with a plain sentence when it is neither.
    """
    stripped = text.strip()
    share = _SHARE.fullmatch(stripped)
    if share is not None and int(share[2]):
        return Fraction(int(share[1]), int(share[2])) * 100
    number = stripped.removesuffix("%").strip()
    if _DECIMAL.fullmatch(number):
        return Fraction(number)
    message = f"“{stripped}” is not a percentage; write it like 37.5, or as a share like 317/520"
    raise ValueError(message)


def percent_text(percent: Fraction) -> str:
    """A percent as a plain decimal where that is exact (``37.5``), else as a share (``317/520`` in lowest terms)."""
    denominator, places = percent.denominator, 0
    while denominator > 1 and 10**places % denominator:
        places += 1
        if places > 10:  # noqa: PLR2004 - as many decimals as are read
            share = percent / 100
            return f"{share.numerator}/{share.denominator}"
    whole, part = divmod(percent.numerator * 10**places // denominator, 10**places)
    return f"{whole}.{part:0{places}d}" if places else str(whole)


def parse_hours(text: str) -> Decimal:
    """Read hours with up to four decimals; below zero for a correction.

    Raises:
        ValueError: with a plain sentence when it is not that.
    """
    stripped = text.strip()
    if not _HOURS.fullmatch(stripped):
        message = f"“{stripped}” is not a number of hours; write it like 3.25"
        raise ValueError(message)
    return Decimal(stripped)


def hours_text(hours: Decimal) -> str:
    """Hours without needless zeros: ``3.25``, ``4``."""
    return f"{hours.normalize():f}"
