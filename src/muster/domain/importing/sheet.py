"""A table out of a file that nobody prepared: rows of text, as they stand there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

NO_RESULT = "#NO RESULT"
"""Stands where a formula was saved without its result, as a spreadsheet would write an error."""
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file.

    Attributes:
        name: The workbook's name of it; of a CSV file the file's name without its ending.
        rows: Every row from the first one on, blank ones too: the row at index 0 is a spreadsheet's row 1. A row may
            be shorter than others.
        notes: What was found out in reading it, in plain words (``the text is in the Windows code page cp1252``).
        hidden: The workbook does not show it.
        days_from_1904: Its serial numbers of days begin there, as old Macintosh workbooks' do.
    """

    name: str
    rows: Sequence[Sequence[str]]
    notes: tuple[str, ...] = ()
    hidden: bool = field(default=False, kw_only=True)
    days_from_1904: bool = field(default=False, kw_only=True)

    def labels(self, header_row: int) -> tuple[str, ...]:
        """The columns as people call them: the header's texts on one line each, made different from each other.

        Args:
            header_row: From 1; 0 when no row names the columns, which then go by their letters.
        """
        header = self.rows[header_row - 1] if 0 < header_row <= len(self.rows) else ()
        width = max(map(len, self.rows[:_LOOKED_AT]), default=0)
        labels: list[str] = []
        seen: dict[str, int] = {}
        for index in range(max(width, len(header))):
            text = one_line(header[index]) if index < len(header) else ""
            label = text or f"Column {letters(index)}"
            seen[label.lower()] = seen.get(label.lower(), 0) + 1
            again = seen[label.lower()]
            labels.append(label if again == 1 else f"{label} ({again})")
        return tuple(labels)


def rows_shifted(sheet: Sheet, header_row: int, taken: Sequence[int]) -> list[int]:
    """The rows, from 0, with more cells than the header; none where nearly all are alike, and the header lacks names.

    Args:
        sheet: The sheet.
        header_row: From 1; 0 for none.
        taken: The rows that are records, from 0.
    """
    width = len(sheet.rows[header_row - 1]) if header_row else 0
    longer = [at for at in taken if width and len(sheet.rows[at]) > width and "".join(sheet.rows[at][width:]).strip()]
    widths = Counter(len(sheet.rows[at]) for at in longer)
    alike = max(widths.values(), default=0) * 10 >= len(taken) * 9
    return [] if alike and len(longer) > 1 else longer


_LOOKED_AT = 200
"""Rows whose width is looked at; what stands to the right of all of them belongs to no column."""


def one_line(text: str) -> str:
    """The text with each run of blanks and line breaks as one space, and none around it."""
    return " ".join(text.split())


def letters(index: int) -> str:
    """A column as spreadsheets name it: 0 is ``A``, 26 is ``AA``."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name
