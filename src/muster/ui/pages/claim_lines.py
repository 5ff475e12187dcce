"""The claim's lines as a table: every figure opens its derivation, notes beside the line, totals that stay visible."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from muster.domain.claim import Claim, ClaimLine
from muster.domain.warnings import ClaimWarning
from muster.services.claims import Difference
from muster.ui import format as shown
from muster.ui.models.record_table import Align, Mark, RecordTable, TableColumn
from muster.ui.theme import UNIT
from muster.ui.widgets.table import RecordView

T = TypeVar("T")
NOTES = "Notes"
FIGURES = {
    "Days": "eligible_days",
    "Salary": "salary",
    "Benefits": "benefits",
    "OT worked": "overtime_worked",
    "OT cap": "overtime_cap",
    "Overtime": "overtime",
    "Carried": "overtime_carried",
    "Total": "total",
}
"""The figures of a line by the titles of their columns."""
_NOT_SUMMED = frozenset({"overtime_cap"})


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of the claim and the warnings that concern it."""

    line: ClaimLine
    notes: tuple[ClaimWarning, ...]

    @property
    def words(self) -> str:
        """The warnings, one below the other."""
        return "\n".join(each.text for each in self.notes)


def rows_of(claim: Claim) -> list[LineRow]:
    """The claim's lines, each with its warnings."""
    notes: dict[str | None, list[ClaimWarning]] = {}
    for warning in claim.warnings:
        notes.setdefault(warning.officer_id, []).append(warning)
    return [LineRow(line, tuple(notes.get(line.officer_id, ()))) for line in claim.lines]


def _value(line: ClaimLine, figure: str) -> int:
    return cast("int", getattr(line, figure))


def _written(figure: str, value: int) -> str:
    return f"{value:,}" if figure == "eligible_days" else shown.amount(value)


def _notes_text(row: LineRow) -> str:
    return f"{len(row.notes)} · {row.notes[0].text}" if row.notes else ""


def _notes_mark(row: LineRow) -> Mark | None:
    return Mark("warning", row.words, "warning") if row.notes else None


def _figure(title: str, figure: str) -> TableColumn[LineRow]:
    return TableColumn[LineRow](
        title,
        lambda row: _written(figure, _value(row.line, figure)),
        key=lambda row: _value(row.line, figure),
        align=Align.RIGHT,
        is_link=True,
    )


def line_columns() -> list[TableColumn[LineRow]]:
    """The contract's columns of a line, and its notes."""
    return [
        TableColumn[LineRow]("ID", lambda row: row.line.officer_id, key=lambda row: row.line.officer_id),
        TableColumn[LineRow]("Name", lambda row: row.line.name),
        TableColumn[LineRow]("Models", lambda row: " ".join(row.line.models)),
        *(_figure(title, figure) for title, figure in FIGURES.items()),
        TableColumn[LineRow](NOTES, _notes_text, key=lambda row: -len(row.notes), mark=_notes_mark, is_link=True),
    ]


@dataclass(frozen=True, slots=True)
class LineTotals:
    """The sums of the lines by figure; ``shown`` lines of them pass the search."""

    lines: int
    shown: int
    sums: Mapping[str, int]

    @classmethod
    def of(cls, claim: Claim, shown: int) -> "LineTotals":
        """Add the claim's lines up."""
        summed = (figure for figure in FIGURES.values() if figure not in _NOT_SUMMED)
        sums = {figure: sum(_value(line, figure) for line in claim.lines) for figure in summed}
        return cls(len(claim.lines), shown, sums)

    @property
    def words(self) -> str:
        """``22 lines``, ``22 lines, 3 shown``."""
        lines = shown.count(self.lines, "line")
        return lines if self.shown == self.lines else f"{lines}, {self.shown:,} shown"


def _sum(title: str, figure: str) -> TableColumn[LineTotals]:
    if figure in _NOT_SUMMED:
        return TableColumn[LineTotals](title, lambda _totals: "")
    return TableColumn[LineTotals](
        title, lambda totals: _written(figure, totals.sums[figure]), align=Align.RIGHT, is_link=True
    )


def total_columns() -> list[TableColumn[LineTotals]]:
    """What stands under each column of the lines."""
    return [
        TableColumn[LineTotals]("ID", lambda _totals: "Total"),
        TableColumn[LineTotals]("Name", lambda totals: totals.words),
        TableColumn[LineTotals]("Models", lambda _totals: ""),
        *(_sum(title, figure) for title, figure in FIGURES.items()),
        TableColumn[LineTotals](NOTES, lambda _totals: ""),
    ]


def difference_columns() -> list[TableColumn[Difference]]:
    """What the presets make of each line that differs."""
    return [
        TableColumn[Difference]("ID", lambda each: each.officer_id or "Total"),
        TableColumn[Difference]("Name", lambda each: each.name),
        _money("Published", lambda each: each.published, is_link=True),
        _money("Strict", lambda each: each.strict, is_link=True),
        _money("Difference", lambda each: each.change),
    ]


def _money(title: str, cents: Callable[[Difference], int], *, is_link: bool = False) -> TableColumn[Difference]:
    return TableColumn[Difference](
        title, lambda each: shown.amount(cents(each)), key=cents, align=Align.RIGHT, is_link=is_link
    )


class FigureView(RecordView[T], Generic[T]):
    """A table of figures: F2 opens a figure as Enter does; the arrow keys lead on to the table above or below.

    Attributes:
        left_below: Down was pressed on the last row; ``left_above``: Up on the first.
    """

    left_below = Signal(int)
    left_above = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2, and leaving at the edges."""
        index = self.currentIndex()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_F2 and index.isValid():
            self._enter(index)
        elif event.key() == Qt.Key.Key_Down and plain and index.row() == self.table.rowCount() - 1:
            self.left_below.emit(index.column())
        elif event.key() == Qt.Key.Key_Up and plain and index.row() == 0:
            self.left_above.emit(index.column())
        else:
            super().keyPressEvent(event)

    def enter_at(self, row: int, column: int) -> None:
        """Take the focus at a cell."""
        if self.table.rowCount():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCurrentIndex(self.table.index(row, max(0, column)))


R = TypeVar("R")


class FootedTable(QWidget, Generic[T, R]):
    """A table of figures with rows of totals below it that do not scroll away.

    Attributes:
        view: The rows; ``totals`` what they come to, in columns of the same width.
    """

    def __init__(
        self,
        rows: Sequence[TableColumn[T]],
        totals: Sequence[TableColumn[R]],
        name: str,
        settings: QSettings | None = None,
        *,
        stretch: bool = True,
    ) -> None:
        """An empty table; ``name`` is what it is called; with ``stretch`` the last column takes what is left."""
        super().__init__()
        self._stretch = stretch
        self.table: RecordTable[T] = RecordTable(rows, parent=self)
        self.view: FigureView[T] = FigureView(self.table, name, settings)
        self.total_table: RecordTable[R] = RecordTable(totals, parent=self)
        self.totals: FigureView[R] = FigureView(self.total_table, f"{name}, totals")
        self._join()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT // 2)
        column.addWidget(self.view, 1)
        column.addWidget(self.totals)

    def _join(self) -> None:
        """One header, one horizontal scroll bar, one walk by arrow keys."""
        self.totals.horizontalHeader().hide()
        self.totals.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.totals.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.totals.setVerticalScrollMode(self.totals.ScrollMode.ScrollPerPixel)
        bold = self.totals.font()
        bold.setBold(True)
        self.totals.setFont(bold)
        header = self.view.horizontalHeader()
        header.setStretchLastSection(self._stretch)
        below = self.totals.horizontalHeader()
        below.setStretchLastSection(self._stretch)
        below.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionResized.connect(lambda section, _old, new: self.totals.setColumnWidth(section, new))
        self.view.horizontalScrollBar().valueChanged.connect(self.totals.horizontalScrollBar().setValue)
        self.totals.horizontalScrollBar().valueChanged.connect(self.view.horizontalScrollBar().setValue)
        self.view.left_below.connect(lambda column: self.totals.enter_at(0, column))
        self.totals.left_above.connect(lambda column: self.view.enter_at(self.table.rowCount() - 1, column))

    def show_rows(self, rows: Sequence[T], totals: Sequence[R]) -> None:
        """Show these rows and what they come to."""
        self.table.set_records(rows)
        self.show_totals(totals)

    def show_totals(self, totals: Sequence[R]) -> None:
        """Show what the rows come to."""
        self.total_table.set_records(totals)
        height = self.totals.verticalHeader().defaultSectionSize()
        self.totals.setFixedHeight(len(totals) * height + 2)
        self._fit()

    def _fit(self) -> None:
        """Columns wide enough for the totals, the same in both tables."""
        bold = QFontMetrics(self.totals.font())
        last = len(self.table.columns) - int(self._stretch)
        for position, column in enumerate(self.total_table.columns):
            texts = (column.text(each) for each in self.total_table.shown())
            least = max((bold.horizontalAdvance(text) + 3 * UNIT for text in texts), default=0)
            width = max(self.view.columnWidth(position), least) if position < last else 0
            self.view.setColumnWidth(position, width)
            self.totals.setColumnWidth(position, self.view.columnWidth(position))
