"""How the cells of a table of records are drawn and edited."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from muster.ui.models.record_table import RecordTable
from muster.ui.theme import ROW_HEIGHT, UNIT, colors

Index = QModelIndex | QPersistentModelIndex


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """A cell's ground, another one in the current row and where it is selected, and the line below it."""
    now = colors()
    view = option.widget
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, QColor(now.selection))
    elif isinstance(view, QTableView) and index.row() == view.currentIndex().row():
        painter.fillRect(option.rect, QColor(now.hover))
    painter.setPen(QColor(now.border))
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


class Cells(QStyledItemDelegate):
    """Draws a cell with room on both sides, a link in the accent colour, and the current cell's focus ring."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Links, quiet cells and words too long for their cell."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideRight
        now = colors()
        shade = now.muted if index.data(RecordTable.MUTED) else now.accent if index.data(RecordTable.LINK) else None
        if shade:
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, QColor(shade))
        if index.data(RecordTable.LINK):
            option.font.setUnderline(bool(option.state & QStyle.StateFlag.State_MouseOver))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, line, text and focus ring."""
        paint_ground(painter, option, index)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        inner = QStyleOptionViewItem(option)
        inner.state &= ~QStyle.StateFlag.State_HasFocus
        inner.rect = option.rect.adjusted(UNIT // 2 + 1, 0, -UNIT // 2 - 1, -1)
        super().paint(painter, inner, index)
        if focused:
            painter.setPen(QPen(QColor(colors().accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """With the room on both sides."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 2 * UNIT, max(hint.height(), ROW_HEIGHT))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """The whole cell."""
        editor.setGeometry(option.rect)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """An editor named as its column."""
        editor = super().createEditor(parent, option, index)
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(title))
        return editor
