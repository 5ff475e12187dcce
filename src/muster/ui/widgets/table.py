"""The table of records: all by keyboard, copies as tab-separated text, remembers widths and sorting."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSettings,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from muster.ui.format import MINUS
from muster.ui.models.record_table import RecordTable
from muster.ui.theme import ROW_HEIGHT, UNIT, tabular
from muster.ui.widgets.context_menu import Entry, is_plain_key, pop_up
from muster.ui.widgets.recorded import record_of
from muster.ui.widgets.table_cells import Cells

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_MEASURED_ROWS = 50
_WIDEST = 320
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_AMOUNT = re.compile(r"-?\$?[\d,.]+%?")


class _Header(QHeaderView):
    """Tells widths that the user has dragged from those that the program gives.

    Attributes:
        dragged: The user has changed a width.
    """

    dragged = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self._before: list[int] = []

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._before = self._widths()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._widths() != self._before:
            self.dragged.emit()

    def _widths(self) -> list[int]:
        return [self.sectionSize(section) for section in range(self.count())]


class RecordView(QTableView, Generic[T]):
    """Shows a :class:`RecordTable`.

    Attributes:
        opened: A record was asked for: Enter or a double click on its row (where the cell is not editable).
        figure_opened: A link cell was clicked or entered: the record and the column's title.
        removal_asked: Del was pressed: the selected records.
        current_changed: Another record is the current one; None when there is none.
    """

    HISTORY = "record-history"
    """The name of the window's action that shows the history of the row's record."""

    opened = Signal(object)
    figure_opened = Signal(object, str)
    removal_asked = Signal(list)
    current_changed = Signal(object)

    def __init__(
        self, table: RecordTable[T], name: str, settings: QSettings | None = None, parent: QWidget | None = None
    ) -> None:
        """Show the table; ``name`` is what it is called (accessibly, and in the settings)."""
        super().__init__(parent)
        self.table = table
        self.setAccessibleName(name)
        self._settings = settings
        self._key = f"tables/{name}"
        self._identity: Callable[[T], Any] = _identity
        self._kept: list[Any] = []
        self._kept_current: Any = None
        self._chosen = False  # the widths are the user's
        self._fitted: dict[int, int] = {}
        header = _Header(self)
        self.setHorizontalHeader(header)
        self._set_up()
        self.setModel(table)
        table.modelAboutToBeReset.connect(self._remember_selection)
        table.modelReset.connect(self._restore_selection)
        self._restore_header()
        header.dragged.connect(self._store_widths)
        header.sortIndicatorChanged.connect(self._store_sort)

    def _set_up(self) -> None:
        self.setItemDelegate(Cells(self))
        self.setFont(tabular(self.font()))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(max(ROW_HEIGHT, self.fontMetrics().height() + 2 * UNIT))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setMinimumSectionSize(6 * UNIT)
        self.setSortingEnabled(True)

    # -- records

    def identify_by(self, identity: Callable[[T], Any]) -> None:
        """What makes a row the same after reloading (default: the record's kind and ``id``)."""
        self._identity = identity

    def current(self) -> T | None:
        """The record of the current row."""
        index = self.currentIndex()
        return self.table.record(index) if index.isValid() else None

    def selected(self) -> list[T]:
        """The selected records, as sorted."""
        ranges = self.selectionModel().selection().toList()  # selectedRows() takes seconds where thousands are selected
        rows = sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})
        return [self.table.record(row) for row in rows]

    def select(self, matches: Callable[[T], bool]) -> bool:
        """Make the first matching row current; tells whether there is one."""
        row = self.table.row_of(matches)
        if row >= 0:
            self.setCurrentIndex(self.table.index(row, max(0, self.currentIndex().column())))
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
        return row >= 0

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which record is current now."""
        super().currentChanged(current, previous)
        if not current.isValid() or current.row() != previous.row() or not previous.isValid():
            self.current_changed.emit(self.table.record(current) if current.isValid() else None)

    def _remember_selection(self) -> None:
        current = self.current()
        self._kept_current = (
            None
            if current is None
            else (self._identity(current), self.currentIndex().column(), self.currentIndex().row())
        )
        self._kept = [self._identity(each) for each in self.selected()]

    def _restore_selection(self) -> None:
        self._size_columns()
        if self._kept_current is None:
            return
        identity, column, row = self._kept_current
        found = self.table.row_of(lambda each: self._identity(each) == identity)
        if found < 0:
            found = min(row, self.table.rowCount() - 1)
        if found < 0:
            self.current_changed.emit(None)
            return
        wanted = set(self._kept)
        self.setCurrentIndex(self.table.index(found, column))
        if len(wanted) > 1:
            flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            for position, each in enumerate(self.table.shown()):
                if self._identity(each) in wanted:
                    self.selectionModel().select(self.table.index(position, 0), flags)

    # -- keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens or edits, F2 opens a link, Del asks to remove, Ctrl+C copies, Home and End lead to the ends."""
        index = self.currentIndex()
        editing = self.state() == QAbstractItemView.State.EditingState
        if editing:
            super().keyPressEvent(event)
        elif index.isValid() and (event.key() in _ENTER or (event.key() == Qt.Key.Key_F2 and _is_link(index))):
            self._enter(index)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.selected():
            self.removal_asked.emit(self.selected())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            row = 0 if event.key() == Qt.Key.Key_Home else self.table.rowCount() - 1
            self.setCurrentIndex(self.table.index(row, max(0, index.column())))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """F2 is the table's own where a link is current, although the page edits by it."""
        if is_plain_key(event, Qt.Key.Key_F2) and _is_link(self.currentIndex()):
            event.accept()
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the cell under the mouse (the current one, by keyboard), and with the rows."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = event.globalPos()
        index = self.currentIndex() if by_key else self.indexAt(self.viewport().mapFromGlobal(at))
        if by_key:
            self.scrollTo(index)
            at = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        own = [Entry("&Copy", "Ctrl+C", self.copy)]
        if _is_link(index):
            opens = self.table.columns[index.column()].opens
            own.insert(0, Entry(opens, "F2", partial(self._enter, index)))
        pop_up(self, at, own, self.actions(), self._of_window(index))

    def _of_window(self, index: QModelIndex) -> list[QAction]:
        """The history of the row's record, where the window shows it."""
        found = self.window().findChild(QAction, self.HISTORY)
        recorded = index.isValid() and record_of(self.table.record(index)) is not None
        return [found] if found is not None and recorded else []

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Entered by Tab: a row is current from the start."""
        if not self.currentIndex().isValid() and self.table.rowCount():
            self.setCurrentIndex(self.table.index(0, 0))  # selected too; Qt would only make it current
        super().focusInEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a link opens it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if plain and _is_link(index):
            self._enter(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click does what Enter does."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton and not _is_link(index):
            self._enter(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A link has the pointing hand."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        hand = Qt.CursorShape.PointingHandCursor if _is_link(index) else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand)

    def _enter(self, index: QModelIndex) -> None:
        record = self.table.record(index)
        column = self.table.columns[index.column()]
        if column.is_link:
            self.figure_opened.emit(record, column.title)
        elif index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self.opened.emit(record)

    def copy(self) -> None:
        """Put the selected rows (all where none is) on the clipboard as tab-separated text with headers."""
        rows = self.selected() or self.table.shown()
        shown = [column for position, column in enumerate(self.table.columns) if not self.isColumnHidden(position)]
        lines = [[column.title for column in shown], *([column.text(each) for column in shown] for each in rows)]
        text = "\n".join("\t".join(_plain(cell) for cell in line) for line in lines)
        QGuiApplication.clipboard().setText(text + "\n")

    # -- columns

    def _size_columns(self) -> None:
        """Widths from the header and the first rows, never narrower than before, unless the user has set them."""
        if self._chosen or not self.table.rowCount():
            return
        metrics = QFontMetrics(self.font())
        rows = [self.table.record(row) for row in range(min(_MEASURED_ROWS, self.table.rowCount()))]
        for position, column in enumerate(self.table.columns):
            texts = (column.room, *(column.text(record) for record in rows))
            marked = 28 if column.mark else 0
            width = max([_width(metrics, column.title) + 12, *(_width(metrics, text) + marked for text in texts)])
            least = min(width + 2 * UNIT + 2, _WIDEST)
            if least > self._fitted.get(position, 0):
                self._fitted[position] = least
                self.setColumnWidth(position, least)
        self._stretch()

    def _stretch(self) -> None:
        header = self.horizontalHeader()
        for position, column in enumerate(self.table.columns):
            if column.stretch:
                header.setSectionResizeMode(position, QHeaderView.ResizeMode.Stretch)

    def _store_widths(self) -> None:
        self._chosen = True
        if self._settings is not None:
            widths = [str(self.columnWidth(position)) for position in range(len(self.table.columns))]
            self._settings.setValue(f"{self._key}/widths", ",".join(widths))

    def _store_sort(self, section: int, order: Qt.SortOrder) -> None:
        if self._settings is not None:
            self._settings.setValue(f"{self._key}/sort", f"{section},{int(order == Qt.SortOrder.DescendingOrder)}")

    def _restore_header(self) -> None:
        if self._settings is None:
            return
        widths = _numbers(self._settings.value(f"{self._key}/widths"))
        if len(widths) == len(self.table.columns):
            for position, width in enumerate(widths):
                self.setColumnWidth(position, max(6 * UNIT, width))
            self._stretch()
            self._chosen = True
        sort = _numbers(self._settings.value(f"{self._key}/sort"))
        if len(sort) == 2 and sort[0] < len(self.table.columns):
            order = Qt.SortOrder.DescendingOrder if sort[1] else Qt.SortOrder.AscendingOrder
            self.sortByColumn(sort[0], order)


def _is_link(index: QModelIndex) -> bool:
    return index.isValid() and bool(index.data(RecordTable.LINK))


def _identity(record: object) -> object:
    return type(record), getattr(record, "id", None) or record


def _plain(cell: str) -> str:
    """One cell of copied text: no tabs or line ends, and nothing that a spreadsheet would take for a formula."""
    text = " ".join(cell.replace(MINUS, "-").split())
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} and not _AMOUNT.fullmatch(text) else text


def _width(metrics: QFontMetrics, text: str) -> int:
    return metrics.horizontalAdvance(text)


def _numbers(stored: object) -> list[int]:
    parts = str(stored or "").split(",")
    return [int(part) for part in parts] if all(part.isdigit() for part in parts) else []
