"""A ledger: rows of figures under a repeated header, a subtotal on each of several pages, totals that foot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from muster.domain.money import dollars
from muster.reports.page import HAIRLINE, LINE, Flow, Rule
from muster.reports.typography import CELL, CELL_BOLD, COLUMN_HEAD, Style, printable

ROW = 16.0
_BASELINE = 11.0
_GUTTER = 9.0
_NARROWEST = 40.0
_WIDEST = 260.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a ledger.

    Attributes:
        title: Its lines separated by line breaks.
        write: How a figure is written; None for text, which is shortened where there is no room.
        summed: Whether the column is added up.
    """

    title: str
    write: Callable[[Any], str] | None = None
    summed: bool = False

    @property
    def lines(self) -> list[str]:
        """The title's lines."""
        return self.title.split("\n")


def money(title: str, *, summed: bool = True) -> Column:
    """A column of cents."""
    return Column(title, dollars, summed)


def count(title: str, *, summed: bool = True) -> Column:
    """A column of whole numbers."""
    return Column(title, "{:,}".format, summed)


class _Cell(NamedTuple):
    """A cell's text and its width at a size of one point."""

    text: str
    em: float


class _Place(NamedTuple):
    """Where a column stands: from its left edge to its right one."""

    left: float
    right: float


class Ledger:
    """The rows (raw values: text, cents, counts) of one table, and how to put them on pages."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Sequence[Any]], counted: str) -> None:
        """Take the rows; ``counted`` says what is totalled: ``2 officers``."""
        self.columns = columns
        self.rows = rows
        self.counted = counted

    @property
    def height(self) -> float:
        """How much room all of it takes on one page."""
        return _head_height(self.columns, COLUMN_HEAD) + (len(self.rows) + 1) * ROW + 4

    def lay(self, flow: Flow) -> None:
        """Put the ledger on the flow's pages."""
        body = [self._cells(row, CELL) for row in self.rows]
        total = self._cells(self._sums(self.rows), CELL_BOLD)
        setting = _Setting.of(self.columns, [*body, total], flow)
        start = 0
        while start < len(body):
            if start:
                flow.new_page()
            setting.head(self.columns)
            stop = start + self._fitting(flow.room, start)
            for row in body[start:stop]:
                setting.row(row, CELL)
            if stop - start < len(body):
                label = f"Subtotal of {stop - start:,} on this page"
                setting.closing(label, self._cells(self._sums(self.rows[start:stop]), CELL), CELL)
            start = stop
        setting.closing(f"Total of {self.counted}", total, CELL_BOLD)
        setting.double_rule()

    def _fitting(self, room: float, start: int) -> int:
        """How many more rows this page takes, with room for the subtotal and the total under them."""
        left = len(self.rows) - start
        lines = int(room // ROW)
        return left if not start and left < lines else max(1, min(left, lines - 2))

    def _cells(self, row: Sequence[Any], style: Style) -> list[_Cell]:
        em = style.em
        cells = []
        for column, value in zip(self.columns, row, strict=True):
            text = "" if value is None else column.write(value) if column.write else printable(value)
            cells.append(_Cell(text, em(text)))
        return cells

    def _sums(self, rows: Sequence[Sequence[Any]]) -> list[int | None]:
        return [sum(row[index] for row in rows) if column.summed else None for index, column in enumerate(self.columns)]


@dataclass(slots=True)
class _Setting:
    """A ledger's columns on its flow: their places, and the share of the usual size at which they all fit."""

    flow: Flow
    places: list[_Place]
    figures: list[bool]
    share: float

    @classmethod
    def of(cls, columns: Sequence[Column], rows: Sequence[Sequence[_Cell]], flow: Flow) -> "_Setting":
        """Columns as wide as what is in them, text narrowed where there is no room, else all of it set smaller."""
        figures = [column.write is not None for column in columns]
        wide = [_natural(column, [row[index] for row in rows]) for index, column in enumerate(columns)]
        room = flow.sheet.breadth - _GUTTER * (len(columns) - 1)
        least = [width if figure else min(width, _NARROWEST) for width, figure in zip(wide, figures, strict=True)]
        share = min(1.0, room / sum(least))
        spare = room - sum(least) * share
        wanted = [width * share for width in wide]
        least = [width * share for width in least]
        more = sum(wanted) - sum(least)
        grown = min(1.0, spare / more) if more > 0 else 0.0
        widths = [low + (high - low) * grown for low, high in zip(least, wanted, strict=True)]
        gutter = _GUTTER + (room - sum(widths)) / (len(columns) - 1)
        places, left = [], flow.sheet.side
        for width in widths:
            places.append(_Place(left, left + width))
            left += width + gutter
        return cls(flow, places, figures, share)

    def head(self, columns: Sequence[Column]) -> None:
        """The column titles, on as many lines as the longest has, and a rule under them."""
        style = COLUMN_HEAD.scaled(self.share)
        most = max(len(column.lines) for column in columns)
        page = self.flow.page
        for column, place, figure in zip(columns, self.places, self.figures, strict=True):
            y = self.flow.y + (most - len(column.lines)) * style.leading
            for line in column.lines:
                y += style.leading
                (page.right if figure else page.left)(place.right if figure else place.left, y, line, style)
        self.flow.y += _head_height(columns, style)
        self._rule(LINE, 0)

    def row(self, cells: Sequence[_Cell], style: Style) -> None:
        """One row and a hairline under it."""
        self._texts(cells, style.scaled(self.share))
        self._rule(HAIRLINE)

    def closing(self, label: str, cells: Sequence[_Cell], style: Style) -> None:
        """A row of sums under a rule, its label across the columns of text."""
        scaled = style.scaled(self.share)
        self._rule(LINE, 0)
        first = self.figures.index(True)
        width = self.places[first - 1].right - self.flow.sheet.side
        self.flow.page.left(self.flow.sheet.side, self.flow.y + _BASELINE, scaled.fit(label, width), scaled)
        self._texts(cells, scaled)

    def double_rule(self) -> None:
        """What an accountant draws under a total."""
        self._rule(LINE, 0)
        self.flow.y += 2
        self._rule(LINE, 0)

    def _texts(self, cells: Sequence[_Cell], style: Style) -> None:
        page, y, size = self.flow.page, self.flow.y + _BASELINE, style.size
        for (text, em), (left, right), figure in zip(cells, self.places, self.figures, strict=True):
            if not text:
                continue
            if figure:
                page.left(right - em * size, y, text, style)
            elif em * size <= right - left + 0.01:
                page.left(left, y, text, style)
            else:
                page.left(left, y, style.fit(text, right - left), style)
        self.flow.y += ROW

    def _rule(self, weight: float, grey: float | None = None) -> None:
        sheet = self.flow.sheet
        rule = Rule(sheet.side, sheet.right, self.flow.y, weight)
        self.flow.page.rules.append(rule if grey is None else rule._replace(grey=grey))


def _head_height(columns: Sequence[Column], style: Style) -> float:
    return max(len(column.lines) for column in columns) * style.leading + 5


def _natural(column: Column, cells: Sequence[_Cell]) -> float:
    """As wide as the widest cell and the title, a text no wider than a name ever needs to be."""
    widest = max(cell.em for cell in cells) * CELL.size
    title = max(COLUMN_HEAD.width(line) for line in column.lines)
    return max(widest if column.write else min(widest, _WIDEST), title)
