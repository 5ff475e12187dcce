"""A table out of a file that nobody prepared: rows of text, as they stand there."""

from collections.abc import Sequence
from dataclasses import dataclass, field

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
    """

    name: str
    rows: Sequence[Sequence[str]]
    notes: tuple[str, ...] = ()
    hidden: bool = field(default=False, kw_only=True)

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
