"""How a cell of each type is read and written in files, forms, tables and the log."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from muster.domain.fiscal import Quarter
from muster.domain.ledger.records import Component, Nature, StepKind
from muster.domain.money import money_text, parse_money
from muster.domain.quantities import hours_text, parse_hours, parse_percent, percent_text
from muster.domain.records import InterruptionKind, Model, StatedBy

Cell = str | int | date | Decimal | Fraction | Quarter | None

_EARLIEST = date(1900, 1, 1)
_MAX_TEXT = 1000
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # Python reads weeks like 2025-W46-1, too


def parse_date(text: str) -> date:
    """Read ``2025-11-17``.

    Raises:
        ValueError: with a plain sentence when it is not that, or is before 1900.
    """
    stripped = text.strip()
    try:
        day = date.fromisoformat(stripped) if _ISO_DATE.fullmatch(stripped) else None
    except ValueError:
        day = None
    if day is None:
        message = f"“{stripped}” is not a date; write it like 2025-11-17"
        raise ValueError(message)
    if day < _EARLIEST:
        message = f"“{stripped}” is before 1900; check the year"
        raise ValueError(message)
    return day


def _parse_count(text: str) -> int:
    stripped = text.strip()
    if not (stripped.isascii() and stripped.isdigit()):
        message = f"“{stripped}” is not a whole number of 0 or more"
        raise ValueError(message)
    if len(stripped) > 9:  # noqa: PLR2004 - a billion is no count
        message = f"“{stripped}” is too large a count; check it"
        raise ValueError(message)
    return int(stripped)


def _parse_text(text: str) -> str:
    stripped = text.strip()
    if len(stripped) > _MAX_TEXT:
        message = f"the text is longer than {_MAX_TEXT} characters; shorten it"
        raise ValueError(message)
    return stripped if stripped.isprintable() else _printable(stripped)


def _printable(text: str) -> str:
    """The text with plain spaces for the no-break ones that web pages and word processors leave behind."""
    plain = "".join(" " if unicodedata.category(each) == "Zs" else each for each in text)
    unseen = next((each for each in plain if not each.isprintable()), None)
    if unseen is not None:
        code = f"U+{ord(unseen):04X} {unicodedata.name(unseen, '')}".strip()
        what = "a line break" if unseen in "\r\n" else f"the invisible character {code}"
        message = f"the text has {what}; remove it"
        raise ValueError(message)
    return plain


def _choice(kind: type[StrEnum]) -> Callable[[str], str]:
    by_text = {member.lower(): member for member in kind}

    def read(text: str) -> str:
        stripped = text.strip()
        if stripped.lower() not in by_text:
            message = f"“{stripped}” is not one of {', '.join(kind)}"
            raise ValueError(message)
        return by_text[stripped.lower()]

    return read


@dataclass(frozen=True, slots=True)
class CellType:
    """How the cells of a column are read and written; ``choices`` where they are a closed list."""

    name: str
    parse: Callable[[str], Cell]
    write: Callable[[Any], str]
    choices: tuple[str, ...] = ()


TEXT = CellType("text", _parse_text, str)
JSON = CellType("json", str, str)
"""The program's own text, of any length."""
DATE = CellType("date", parse_date, date.isoformat)
MONEY = CellType("money", parse_money, money_text)
PERCENT = CellType("percent", parse_percent, percent_text)
HOURS = CellType("hours", parse_hours, hours_text)
COUNT = CellType("count", _parse_count, str)
QUARTER = CellType("quarter", Quarter.parse, str)
MODEL = CellType("choice", _choice(Model), str, tuple(Model))
INTERRUPTION = CellType("choice", _choice(InterruptionKind), str, tuple(InterruptionKind))
STATED_BY = CellType("choice", _choice(StatedBy), str, tuple(StatedBy))
COMPONENT = CellType("choice", _choice(Component), str, tuple(Component))
NATURE = CellType("choice", _choice(Nature), str, tuple(Nature))
STEP = CellType("choice", _choice(StepKind), str, tuple(StepKind))
