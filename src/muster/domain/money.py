"""Money as whole cents and exact rationals; rounding half up, once (R9)."""

import re
from fractions import Fraction

Cents = int
"""Whole cents."""

Rational = int | Fraction
"""An exact number; plain integers stay plain because they are ten times as fast."""

_MONEY = re.compile(
    r"(?P<open>\()?(?P<sign>-)?\$?(?P<sign2>-)?(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<part>[0-9]*))?(?P<close>\))?"
)
_MAX_DIGITS = 12


def half_up(numerator: Rational, denominator: int = 1) -> Cents:
    """Round ``numerator / denominator`` to a whole number: floor(x + 1/2), below zero too (R9)."""
    return int((2 * numerator + denominator) // (2 * denominator))


def round_down(numerator: Rational, denominator: int = 1) -> Cents:
    """The floor of ``numerator / denominator``: how caps are rounded (R9)."""
    return int(numerator // denominator)


def money_text(cents: Cents) -> str:
    """Cents as a plain decimal with two places: ``-12.50``."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def dollars(cents: Cents) -> str:
    """Cents as people read them: ``1,234.50``; no currency sign, a minus below zero."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def parse_money(text: str) -> Cents:
    """Read ``67432.19``, ``$67,432.19``, ``-12.50`` or ``(12.50)`` as cents.

    Raises:
        ValueError: with a plain sentence when the text is no amount of money, has more than two decimals, or is
            10 billion dollars or more.
    """
    stripped = text.strip()
    if stripped.isascii() and stripped[:1].isdigit() and stripped[-3:-2] == "." and len(stripped) < _MAX_DIGITS:
        digits = stripped[:-3] + stripped[-2:]
        if digits.isdigit():  # nearly every amount of an import; five times as fast
            return int(digits)
    match = _MONEY.fullmatch(stripped)
    if match is None or (match["open"] is None) != (match["close"] is None) or (match["sign"] and match["sign2"]):
        message = f"“{stripped}” is not an amount of money; write it like 1234.50"
        raise ValueError(message)
    part = match["part"] or ""
    if len(part) > 2:  # noqa: PLR2004 - cents
        message = f"“{stripped}” has more than two decimals; write whole cents like 1234.50"
        raise ValueError(message)
    whole = match["whole"].replace(",", "").lstrip("0") or "0"
    if len(whole) > _MAX_DIGITS - 2:
        message = f"“{stripped}” is too large an amount"
        raise ValueError(message)
    negative = bool(match["open"]) != bool(match["sign"] or match["sign2"])
    cents = int(whole) * 100 + int(part.ljust(2, "0"))
    return -cents if negative else cents
