"""A table to type into: typing begins at once, Enter goes to the row below, Tab to the next cell, Del empties one."""

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QStyleOptionViewItem, QWidget

from muster.ui.models.record_table import RecordTable
from muster.ui.theme import UNIT, colors
from muster.ui.widgets.table import RecordView
from muster.ui.widgets.table_cells import Cells

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_EDITABLE = Qt.ItemFlag.ItemIsEditable
_STEPS = {QAbstractItemDelegate.EndEditHint.EditNextItem: 1, QAbstractItemDelegate.EndEditHint.EditPreviousItem: -1}


class _EntryCells(Cells):
    """Draws a cell that can be typed into as a field, and stays in it while what is typed is refused."""

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """A key that would leave the cell does not where the text is refused: it is there to be mended."""
        leaves = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _LEAVING
        if leaves and isinstance(editor, QLineEdit) and self._refuses(editor.text()):
            return True
        return super().eventFilter(editor, event)

    def _refuses(self, text: str) -> bool:
        view = self.parent()
        index = view.currentIndex() if isinstance(view, QAbstractItemView) else QModelIndex()
        is_new = text != index.data(Qt.ItemDataRole.EditRole)
        return index.isValid() and is_new and not index.model().setData(index, text)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if not index.flags() & _EDITABLE:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colors().control), 1))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(3.5, 3.5, -3.5, -4.5), UNIT / 2, UNIT / 2)
        painter.restore()


class EntryView(RecordView[T], Generic[T]):
    """Shows a :class:`RecordTable` of which some columns are typed into."""

    def __init__(self, table: RecordTable[T], name: str, parent: QWidget | None = None) -> None:
        """Show the table; ``name`` is what it is called."""
        super().__init__(table, name, None, parent)
        self.setItemDelegate(_EntryCells(self))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked | trigger.SelectedClicked
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del empties the cell."""
        index = self.currentIndex()
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not editing:
            if index.flags() & _EDITABLE:
                self.model().setData(index, "")
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes on to the row below, Tab to the next cell that can be typed into."""
        step = _STEPS.get(hint, 0)
        if step:
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self._type_into_next(step)
            return
        super().closeEditor(editor, hint)
        index = self.currentIndex()
        below = index.siblingAtRow(index.row() + 1)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache and below.isValid():
            self.setCurrentIndex(below)

    def _type_into_next(self, step: int) -> None:
        """Begin to type in the next cell, row by row; stay where there is none."""
        columns = self.layout_of_columns.visible()
        cells = [self.table.index(row, column) for row in range(self.table.rowCount()) for column in columns]
        places = [cell for cell in cells if cell.flags() & _EDITABLE]
        current = self.currentIndex()
        wanted = places.index(current) + step if current in places else -1
        if 0 <= wanted < len(places):
            self.setCurrentIndex(places[wanted])
            self.edit(places[wanted])

    def go_to_cell(self, row: int, title: str) -> None:
        """Make a cell current, by its row and its column's title, and take the focus."""
        titles = [column.title for column in self.table.columns]
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(self.table.index(row, titles.index(title)))
