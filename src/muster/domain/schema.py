"""The columns of each kind of record and how a cell is read and written; files, forms, tables and the log share it."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from muster.domain.fiscal import Quarter
from muster.domain.money import money_text, parse_money
from muster.domain.quantities import hours_text, parse_hours, parse_percent, percent_text
from muster.domain.records import (
    Agency,
    Agreement,
    Authorization,
    Effort,
    Interruption,
    InterruptionKind,
    Model,
    Officer,
    Override,
    OvertimeEntry,
    Pay,
    Payroll,
    R,
    Record,
    Result,
    StatedBy,
)

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


def _choice(kind: type[Model | InterruptionKind | StatedBy]) -> Callable[[str], str]:
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
DATE = CellType("date", parse_date, date.isoformat)
MONEY = CellType("money", parse_money, money_text)
PERCENT = CellType("percent", parse_percent, percent_text)
HOURS = CellType("hours", parse_hours, hours_text)
COUNT = CellType("count", _parse_count, str)
QUARTER = CellType("quarter", Quarter.parse, str)
MODEL = CellType("choice", _choice(Model), str, tuple(Model))
INTERRUPTION = CellType("choice", _choice(InterruptionKind), str, tuple(InterruptionKind))
STATED_BY = CellType("choice", _choice(StatedBy), str, tuple(StatedBy))


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a kind of record.

    Attributes:
        name: As in the records folder's header.
        attribute: Of the record class.
        title: As people read it.
        required: An empty cell is refused.
    """

    name: str
    attribute: str
    title: str
    type: CellType
    required: bool = False

    def read(self, text: str) -> Cell:
        """The cell's value; an empty text column is ``""``, any other empty cell None.

        Raises:
            ValueError: with a plain sentence when the text cannot be read, or is empty and must not be.
        """
        if not text or text.isspace():
            if self.required:
                message = f"{self.name} is empty; it must be given"
                raise ValueError(message)
            return "" if self.type is TEXT else None
        return self.type.parse(text)

    def text(self, record: Record) -> str:
        """The record's cell as the records folder writes it; empty when not known."""
        value = getattr(record, self.attribute)
        return "" if value is None else self.type.write(value)


def _column(spec: str, cell: CellType, title: str = "") -> Column:
    """``name``, ``name=attribute``; a ``!`` in front makes it required."""
    name, _, attribute = spec.removeprefix("!").partition("=")
    spoken = title or name.replace("_", " ").capitalize()
    return Column(name, attribute or name, spoken, cell, required=spec.startswith("!"))


_OFFICER = _column("!officer_id", TEXT, "Officer ID")
_DOCUMENT = _column("document", TEXT)

COLUMNS: Mapping[type[Record], tuple[Column, ...]] = {
    Agency: (
        _column("!name", TEXT),
        _column("ori", TEXT, "ORI"),
        _column("state", TEXT),
        _column("county", TEXT),
        _column("uei", TEXT, "UEI"),
        _column("ein", TEXT, "EIN"),
        _column("address", TEXT),
        _column("city", TEXT),
        _column("zip", TEXT, "ZIP code"),
        _column("contact_name", TEXT),
        _column("contact_title", TEXT),
        _column("contact_phone", TEXT),
        _column("contact_email", TEXT, "Contact e-mail"),
        _column("official_name", TEXT, "Authorized official"),
        _column("official_title", TEXT, "Official's title"),
    ),
    Agreement: (
        _column("!model", MODEL),
        _column("number", TEXT),
        _column("signed_on", DATE, "Signed"),
        _column("effective_on", DATE, "Effective"),
        _column("until", DATE, "Until (exclusive)"),
    ),
    Officer: (
        _OFFICER,
        _column("last_name", TEXT),
        _column("first_name", TEXT),
        _column("middle_name", TEXT),
        _column("title", TEXT),
        _column("badge", TEXT),
        _column("hired_on", DATE, "Hired"),
        _column("separated_on", DATE, "Last day employed"),
    ),
    Authorization: (
        _OFFICER,
        _column("!model", MODEL),
        _column("trained_on", DATE, "Trained"),
        _column("!authorized_on", DATE, "Authorized"),
        _column("expires_on", DATE, "Expires (exclusive)"),
        _column("credential", TEXT),
        _DOCUMENT,
    ),
    Interruption: (
        _OFFICER,
        _column("!from=start", DATE),
        _column("until", DATE, "Until (exclusive)"),
        _column("!kind=reason", INTERRUPTION),
        _DOCUMENT,
    ),
    Pay: (
        _OFFICER,
        _column("!effective_on", DATE, "Effective"),
        _column("!annual_salary", MONEY),
        _column("annual_benefits", MONEY),
        _column("benefits_percent", PERCENT, "Benefits, % of salary"),
        _column("approved_on", DATE, "Approved"),
        _column("paid_on", DATE, "Paid"),
        _DOCUMENT,
    ),
    Effort: (
        _OFFICER,
        _column("!effective_on", DATE, "Effective"),
        _column("!percent", PERCENT, "Percent of time"),
    ),
    OvertimeEntry: (
        _OFFICER,
        _column("!worked_on", DATE, "Worked"),
        _column("hours", HOURS),
        _column("amount", MONEY),
        _column("paid_on", DATE, "Paid"),
        _column("funding", TEXT, "Other funding"),
        _column("approved_by", TEXT),
        _DOCUMENT,
    ),
    Payroll: (
        _OFFICER,
        _column("!period_from", DATE, "Period from"),
        _column("!period_until", DATE, "Period until (exclusive)"),
        _column("base_pay", MONEY),
        _column("benefits", MONEY),
        _column("paid_on", DATE, "Paid"),
        _DOCUMENT,
    ),
    Result: (
        _column("!quarter", QUARTER),
        _column("!referred", COUNT),
        _column("!located", COUNT),
        _column("!stated_by", STATED_BY),
        _DOCUMENT,
        _column("dated_on", DATE, "Dated"),
    ),
    Override: (
        _column("!parameter", TEXT),
        _column("!value", TEXT),
        _column("effective_on", DATE, "From"),
        _DOCUMENT,
    ),
}
"""The columns of each kind, in the records folder's order."""


def texts(record: Record) -> dict[str, str]:
    """A record's cells by column name, as the records folder writes them."""
    return {column.name: column.text(record) for column in COLUMNS[type(record)]}


def record_of(kind: type[R], cells: Mapping[str, str], record_id: int = 0) -> R:
    """The record that the cells (by column name; absent is empty) describe.

    Raises:
        CellError: naming the column, when a cell cannot be read.
    """
    values: dict[str, Cell] = {}
    for column in COLUMNS[cast("type[Record]", kind)]:
        try:
            values[column.attribute] = column.read(cells.get(column.name, ""))
        except ValueError as error:
            raise CellError(column, str(error)) from error
    return cast("R", cast("Callable[..., Record]", kind)(**values, id=record_id))


class CellError(ValueError):
    """A cell cannot be read: its column, and a plain sentence."""

    def __init__(self, column: Column, text: str) -> None:
        """Keep the column and the sentence."""
        super().__init__(text)
        self.column = column
