"""Amounts and hours as payroll systems write them."""

import re
from decimal import Decimal

from muster.domain.money import Cents, parse_money
from muster.domain.quantities import parse_hours

_NOTHING = frozenset({"", "-", "–", "—", "$-", "$ -", "$–", "n/a", "na"})
_CLOCK = re.compile(r"(-?)([0-9]{1,3}):([0-5][0-9])(?::([0-5][0-9]))?")
_EXPONENT = re.compile(r"[-+$( ]*[0-9.,]+e[-+]?[0-9]+\)?", re.IGNORECASE)
_BRACKETS_INSIDE = re.compile(r"\$\s*\((.+)\)")
_NEEDLESS_ZEROS = re.compile(r"(\.[0-9]{2})0+(?=\)?-?$)")
_SECONDS = 3600


def read_amount(text: str) -> Cents | None:
    """Read ``$1,234.50``, ``(441.98)``, ``$-886.20``, ``$(8.20)``, ``8.20-``, ``4492.480`` as cents; a dash is nothing.

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
        raise ValueError(_spreadsheet_error(stripped))
    plain = _NEEDLESS_ZEROS.sub(r"\1", stripped).replace("\N{MINUS SIGN}", "-").replace("\xa0", " ")
    plain = _BRACKETS_INSIDE.sub(r"($\1)", plain)
    if plain.endswith("-") and not plain.startswith(("-", "(")):
        plain = f"-{plain[:-1]}"
    return parse_money("".join(plain.split()) if plain.startswith(("$", "(", "-")) else plain)


def read_hours(text: str) -> Decimal | None:
    """Read ``3.25``, ``3:15`` or ``3.250000`` hours; a dash is nothing.

    Raises:
        ValueError: with a plain sentence when it is none of them.
    """
    stripped = text.strip()
    if stripped.lower() in _NOTHING:
        return None
    if stripped.startswith("#"):
        raise ValueError(_spreadsheet_error(stripped))
    clock = _CLOCK.fullmatch(stripped)
    if clock is None:
        return parse_hours(_NEEDLESS_ZEROS.sub(r"\1", stripped))
    seconds = int(clock[2]) * _SECONDS + int(clock[3]) * 60 + int(clock[4] or 0)
    hours = (Decimal(seconds) / _SECONDS).quantize(Decimal("0.0001"))
    return -hours if clock[1] else hours


def _spreadsheet_error(text: str) -> str:
    return f"“{text}” is a spreadsheet's error, not a value; correct the cell where it came from"
