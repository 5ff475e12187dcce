"""A table to type into: typing begins at once, Enter goes to the row below, Tab to the next cell, Del empties one."""

from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QStyleOptionViewItem, QWidget

from muster.ui.models.record_table import RecordTable
from muster.ui.theme import UNIT, colors
from muster.ui.widgets.table import RecordView
from muster.ui.widgets.table_cells import Cells

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_EDITABLE = Qt.ItemFlag.ItemIsEditable
_STEPS = {QAbstractItemDelegate.EndEditHint.EditNextItem: 1, QAbstractItemDelegate.EndEditHint.EditPreviousItem: -1}


class _EntryCells(Cells):
    """Draws a cell that can be typed into as a field; what is refused stands in it again when it is typed into anew.

    Attributes:
        refused: The cell and what was typed into it last, while that is not kept.
    """

    refused: tuple[QPersistentModelIndex, str] | None = None

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Remember what is not kept."""
        if not isinstance(editor, QLineEdit):
            super().setModelData(editor, model, index)
            return
        typed = editor.text()
        kept = typed == index.data(Qt.ItemDataRole.EditRole) or model.setData(index, typed)
        self.refused = None if kept else (QPersistentModelIndex(index), typed)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What was refused, to be mended."""
        super().setEditorData(editor, index)
        if self.refused is not None and self.refused[0] == index and isinstance(editor, QLineEdit):
            editor.setText(self.refused[1])
            self.refused = None

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
        self._entry_cells = _EntryCells(self)
        self.setItemDelegate(self._entry_cells)
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
        """Enter goes on to the row below, Tab to the next cell that can be typed into; neither where it is refused."""
        step = _STEPS.get(hint, 0)
        refused = self._entry_cells.refused
        if refused is not None and (step or hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache):
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self._type_again(refused[0])
            return
        if step:
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self._type_into_next(step)
            return
        super().closeEditor(editor, hint)
        index = self.currentIndex()
        below = index.siblingAtRow(index.row() + 1)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache and below.isValid():
            self.setCurrentIndex(below)

    def _type_again(self, cell: QPersistentModelIndex) -> None:
        """Back into the cell whose text was refused."""
        place = self.table.index(cell.row(), cell.column())
        self.setCurrentIndex(place)
        self.edit(place)

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
