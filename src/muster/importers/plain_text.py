"""Any CSV file as a sheet of text: its encoding, separator and line ends are found out."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from muster.domain.importing.sheet import Sheet
from muster.importers.csv_text import UTF8_MARK, UTF16_MARKS, content_of, first_csv_error, refusal, refuse_known_formats

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_LOOKED_AT = 200
_ROWS_AT_A_TIME = 5_000
_CELLS_IN_A_ROW_AT_MOST = 1_024
_TEXT_AT_MOST = 32_767
_DECLARED = "sep="


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
    rows: list[Sequence[str]] = []
    try:
        given = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
        while some := list(islice(given, _ROWS_AT_A_TIME)):
            _refuse_large(path, some, len(rows))
            rows += some
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
    marked = content.startswith(UTF16_MARKS)
    for encoding, name in (("utf-16", "UTF-16"),) if marked else (("utf-8", "UTF-8"), ("cp1252", "Windows (cp1252)")):
        try:
            text = content.removeprefix(UTF8_MARK).decode(encoding)
        except UnicodeDecodeError:
            continue
        if (nul := text.find("\0")) >= 0:
            row = text.count("\n", 0, nul) + 1
            raise refusal(path, "there is a NUL byte, so it is not a text file; export it again as CSV", row)
        return text, name
    raise refusal(path, "the text is in no encoding that is read here; save it as “CSV UTF-8” and import that")


def _separator(text: str) -> tuple[str, bool]:
    """What separates the cells; and whether the first line says so, as Excel's ``sep=;`` does."""
    first = text[: len(_DECLARED) + 2].lower()
    if first.startswith(_DECLARED) and first[len(_DECLARED) + 1 :] in {"\r", "\n"}:
        return text[len(_DECLARED)], True
    return max(_SEPARATORS, key=lambda each: _regularity(text, each)), False


def _regularity(text: str, separator: str) -> int:
    """How many cells of the first rows stand in rows of the same width."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    widths: Counter[int] = Counter()
    try:
        widths.update(len(row) for row in islice(rows, _LOOKED_AT) if len(row) > 1)
    except csv.Error:
        return 0
    return max(((width - 1) * rows for width, rows in widths.items()), default=0)


def _refuse_large(path: Path, rows: Sequence[Sequence[str]], before: int) -> None:
    for number, row in enumerate(rows, before + 1):
        if len(row) > _CELLS_IN_A_ROW_AT_MOST:
            said = f"the row has {len(row):,} cells, more than the {_CELLS_IN_A_ROW_AT_MOST:,} that are read"
            raise refusal(path, f"{said}; check what separates the cells", number)
        if any(len(cell) > _TEXT_AT_MOST for cell in row):
            raise refusal(path, f"a cell holds more than {_TEXT_AT_MOST:,} characters; shorten it", number)
