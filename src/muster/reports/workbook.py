"""Sheets of a workbook (xlsxwriter): tables with sums, set up to print; the same bytes for the same cells.

A spreadsheet's numbers are binary floating point. Cents become dollars in :func:`_dollars` alone, as a decimal that the
file holds with its two places; nothing is reckoned from it here.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any, NamedTuple

import xlsxwriter

from muster.domain.money import Cents

_MONEY = "#,##0.00;-#,##0.00"
_COUNT = "#,##0"
_LETTER_PAPER = 1

Value = str | int


class Column(NamedTuple):
    """A column: its title, its width in characters, the form of its cells, whether it is added up.

    ``form`` is ``text``, ``wrap`` (text on several lines), ``money`` (cents, shown as dollars) or ``count``.
    """

    title: str
    width: int
    form: str = "text"
    summed: bool = False

    @property
    def figure(self) -> bool:
        """Whether its cells are numbers."""
        return self.form in {"money", "count"}


def _dollars(cents: Cents) -> Decimal:
    return Decimal(cents).scaleb(-2)


def _number(form: str, value: int) -> Decimal | int:
    return _dollars(value) if form == "money" else value


class Workbook:
    """A workbook in memory."""

    def __init__(self, title: str, author: str, subject: str, comments: str, made_on: date) -> None:
        """Begin it; ``made_on`` stands for the day of its making, which no clock says."""
        self._out = BytesIO()
        self._book = xlsxwriter.Workbook(self._out, {"in_memory": True})
        self._book.set_properties(
            {
                "title": title,
                "author": author,
                "subject": subject,
                "comments": comments,
                "created": datetime.combine(made_on, time()),
            }
        )
        form = self._book.add_format
        total = {"bold": True, "top": 1, "bottom": 6}
        head = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
        self.title = form({"bold": True, "font_size": 14})
        self.note = form({"font_color": "#595959"})
        self.label = form({"bold": True})
        self.heads = {False: form(head), True: form({**head, "align": "right"})}
        numbers = {"text": "@", "wrap": "@", "money": _MONEY, "count": _COUNT}
        self.cells = {
            name: form({"num_format": number, "valign": "top", "text_wrap": name == "wrap"})
            for name, number in numbers.items()
        }
        self.sums = {name: form({**total, "num_format": number}) for name, number in numbers.items()}

    def sheet(self, name: str, title: str, note: str, widths: Sequence[Column]) -> "Sheet":
        """A new sheet: title, note, the columns' widths; Letter, landscape, one page wide."""
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(_LETTER_PAPER)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.75, right=0.75, top=0.75, bottom=0.75)
        sheet.set_footer("&L&A&RPage &P of &N")
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # ids keep their zeros, without green corners
        sheet.write_string(0, 0, title, self.title)
        sheet.write_string(1, 0, note, self.note)
        for index, column in enumerate(widths):
            sheet.set_column(index, index, column.width)
        return Sheet(self, sheet)

    def bytes(self) -> bytes:
        """Finish the workbook."""
        self._book.close()
        return self._out.getvalue()


class Sheet:
    """A sheet filled from top to bottom; ``at`` is the next row. Text is written as text: none becomes a formula."""

    def __init__(self, book: Workbook, sheet: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        """Begin under the title and the note."""
        self._book = book
        self._sheet = sheet
        self.at = 3

    def freeze(self) -> None:
        """Keep the row that comes next, a header, in view and on every printed page."""
        self._sheet.freeze_panes(self.at + 1, 0)
        self._sheet.repeat_rows(self.at)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> None:
        """A header, the rows, and live sums under them where columns are added up."""
        for index, column in enumerate(columns):
            self._sheet.write_string(self.at, index, column.title, self._book.heads[column.figure])
        self.at += 1
        first = self.at
        for row in rows:
            self._row(columns, row)
        if rows and any(column.summed for column in columns):
            self._sums(columns, rows, first)
        self.at += 1

    def pair(self, label: str, form: str, value: Value) -> None:
        """A label and its value beside it."""
        self._sheet.write_string(self.at, 0, label, self._book.label)
        self._cell(1, form, value)
        self.at += 1

    def _row(self, columns: Sequence[Column], row: Sequence[Value]) -> None:
        for index, (column, value) in enumerate(zip(columns, row, strict=True)):
            self._cell(index, column.form, value)
        self.at += 1

    def _cell(self, index: int, form: str, value: Value) -> None:
        if isinstance(value, int):
            self._sheet.write_number(self.at, index, _number(form, value), self._book.cells[form])
        else:
            self._sheet.write_string(self.at, index, value, self._book.cells[form])

    def _sums(self, columns: Sequence[Column], rows: Sequence[Sequence[Value]], first: int) -> None:
        """Sums as formulas, each with its right value for programs that do not reckon."""
        for index, column in enumerate(columns):
            form = self._book.sums[column.form]
            if column.summed:
                total = sum(value for row in rows if isinstance(value := row[index], int))
                letter = chr(ord("A") + index)
                formula = f"=SUM({letter}{first + 1}:{letter}{self.at})"
                self._sheet.write_formula(self.at, index, formula, form, _number(column.form, total))
            else:
                self._sheet.write_string(self.at, index, "Total" if index == 0 else "", form)
        self.at += 1
