"""A table of figures with its totals: they stay in view, and stand under the columns that they sum."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from muster.ui.models.record_table import RecordTable, TableColumn
from muster.ui.theme import UNIT
from muster.ui.widgets.table import RecordView

T = TypeVar("T")
R = TypeVar("R")


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
        bold = self.totals.font()
        bold.setBold(True)
        self.totals.setFont(bold)
        for view in (self.view, self.totals):
            view.horizontalHeader().setStretchLastSection(self._stretch)
        self.view.horizontalHeader().sectionResized.connect(self._resized)
        self.view.horizontalHeader().sectionMoved.connect(self._moved)
        self.view.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._align_last())
        above, below = self.view.horizontalScrollBar(), self.totals.horizontalScrollBar()
        above.valueChanged.connect(below.setValue)
        below.valueChanged.connect(self._scroll_rows)
        self.view.left_below.connect(lambda column: self.totals.enter_at(0, column))
        self.totals.left_above.connect(lambda column: self.view.enter_at(self.table.rowCount() - 1, column))

        self._follow_order()

    def _follow_order(self) -> None:
        """The totals' columns stand as the rows' do."""
        header = self.totals.horizontalHeader()
        for place, column in enumerate(self.view.layout_of_columns.in_order()):
            header.moveSection(header.visualIndex(column), place)
            self.totals.setColumnHidden(column, self.view.isColumnHidden(column))

    def _scroll_rows(self, place: int) -> None:
        """Follow the totals where the arrow keys lead in them."""
        if self.totals.hasFocus():
            self.view.horizontalScrollBar().setValue(place)

    def _resized(self, section: int, _old: int, width: int) -> None:
        self.totals.setColumnHidden(section, self.view.isColumnHidden(section))
        if section == self._last():
            self._align_last()
        elif width:
            self.totals.setColumnWidth(section, width)

    def _moved(self, *_what: object) -> None:
        self._follow_order()
        for column in range(len(self.table.columns)):
            self._resized(column, 0, self.view.columnWidth(column))

    def _last(self) -> int:
        """The column that stands last."""
        return self.view.layout_of_columns.visible()[-1]

    def _align_last(self) -> None:
        """The totals' stretching column is wider by the rows' scroll bar, so that both scroll equally far."""
        last = self._last()
        bar = self.view.verticalScrollBar()
        extra = bar.sizeHint().width() if self._stretch and bar.maximum() else 0
        self.totals.setColumnWidth(last, self.view.columnWidth(last) + extra)

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
        """Columns wide enough for the totals; a stretching last one starts from nothing."""
        bold = QFontMetrics(self.totals.font())
        last = self._last()
        for position, column in enumerate(self.total_table.columns):
            texts = (column.text(each) for each in self.total_table.shown())
            least = max((bold.horizontalAdvance(text) + 2 * UNIT + 2 for text in texts), default=0)
            width = 0 if self._stretch and position == last else max(self.view.columnWidth(position), least)
            self.view.setColumnWidth(position, width)
            self.totals.setColumnWidth(position, self.view.columnWidth(position))
        self._align_last()
