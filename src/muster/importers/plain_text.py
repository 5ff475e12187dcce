"""Any CSV file as a sheet of text: its encoding, separator and line ends are found out."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from muster.domain.importing.sheet import Sheet
from muster.importers.archive import ROWS_AT_MOST
from muster.importers.csv_text import UTF8_MARK, UTF16_MARKS, content_of, first_csv_error, refusal, refuse_known_formats
from muster.services.ports import MusterError

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_LOOKED_AT = 200
_ROWS_AT_A_TIME = 5_000
_CELLS_IN_A_ROW_AT_MOST = 1_024
_TEXT_AT_MOST = 32_767
_DECLARED = "sep="
_MARK = "\ufeff"
"""Files put together out of several have it in the middle, too; it says nothing there."""
_BREAK = re.compile(r"\r\n?|\n")
_AS_TEXT = re.compile('="([^"]*)"')
"""How exports keep a spreadsheet from making a number of ``0417``."""


def read_text(path: Path, tick: Callable[[], None] = lambda: None) -> Sheet:
    """A CSV file as one sheet.

    Args:
        path: The file.
        tick: Called now and then; may raise to stop.

    Raises:
        MusterError: in one plain sentence, when it is no text, or the quoting is broken.
    """
    text, encoding = _decoded(path)
    separator, declared = _separator(text)
    if text.count("\n") > ROWS_AT_MOST and _has_too_many_rows(text, separator):
        raise _too_many_rows(path)
    as_text = '="' in text
    rows: list[Sequence[str]] = []
    try:
        given = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
        while some := list(islice(given, _ROWS_AT_A_TIME)):
            _refuse_large(path, some, len(rows))
            rows += map(_without_formula, some) if as_text else some
            tick()
    except csv.Error:
        row, reason = first_csv_error(text, separator)
        raise refusal(path, reason, row) from None
    if declared:
        rows[0] = []
    notes = (f"the text is {encoding}, the cells are separated by {_SEPARATORS.get(separator, repr(separator))}",)
    return Sheet(path.stem, rows, notes)


def _decoded(path: Path) -> tuple[str, str]:
    """The text, and what it is encoded in."""
    content = content_of(path)
    refuse_known_formats(path, content)
    for encoding, name in _encodings(content):
        try:
            text = content.removeprefix(UTF8_MARK).decode(encoding)
        except UnicodeDecodeError:
            continue
        if (nul := text.find("\0")) >= 0:
            row = len(_BREAK.findall(text, 0, nul)) + 1
            raise refusal(path, "there is a NUL byte, so it is not a text file; export it again as CSV", row)
        refuse_known_formats(path, text[:_LOOKED_AT].encode())
        return text.replace(_MARK, "") if _MARK in text else text, name
    raise refusal(path, "the text is in no encoding that is read here; save it as “CSV UTF-8” and import that")


def _encodings(content: bytes) -> tuple[tuple[str, str], ...]:
    """What it may be encoded in, with how that is called; UTF-16 without its mark has every other byte zero."""
    if content.startswith(UTF16_MARKS):
        return (("utf-16", "UTF-16"),)
    start = content[:_LOOKED_AT]
    for encoding, zeros, letters in (("utf-16-le", start[1::2], start[::2]), ("utf-16-be", start[::2], start[1::2])):
        if zeros.count(0) * 2 > len(zeros) and 0 not in letters:
            return ((encoding, "UTF-16"),)
    return ("utf-8", "UTF-8"), ("cp1252", "Windows (cp1252)")


def _separator(text: str) -> tuple[str, bool]:
    """What separates the cells; and whether the first line says so, as Excel's ``sep=;`` does."""
    first = text[: len(_DECLARED) + 2].lower()
    if first.startswith(_DECLARED) and first[len(_DECLARED) + 1 :] in {"\r", "\n"}:
        return text[len(_DECLARED)], True
    return max(_SEPARATORS, key=lambda each: _regularity(text, each)), False


def _regularity(text: str, separator: str) -> tuple[int, int]:
    """How many of the first rows have the same width, and that width: commas in names are not in the header, too."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    widths: Counter[int] = Counter()
    try:
        widths.update(len(row) for row in islice(rows, _LOOKED_AT) if len(row) > 1)
    except csv.Error:
        return 0, 0
    return max(((rows, width) for width, rows in widths.items()), default=(0, 0))


def _without_formula(row: Sequence[str]) -> Sequence[str]:
    """``="0417"`` is the text 0417."""
    return [found[1] if (found := _AS_TEXT.fullmatch(cell)) else cell for cell in row]


def _has_too_many_rows(text: str, separator: str) -> bool:
    """Counted before they are kept; line breaks may stand within cells."""
    if '"' not in text:
        return True
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return next(islice(rows, ROWS_AT_MOST, None), None) is not None
    except csv.Error:
        return False  # told where it is met


def _too_many_rows(path: Path) -> MusterError:
    return refusal(path, f"the file has more than {ROWS_AT_MOST:,} rows; split it, or save the rows that matter alone")


def _refuse_large(path: Path, rows: Sequence[Sequence[str]], before: int) -> None:
    if before + len(rows) > ROWS_AT_MOST:
        raise _too_many_rows(path)
    for number, row in enumerate(rows, before + 1):
        if len(row) > _CELLS_IN_A_ROW_AT_MOST:
            said = f"the row has {len(row):,} cells, more than the {_CELLS_IN_A_ROW_AT_MOST:,} that are read"
            raise refusal(path, f"{said}; check what separates the cells", number)
        if max(map(len, row), default=0) > _TEXT_AT_MOST:
            raise refusal(path, f"a cell holds more than {_TEXT_AT_MOST:,} characters; shorten it", number)
