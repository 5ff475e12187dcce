"""Amounts and hours as payroll systems write them."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from muster.domain.importing.sheet import NO_RESULT
from muster.domain.money import Cents, parse_money
from muster.domain.quantities import parse_hours

_NOTHING = frozenset({"", "-", "–", "—", "$-", "$ -", "$–", "n/a", "na"})
_CLOCK = re.compile(r"(-?)([0-9]{1,3}):([0-5][0-9])(?::([0-5][0-9]))?")
_EXPONENT = re.compile(r"[-+$( ]*[0-9.,]+e[-+]?[0-9]+\)?", re.IGNORECASE)
_NEEDLESS_ZEROS = re.compile(r"(\.[0-9]{2})0+(?=\)?-?$)")
_SIGN_APART = re.compile(r"(?<=[$(-])\s+|\s+(?=[)-])")
_GROUPED = re.compile(r"(?<=[0-9])[\u00a0\u2007\u2009\u202f](?=[0-9]{3}(?![0-9]))")
"""No-break and thin spaces between thousands."""
_SECONDS = 3600
_DIGITS = frozenset("0123456789.")

T = TypeVar("T")


def read_amount(text: str) -> Cents | None:
    """Read ``$1,234.50``, ``$ (441.98)``, ``$-886.20``, ``886.20-`` or ``44992.480000`` as cents; a dash is nothing.

    Raises:
        ValueError: with a plain sentence when it is none of them, or has parts of a cent.
    """
    stripped = text.strip()
    if stripped.isascii() and stripped.replace(".", "", 1).isdigit() and stripped[-3:-2] == ".":
        return parse_money(stripped)  # nearly every amount of an export
    if stripped.lower() in _NOTHING:
        return None
    if _EXPONENT.fullmatch(stripped):
        message = (
            f"“{stripped}” is a rounded number, of which cents are lost; show the column in full and export it again"
        )
        raise ValueError(message)
    if stripped.startswith("#"):
        raise ValueError(spreadsheet_error(stripped))
    plain = _GROUPED.sub("", _signed(stripped))
    return _parsed(parse_money, "($" + plain[2:] if plain.startswith("$(") else plain, stripped)


def _parsed(parse: Callable[[str], T], plain: str, written: str) -> T:
    """What refuses it quotes it as it is written."""
    try:
        return parse(plain)
    except ValueError as error:
        raise ValueError(str(error).replace(f"“{plain}”", f"“{written}”")) from None


def _signed(text: str) -> str:
    """Without needless zeros, the sign in front and close to the number."""
    plain = _NEEDLESS_ZEROS.sub(r"\1", _SIGN_APART.sub("", text.replace("\N{MINUS SIGN}", "-")))
    if plain.startswith("+") and plain[1:2] in _DIGITS:
        return plain[1:]
    trailing = plain.endswith("-") and not plain.startswith(("-", "("))
    return f"-{plain[:-1]}" if trailing else plain


def read_hours(text: str) -> Decimal | None:
    """Read ``3.25``, ``3:15``, ``(3.25)`` or ``3.250000`` hours; a dash is nothing.

    Raises:
        ValueError: with a plain sentence when it is none of them.
    """
    stripped = text.strip()
    if stripped.lower() in _NOTHING:
        return None
    if stripped.startswith("#"):
        raise ValueError(spreadsheet_error(stripped))
    clock = _CLOCK.fullmatch(stripped)
    if clock is None:
        plain = _signed(stripped)
        below_zero = plain.startswith("(") and plain.endswith(")")
        return _parsed(parse_hours, f"-{plain[1:-1]}" if below_zero else plain, stripped)
    seconds = int(clock[2]) * _SECONDS + int(clock[3]) * 60 + int(clock[4] or 0)
    hours = (Decimal(seconds) / _SECONDS).quantize(Decimal("0.0001"))
    return -hours if clock[1] else hours


def spreadsheet_error(text: str) -> str:
    """What is told of a cell that holds ``#REF!`` or another error."""
    if text == NO_RESULT:
        return "the formula was saved without its result; open the workbook in its program and save it again"
    return f"“{text}” is a spreadsheet's error, not a value; correct the cell where it came from"
