"""How many rows, columns, cells and characters a workbook's sheets have, counted before they are read.

The reader lays a sheet out as a full rectangle in memory, each cell with its own copy of its text: two cells in
opposite corners, or one long text that every cell points to, would fill any machine.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, reduce
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from muster.domain.importing.sheet import NO_RESULT, letters
from muster.importers.archive import ROWS_AT_MOST, is_sheet, parts, put_together, too_large
from muster.importers.csv_text import refusal
from muster.importers.number_formats import cells_of, numbers_in, percent_styles

_COLUMNS_AT_MOST = 1_024
_PLACES_AT_MOST = 16_000_000
"""Cells, and the gaps between them."""
_TEXT_AT_MOST = 32_767
"""Characters in a cell, as Excel has it."""
_BYTES_OF_A_CELL = 8 * _TEXT_AT_MOST
"""Markup and escapes count."""
_TEXTS_AT_MOST = 1 << 28
_SHEET = b"sheetData"
_LINKS = "xl/externallinks/"
"""Cells of other workbooks, as last seen."""
_STYLES_AT_MOST = 16 * 2**20
_LETTERS = 26

_PREFIX = rb"<(?:[^\s<>:/]+:)?"
_ROW = re.compile(_PREFIX + rb"row[\s/>]")
_PLAIN_ROW = re.compile(rb"<row[\s/>]")
_NUMBER = re.compile(rb"[^>]*?\br\s*=\s*[\"']([0-9]{1,9})")
_CELL = re.compile(_PREFIX + rb"c[\s/>]")
_ERROR = re.compile(rb"<c\s([^>]*\bt=[\"']e[\"'][^>]*)>(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?<v>([^<]*)</v>")
_PLACE = re.compile(rb"\br=[\"']([A-Z]+)([0-9]+)[\"']")
_FORMULA_ONLY = re.compile(rb"<c\s([^>]*)>(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>")
_RESULT_IS_TEXT = re.compile(rb"\bt=[\"']str[\"']")
_HIDDEN = re.compile(rb"<row\s[^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*(?<!/)>")
_SHARED = re.compile(rb"\st=[\"']s[\"'][^>]*>\s*<(?:[^\s<>:/]+:)?v>([0-9]{1,9})<")
_SHARED_TEXT = re.compile(_PREFIX + rb"si[\s>]")
_ENDS = (b"c>", b"si>", b"/>")


class Place(NamedTuple):
    """A cell: row and column, from 0."""

    row: int
    column: int


@dataclass(slots=True)
class Measured:
    """What the sheets' XML says that the reader does not tell, by part (``xl/worksheets/sheet1.xml``).

    Attributes:
        errors: The cells that hold an error, and which (``#REF!``), or a formula whose result was never stored.
        percents: The cells whose number is shown as a percent.
        hidden_rows: How many rows with cells the workbook does not show.
        without_result: Sheets with such formulas.
    """

    errors: dict[str, dict[Place, str]] = field(default_factory=dict)
    percents: dict[str, set[Place]] = field(default_factory=dict)
    hidden_rows: dict[str, int] = field(default_factory=dict)
    without_result: set[str] = field(default_factory=set)

    def note(self, part: str, block: bytes, percents: re.Pattern[bytes] | None) -> None:
        """Take in a block of a sheet; ``percents`` finds the cells that are shown as percents."""
        self.errors.setdefault(part, {}).update(_errors(block))
        if percents:
            found = (Place(each.row - 1, _column(each.letters)) for each in numbers_in(block, percents))
            self.percents.setdefault(part, set()).update(found)
        if b"hidden=" in block:
            self.hidden_rows[part] = self.hidden_rows.get(part, 0) + len(_HIDDEN.findall(block))
        if b"<f" in block and (unsaved := dict.fromkeys(_without_result(block), NO_RESULT)):
            self.errors[part].update(unsaved)
            self.without_result.add(part)


def measure(path: Path, tick: Callable[[], None] = lambda: None) -> Measured:
    """Refuse a workbook that is too large, or built to do harm.

    Args:
        path: The file.
        tick: Called with every megabyte; may raise to stop.

    Raises:
        MusterError: in one plain sentence.
    """
    measured = Measured()
    lengths: list[int] = []
    percents: re.Pattern[bytes] | None = None
    for name, unpacked in parts(path, tick):
        low = name.lower()
        chunks = unpacked if is_sheet(name) or low.startswith(_LINKS) else _no_sheet(path, unpacked)
        if "sharedstrings" in low:
            lengths += (len(text) for block in _blocks(path, chunks) for text in _SHARED_TEXT.split(block)[1:])
        elif low.endswith("/styles.xml"):
            percents = cells_of(percent_styles(_whole(path, chunks)))
        elif is_sheet(name):
            sheet = _Sheet(path, lengths)
            for block in _blocks(path, chunks):
                sheet.take(block)
                measured.note(name, block, percents)
        else:
            for _ in chunks:
                pass
    return measured


def _no_sheet(path: Path, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The content of a part that is no sheet, which the reader might still take for one.

    Raises:
        MusterError: when it is one.
    """
    end = b""
    for chunk in chunks:
        if _SHEET in end + chunk:
            raise put_together(path)
        end = chunk[-len(_SHEET) :]
        yield chunk


def _whole(path: Path, chunks: Iterator[bytes]) -> bytes:
    """All of a small part."""
    content = b""
    for chunk in chunks:
        content += chunk
        if len(content) > _STYLES_AT_MOST:
            raise too_large(path)
    return content


def _blocks(path: Path, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The content in blocks of about a chunk, each of whole cells.

    Raises:
        MusterError: when a cell does not end for longer than any cell may be.
    """
    kept = b""
    for chunk in chunks:
        block = kept + chunk
        cut = max(block.rfind(end) + len(end) for end in _ENDS)
        if len(block) - cut > _BYTES_OF_A_CELL:
            raise refusal(path, f"a cell holds more than {_TEXT_AT_MOST:,} characters; shorten it")
        yield block[:cut]
        kept = block[cut:]
    yield kept


class _Sheet:
    """Counts one sheet, block by block."""

    def __init__(self, path: Path, lengths: Sequence[int]) -> None:
        self._path = path
        self._lengths = lengths
        self._longest = max(lengths, default=0)
        self._plain = True
        self._last_row = self._in_row = self._widest = self._cells = self._texts = 0

    def take(self, block: bytes) -> None:
        """Count a block.

        Raises:
            MusterError: when the sheet has become too large.
        """
        self._plain = b":row" not in block and b":c" not in block  # no prefix, for which patterns are slow
        starts = [match.end() for match in (_PLAIN_ROW if self._plain else _ROW).finditer(block)]
        end = found if (found := block.find(b"</sheetData")) >= 0 else len(block)
        self._add(self._cells_in(block, 0, starts[0] if starts else end))
        for start, until in pairwise([*starts, end]):
            number = _NUMBER.match(block, start - 1)
            self._last_row = max(self._last_row + 1, int(number[1]) if number else 0)
            self._in_row = 0
            self._add(self._cells_in(block, start, until))
        self._add(len(_CELL.findall(block, end)))  # the end may stand in a comment
        self._reach_right(block)
        if _below(_round_up(self._last_row)).search(block):
            raise too_large(self._path)  # a cell below the row in which it stands
        self._count_texts(block)
        if self._last_row > ROWS_AT_MOST or self._last_row * self._widest > _PLACES_AT_MOST:
            raise too_large(self._path)

    def _cells_in(self, block: bytes, start: int, until: int) -> int:
        return block.count(b"<c", start, until) if self._plain else len(_CELL.findall(block, start, until))

    def _add(self, count: int) -> None:
        self._cells += count
        self._in_row += count
        self._widest = max(self._widest, self._in_row)
        if self._widest > _COLUMNS_AT_MOST:
            raise too_large(self._path)

    def _reach_right(self, block: bytes) -> None:
        """How far to the right cells say that they are; nearly every block has none further than the one before."""
        at = 0
        while found := _right_of(self._widest).search(block, at):
            self._widest, at = _column(found[1].upper()) + 1, found.start()
            if self._widest > _COLUMNS_AT_MOST:
                raise too_large(self._path)

    def _count_texts(self, block: bytes) -> None:
        """Characters in all cells: a bound first, each cell's own once that bound is too high."""
        if self._cells * self._longest <= _TEXTS_AT_MOST:
            return
        known = len(self._lengths)
        self._texts += sum(self._lengths[int(each)] for each in _SHARED.findall(block) if int(each) < known)
        if self._texts > _TEXTS_AT_MOST:
            raise too_large(self._path)


def _errors(block: bytes) -> Iterator[tuple[Place, str]]:
    """The cells of a block that hold an error."""
    if b'"e"' not in block and b"'e'" not in block:
        return
    for attributes, text in _ERROR.findall(block):
        for place in _places(attributes):
            yield place, text.decode("utf-8", "replace")


def _without_result(block: bytes) -> Iterator[Place]:
    """The cells of a block that hold a formula alone; one whose result is an empty text has a result."""
    for attributes in _FORMULA_ONLY.findall(block):
        if not _RESULT_IS_TEXT.search(attributes):
            yield from _places(attributes)


def _places(attributes: bytes) -> Iterator[Place]:
    """Where a cell says that it is, if it does."""
    place = _PLACE.search(attributes)
    if place:
        yield Place(int(place[2]) - 1, _column(place[1]))


@cache
def _right_of(columns: int) -> re.Pattern[bytes]:
    """Finds a cell that says that it is right of that many columns."""
    last = letters(columns - 1) if columns else ""
    longer = f"[A-Za-z]{{{len(last) + 1},}}"
    further = [
        f"{last[:at]}[{chr(ord(letter) + 1)}-Z][A-Z]{{{len(last) - at - 1}}}"
        for at, letter in enumerate(last)
        if letter < "Z"
    ]
    either = "|".join([longer, *further])
    return re.compile(rf"r\s*=\s*[\"']({either})[0-9]".encode())


def _round_up(number: int) -> int:
    """The next number of one digit and nines behind: 200,001 gives 299,999."""
    power = int("1" + "0" * (len(str(number)) - 1))
    return (number // power + 1) * power - 1


@cache
def _below(row: int) -> re.Pattern[bytes]:
    """Finds a cell that says that it is below a row of one digit and nines behind."""
    digits = str(row)
    more = f"[{int(digits[0]) + 1}-9][0-9]{{{len(digits) - 1}}}|" if digits[0] < "9" else ""
    return re.compile(rf"r\s*=\s*[\"'][A-Z]+(?:{more}[1-9][0-9]{{{len(digits)},}})[\"']".encode())


def _column(name: bytes) -> int:
    """``A`` is 0, ``AA`` is 26."""
    return reduce(lambda number, letter: number * _LETTERS + letter - ord("A") + 1, name, 0) - 1
