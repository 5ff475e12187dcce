"""Where a table begins, and which of its rows are no records."""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from muster.domain.importing.sheet import Sheet, one_line
from muster.domain.importing.vocabulary import Vocabulary

_HEADER_WITHIN = 60
_NUMBER_LIKE = re.compile(r"[-$(]*[0-9][0-9,./:-]*\)?%?")
_KNOWN, _FILLED, _NUMBER = 6, 1, -5


class RowKind(StrEnum):
    """What a row of a sheet is."""

    RECORD = "record"
    ABOVE = "above"
    BLANK = "blank"
    REPEATED_HEADER = "repeated_header"
    TOTAL = "total"
    NOTHING = "nothing"
    FILTERED = "filtered"

    @property
    def words(self) -> str:
        """As it is told: ``blank row``."""
        return _WORDS[self]

    @property
    def plural(self) -> str:
        """Several of them: ``blank rows``."""
        return _PLURALS.get(self, self.words)


_WORDS = {
    RowKind.RECORD: "record",
    RowKind.ABOVE: "title or header",
    RowKind.BLANK: "blank row",
    RowKind.REPEATED_HEADER: "header repeated",
    RowKind.TOTAL: "total or subtotal",
    RowKind.NOTHING: "without hours or an amount",
    RowKind.FILTERED: "left out by the filter",
}
_PLURALS = {
    RowKind.RECORD: "records",
    RowKind.ABOVE: "titles and headers",
    RowKind.BLANK: "blank rows",
    RowKind.REPEATED_HEADER: "headers repeated",
    RowKind.TOTAL: "totals and subtotals",
}


def find_header(sheet: Sheet, vocabulary: Vocabulary) -> int:
    """The row that names the columns, from 1: the one that looks most like names of fields; 0 for none."""
    best, best_score = 0, 0
    for number, row in enumerate(sheet.rows[:_HEADER_WITHIN], 1):
        score = _looks_like_names(row, vocabulary)
        if score > best_score:
            best, best_score = number, score
    return best


def _looks_like_names(row: Sequence[str], vocabulary: Vocabulary) -> int:
    cells = [one_line(cell) for cell in row]
    filled = [cell for cell in cells if cell]
    known = len({cell for cell in filled if vocabulary.knows(cell)})
    numbers = sum(bool(_NUMBER_LIKE.fullmatch(cell)) for cell in filled)
    if len(filled) < 2 and not known:  # noqa: PLR2004 - a title
        return 0
    return known * _KNOWN + len({*filled}) * _FILLED + numbers * _NUMBER


def row_kinds(
    sheet: Sheet,
    header_row: int,
    who: "Who",
    kept: Callable[[Sequence[str]], bool],
    totals: frozenset[str],
) -> list[RowKind]:
    """What each row is.

    Args:
        sheet: The sheet.
        header_row: From 1; 0 for none.
        who: The columns that say whose row it is.
        kept: Whether the filters take a row.
        totals: What a row that sums up says.
    """
    header = header_cells(sheet, header_row)
    kinds = [RowKind.ABOVE] * header_row
    for row in sheet.rows[header_row:]:
        if not any(row) or not "".join(row).strip():
            kinds.append(RowKind.BLANK)
        elif repeats(row, header):
            kinds.append(RowKind.REPEATED_HEADER)
        elif _sums_up(row, who, totals):
            kinds.append(RowKind.TOTAL)
        else:
            kinds.append(RowKind.RECORD if kept(row) else RowKind.FILTERED)
    return kinds


def header_cells(sheet: Sheet, header_row: int) -> tuple[str, ...]:
    """The header's cells as they are compared; none where there is no header."""
    return tuple(one_line(cell).lower() for cell in sheet.rows[header_row - 1]) if header_row else ()


def repeats(row: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row is the header again, or most of it."""
    if not header:
        return False
    first = next((at for at, cell in enumerate(header) if cell), 0)
    if first >= len(row) or row[first].strip().lower()[:1] != header[first][:1]:
        return False  # nearly every row
    cells = tuple(one_line(cell).lower() for cell in row)
    wanted = [(at, cell) for at, cell in enumerate(header) if cell]
    same = sum(at < len(cells) and cells[at] == cell for at, cell in wanted)
    return same * 2 > len(wanted) and not any(cell and cell not in header for cell in cells)


class Who(NamedTuple):
    """The columns that say whose row it is, from 0."""

    ids: Sequence[int] = ()
    names: Sequence[int] = ()


def _sums_up(row: Sequence[str], who: Who, totals: frozenset[str]) -> bool:
    """A row that says so in place of an ID or a name, or in any cell: whole where a person stands, else in part."""
    ids, names = _filled(row, who.ids), _filled(row, who.names)
    if any(says_total(cell, totals) for cell in ids):
        return True
    if not ids and names and all(says_total(cell, totals) for cell in names):
        return True
    if ids or names:
        return any(_is_total(cell, totals) for cell in row)
    return any(says_total(cell, totals) for cell in row)


def _filled(row: Sequence[str], columns: Sequence[int]) -> list[str]:
    return [cell for at in columns if at < len(row) and (cell := row[at].strip())]


def _is_total(cell: str, totals: frozenset[str]) -> bool:
    """Nothing but the word: a pay code or a title has more to it."""
    return "total" in cell.lower() and _words(cell) in totals


def _words(cell: str) -> str:
    return " ".join("".join(each if each.isalnum() else " " for each in cell.lower()).split())


def says_total(cell: str, totals: frozenset[str]) -> bool:
    """``Grand Total:``, ``Total Police Department``, ``Lind, Avery Total``; not ``Total, Ann``, who is a person."""
    low = cell.lower()
    if "tot" not in low and "sum" not in low:
        return False
    _, comma, given = low.partition(",")
    words = _words(given if comma else low)
    if comma:
        return words.endswith((" total", " totals"))
    return (
        words in totals
        or words.startswith(tuple(f"{each} " for each in totals))
        or words.endswith((" total", " totals"))
    )
