"""The table of records: cells are selected, copied, found, sorted and filtered as in a spreadsheet, all by keyboard."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSettings,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QTableView, QWidget

from muster.ui.models.arrangement import SortKey
from muster.ui.models.record_table import RecordTable, TableColumn
from muster.ui.theme import ROW_HEIGHT, UNIT, tabular
from muster.ui.widgets.column_layout import ColumnLayout
from muster.ui.widgets.column_menu import column_menu
from muster.ui.widgets.context_menu import Entry, is_plain_key, pop_up
from muster.ui.widgets.recorded import record_of
from muster.ui.widgets.table_cells import Cells
from muster.ui.widgets.table_header import TableHeader
from muster.ui.widgets.table_selection import SelectedCells
from muster.ui.widgets.type_to_find import TypeToFind

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COPY_WITH_HEADERS = QKeySequence("Ctrl+Shift+C")
_CLEAR_FILTERS = QKeySequence("Ctrl+Shift+L")
_Modifier = Qt.KeyboardModifier
_KEPT_ROWS = 1_000
"""Selected rows that stay selected when all is read again or filtered anew."""


class _Kept(NamedTuple):
    """What was current and selected before the rows became others.

    Attributes:
        generation: The table's.
        cell: The current cell.
        rows: The current row, then the selected ones: position and identity.
        columns: The columns with a selected cell.
    """

    generation: int
    cell: tuple[int, int]
    rows: list[tuple[int, Any]]
    columns: list[int]


class RecordView(QTableView, Generic[T]):
    """Shows a :class:`RecordTable`.

    Attributes:
        opened: A record was asked for: Enter or a double click on its row (where the cell is not editable).
        figure_opened: A link cell was clicked or entered: the record and the column's title.
        removal_asked: Del was pressed: the selected records.
        current_changed: Another record is the current one; None when there is none.
        summary_changed: What the selected cells come to, and which filter is on, is another.
    """

    HISTORY = "record-history"
    """The name of the window's action that shows the history of the row's record."""

    opened = Signal(object)
    figure_opened = Signal(object, str)
    removal_asked = Signal(list)
    current_changed = Signal(object)
    summary_changed = Signal(str)

    def __init__(
        self, table: RecordTable[T], name: str, settings: QSettings | None = None, parent: QWidget | None = None
    ) -> None:
        """Show the table; ``name`` is what it is called (accessibly, and in the settings)."""
        super().__init__(parent)
        self.table = table
        self.setAccessibleName(name)
        self._identity: Callable[[T], Any] = _identity
        self._kept = _Kept(0, (-1, -1), [], [])
        self._pressed = QPersistentModelIndex()
        self.summary = ""
        self._header = TableHeader(self)
        self.setHorizontalHeader(self._header)
        self._set_up()
        self.setModel(table)
        self.layout_of_columns = ColumnLayout(self, table, settings, name)
        self.cells: SelectedCells[T] = SelectedCells(self, table, self.layout_of_columns)
        self.finder = TypeToFind(self, table)
        self._wire()

    def _set_up(self) -> None:
        self.setItemDelegate(Cells(self))
        self.setFont(tabular(self.font()))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            corner.setAccessibleName("Select all cells")
            corner.setToolTip("Select all cells (Ctrl+A)")
        rows = self.verticalHeader()
        rows.setFixedWidth(2 * UNIT)
        rows.setHighlightSections(False)
        rows.setAccessibleName("Rows")
        rows.setToolTip("Select the row (Shift+Space)")
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(max(ROW_HEIGHT, self.fontMetrics().height() + 2 * UNIT))

    def _wire(self) -> None:
        self._soon = QTimer(self)  # a selection that is being drawn is added up once, not at each cell
        self._soon.setSingleShot(True)
        self._soon.setInterval(30)
        self._soon.timeout.connect(self._add_up)
        self.table.modelAboutToBeReset.connect(self._remember_selection)
        self.table.modelReset.connect(self._restore_selection)
        self.table.sort_changed.connect(self._show_sort)
        self.table.filters_changed.connect(self._soon.start)
        self.selectionModel().selectionChanged.connect(lambda *_what: self._soon.start())
        self.layout_of_columns.restore()
        self.table.sort_changed.connect(self.layout_of_columns.keep_sort)
        self._header.dragged.connect(self.layout_of_columns.keep)
        self._header.sort_asked.connect(self.sort_column)
        self._header.sectionPressed.disconnect()  # Qt would select the column that is only to be sorted by
        self._header.sectionEntered.disconnect()
        self._header.customContextMenuRequested.connect(self._header_menu)

    # -- records

    def identify_by(self, identity: Callable[[T], Any]) -> None:
        """What makes a row the same after reloading (default: the record's kind and ``id``)."""
        self._identity = identity

    def show_columns(self, columns: Sequence[TableColumn[T]]) -> None:
        """Have these columns, fitted, and no records; those that there are already stay as they are."""
        if [each.title for each in columns] != [each.title for each in self.table.columns]:
            self.table.set_columns(columns)
            self.layout_of_columns.reset()

    def current(self) -> T | None:
        """The record of the current row."""
        index = self.currentIndex()
        return self.table.record(index) if index.isValid() else None

    def selected(self) -> list[T]:
        """The records of the rows with a selected cell, as sorted."""
        return [self.table.record(row) for row in self.cells.rows()]

    def select(self, matches: Callable[[T], bool]) -> bool:
        """Make the first matching row current, whatever columns' filters hide it; tells whether there is one."""
        row = self.table.row_of(matches)
        if row < 0 and self.table.filters and self.table.holds(matches):
            self.table.clear_filters()
            row = self.table.row_of(matches)
        if row >= 0:
            self.setCurrentIndex(self.table.index(row, max(0, self.currentIndex().column())))
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
        return row >= 0

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which record is current now."""
        super().currentChanged(current, previous)
        if not current.isValid() or current.row() != previous.row() or not previous.isValid():
            self.viewport().update()  # the current row has a ground of its own
            self.current_changed.emit(self.table.record(current) if current.isValid() else None)

    def _add_up(self) -> None:
        table = self.table
        filtered = f"Filter on: {table.rowCount():,} of {table.total:,} rows" if table.filters else ""
        self.summary = " · ".join(part for part in (self.cells.told(), filtered) if part)
        self.summary_changed.emit(self.summary)

    def _remember_selection(self) -> None:
        """Which rows are selected: by identity, and by position where the same records are only filtered anew."""
        index = self.currentIndex()
        rows = self.cells.rows() if self.cells.height() <= _KEPT_ROWS else [index.row()]
        self._kept = _Kept(
            self.table.generation,
            (index.row(), index.column()),
            [(self.table.position(row), self._identity(self.table.record(row))) for row in [max(0, index.row()), *rows]]
            if index.isValid()
            else [],
            self.cells.columns(),
        )

    def _restore_selection(self) -> None:
        self.layout_of_columns.fit()
        self._soon.start()
        kept = self._kept
        if not kept.rows:
            return
        rows = self._rows_of(kept.rows)
        last = self.table.rowCount() - 1
        current = next(iter(self._rows_of(kept.rows[:1])), min(kept.cell[0], last))
        if current < 0:
            self.current_changed.emit(None)
            return
        self.setCurrentIndex(self.table.index(current, kept.cell[1]))
        if len(rows) > 1 or len(kept.columns) > 1:
            self.cells.select(rows, kept.columns)

    def _rows_of(self, kept: list[tuple[int, Any]]) -> list[int]:
        if self.table.generation == self._kept.generation:
            return self.table.rows_at({position for position, _identity in kept})
        wanted = {identity for _position, identity in kept}
        return [row for row, each in enumerate(self.table.shown()) if self._identity(each) in wanted]

    # -- keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens or edits, F2 opens a link, Del asks to remove, Home and End lead to the ends; the rest below."""
        index = self.currentIndex()
        key = event.key()
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif self.finder.take(event) or self._choose_by_key(event, index):
            event.accept()
        elif index.isValid() and (key in _ENTER or (key == Qt.Key.Key_F2 and _is_link(index))):
            self._enter(index)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.selected():
            self.removal_asked.emit(self.selected())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            row = 0 if key == Qt.Key.Key_Home else self.table.rowCount() - 1
            self.setCurrentIndex(self.table.index(row, max(0, index.column())))
        else:
            super().keyPressEvent(event)

    def _choose_by_key(self, event: QKeyEvent, index: QModelIndex) -> bool:
        """Copying, selecting a whole row or column, filtering."""
        both = event.modifiers(), event.key()
        keys = QKeySequence(event.keyCombination())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif keys == _COPY_WITH_HEADERS:
            self.copy_with_headers()
        elif keys == _CLEAR_FILTERS:
            self.table.clear_filters()
        elif both == (_Modifier.ShiftModifier, Qt.Key.Key_Space):
            self.cells.select(self.cells.rows(), range(len(self.table.columns)))
        elif both == (_Modifier.ControlModifier, Qt.Key.Key_Space):
            self.cells.select(range(self.table.rowCount()), self.cells.columns())
        elif both == (_Modifier.AltModifier, Qt.Key.Key_Down) and index.isValid():
            self.ask_filter(index.column())
        else:
            return False
        return True

    def keyboardSearch(self, search: str) -> None:
        """Go to the next row that begins with what is typed."""
        self.finder.type(search)

    def event(self, event: QEvent) -> bool:
        """Some keys are the table's own although the page has them too: F2 on a link, copying with headers."""
        if is_plain_key(event, Qt.Key.Key_F2) and _is_link(self.currentIndex()):
            event.accept()
            return True
        overrides = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if overrides and QKeySequence(event.keyCombination()) == _COPY_WITH_HEADERS:  # type: ignore[attr-defined]
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
        own = [
            Entry("&Copy", "Ctrl+C", self.copy),
            Entry("Copy with &headers", "Ctrl+Shift+C", self.copy_with_headers),
        ]
        if _is_link(index):
            opens = self.table.columns[index.column()].opens
            own.insert(0, Entry(opens, "F2", partial(self._enter, index)))
        columns = column_menu(self, max(0, index.column()))
        pop_up(self, at, own, self.actions(), self._of_window(index), [columns])

    def _of_window(self, index: QModelIndex) -> list[QAction]:
        """The history of the row's record, where the window shows it."""
        found = self.window().findChild(QAction, self.HISTORY)
        recorded = index.isValid() and record_of(self.table.record(index)) is not None
        return [found] if found is not None and recorded else []

    def _header_menu(self, at: QPoint) -> None:
        menu = column_menu(self, max(0, self._header.logicalIndexAt(at)))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._header.viewport().mapToGlobal(at))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Entered by Tab: a row is current from the start."""
        if not self.currentIndex().isValid() and self.table.rowCount():
            self.setCurrentIndex(self.table.index(0, 0))  # selected too; Qt would only make it current
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click begins."""
        self.finder.end()
        self._pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a link opens it; cells that are dragged over do not."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if plain and _is_link(index) and self._pressed == index:
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
        """Put the selected cells on the clipboard as text and HTML that spreadsheets keep in cells."""
        QGuiApplication.clipboard().setMimeData(self.cells.mime(headers=False))

    def copy_with_headers(self) -> None:
        """The same below the columns' titles."""
        QGuiApplication.clipboard().setMimeData(self.cells.mime(headers=True))

    # -- columns

    def sort_column(self, column: int, beside: bool = False) -> None:
        """Sort by a column: ascending, then descending, then no more; ``beside`` the others as a further one."""
        before = {key.column: key for key in self.table.sorted_by} if beside else {}
        known = next((key for key in self.table.sorted_by if key.column == column), None)
        if known is None:
            before[column] = SortKey(column)
        elif not known.descending:
            before[column] = SortKey(column, descending=True)
        else:
            before.pop(column, None)
        self.table.sort_by(list(before.values()))

    def ask_filter(self, column: int) -> None:
        """Ask which cells of a column are shown."""
        from muster.ui.widgets.filter_popup import FilterPopup

        self.scrollTo(self.table.index(max(0, self.currentIndex().row()), column))
        place = QPoint(self._header.sectionViewportPosition(column), self._header.height())
        FilterPopup(self, column).show_at(self._header.viewport().mapToGlobal(place))

    def _show_sort(self) -> None:
        self._header.show_sort(self.table.sorted_by)


def _is_link(index: QModelIndex) -> bool:
    return index.isValid() and bool(index.data(RecordTable.LINK))


def _identity(record: object) -> object:
    return type(record), getattr(record, "id", None) or record
