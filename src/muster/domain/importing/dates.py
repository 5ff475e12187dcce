"""Dates as American offices and their programs write them, and how an ambiguous column is told apart."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from muster.domain.importing.amounts import spreadsheet_error
from muster.domain.importing.file_mapping import DateOrder
from muster.domain.words import MONTHS

_TIME = re.compile(r"[T ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?:[AP]\.?M\.?|Z)?$", re.IGNORECASE)
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_NUMBERS = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_DAY_MONTH = re.compile(r"(?:[A-Za-z]{3,9},? +)?([0-9]{1,2})[-/ ]*([A-Za-z]{3,9})\.?,?[-/ ]*([0-9]{4}|[0-9]{2})")
_MONTH_DAY = re.compile(r"(?:[A-Za-z]{3,9},? +)?([A-Za-z]{3,9})\.?[-/ ]*([0-9]{1,2}),?[-/ ]+([0-9]{4}|[0-9]{2})")
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_SERIAL_DAY_0, _SERIAL_DAY_0_OF_1904 = date(1899, 12, 30), date(1904, 1, 1)
_SERIALS = range(10_000, 80_000)
"""1927 to 2119; spreadsheets' smaller numbers are no dates that matter here, and often stand for none."""
_NOTHING = frozenset({"", "-", "–", "n/a", "na", "none", "null", "00/00/0000", "0000-00-00"})
_CENTURY = 100
_TURN = 69
"""Two-digit years: 69 is 1969, 68 is 2068, as everywhere in computing."""
_TWELVE = 12
_EARLIEST = date(1900, 1, 1)
_MONTHS_IN_FULL = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | {
    name: number for number, name in enumerate(_MONTHS_IN_FULL, 1)
}
_MONTH_NUMBERS["sept"] = 9


@dataclass(frozen=True, slots=True)
class DatesSeen:
    """What the dates of a file say about their order.

    Attributes:
        month_first: How many different ones can only have the month first; ``day_first`` only the day; ``either`` both.
        example: One that can be read both ways; empty where there is none.
    """

    month_first: int = 0
    day_first: int = 0
    either: int = 0
    example: str = ""

    @property
    def order(self) -> DateOrder:
        """The order that most of them have; American where none decides it."""
        return DateOrder.DAY_FIRST if self.day_first > self.month_first else DateOrder.MONTH_FIRST

    @property
    def ambiguous(self) -> bool:
        """Nobody but the user can tell."""
        return bool(self.either) and not self.month_first and not self.day_first

    @property
    def mixed(self) -> bool:
        """Both orders occur, so that some date is wrong in either."""
        return bool(self.month_first and self.day_first)


def dates_seen(texts: Iterable[str]) -> DatesSeen:
    """Judge dates, each text once, by all of them."""
    month_first = day_first = either = 0
    example = ""
    for text in texts:
        found = _NUMBERS.fullmatch(_without_time(text))
        if found is None:
            continue
        first, second = int(found[1]), int(found[3])
        if first > _TWELVE >= second:
            day_first += 1
        elif second > _TWELVE >= first:
            month_first += 1
        elif first != second and max(first, second) <= _TWELVE:
            either += 1
            example = example or text.strip()
    return DatesSeen(month_first, day_first, either, example)


def date_reader(order: DateOrder, *, from_1904: bool = False) -> Callable[[str], date | None]:
    """What reads the dates of a file, whose ambiguous ones have this order; a dash is nothing.

    It reads ``11/17/2025``, ``11/17/25``, ``2025-11-17``, ``17-Nov-25``, ``November 17, 2025``, ``20251117``, any with
    a time behind, and a spreadsheet's serial number, of either system. For anything else it raises ValueError with a
    plain sentence.
    """
    day_0 = _SERIAL_DAY_0_OF_1904 if from_1904 else _SERIAL_DAY_0

    def read(text: str) -> date | None:
        stripped = text.strip()
        if stripped.lower() in _NOTHING:
            return None
        if stripped.startswith("#"):
            raise ValueError(spreadsheet_error(stripped))
        try:
            found = _read(_without_time(stripped), order, day_0)
        except (ValueError, OverflowError):
            message = (
                f"“{stripped}” is no day of the calendar{_read_as(stripped, order)}; correct it where it came from"
            )
            raise ValueError(message) from None
        if found is None:
            message = f"“{stripped}” is not a date; write it like 11/17/2025 or 2025-11-17"
            raise ValueError(message)
        if found.year == date.max.year:
            return None  # how databases write "no end"
        if found < _EARLIEST:
            message = f"“{stripped}” is before 1900; check the year"
            raise ValueError(message)
        return found

    return read


def _read_as(text: str, order: DateOrder) -> str:
    """In which order it is none, where it is one in the other."""
    seen = dates_seen([text])
    if order is DateOrder.DAY_FIRST:
        return " with the day first" if seen.month_first else ""
    return " with the month first" if seen.day_first else ""


def _without_time(text: str) -> str:
    return _TIME.sub("", text.strip()).strip()


def _read(text: str, order: DateOrder, day_0: date) -> date | None:
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text):
        first, second = int(found[1]), int(found[3])
        month, day = (second, first) if order is DateOrder.DAY_FIRST else (first, second)
        return date(_year(found[4]), month, day)
    if found := _DAY_MONTH.fullmatch(text):
        return _with_month(found[3], found[2], found[1])
    if found := _MONTH_DAY.fullmatch(text):
        return _with_month(found[3], found[1], found[2])
    if (found := _SERIAL.fullmatch(text)) and int(found[1]) in _SERIALS:
        return day_0 + timedelta(int(found[1]))
    return None


def _with_month(year: str, month: str, day: str) -> date | None:
    number = _MONTH_NUMBERS.get(month.lower())
    return date(_year(year), number, int(day)) if number else None


def _year(text: str) -> int:
    number = int(text)
    if len(text) > 2:  # noqa: PLR2004 - digits
        return number
    return number + (19 if number >= _TURN else 20) * _CENTURY
