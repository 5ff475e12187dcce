"""The tree of a derivation, all by keyboard; each row has two lines."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from muster.ui.models.derivation_tree import DerivationTree
from muster.ui.theme import UNIT, colors, tabular

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COPY_ALL = QKeySequence("Ctrl+Shift+C")


class _Rows(QStyledItemDelegate):
    """Draws a cell on the upper of a row's two lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now = colors()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(now.selection))
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        place = option.rect.adjusted(UNIT // 2, UNIT // 2, -UNIT // 2, 0)
        place.setHeight(QFontMetrics(option.font).height())
        painter.setPen(QColor(now.muted if index.column() == 2 else now.text))
        _write(painter, option.font, place, str(index.data()), align)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetrics(tabular(option.font))
        width = metrics.horizontalAdvance(str(index.data())) + 2 * UNIT
        return QSize(width, 2 * metrics.height() + UNIT)


def _write(painter: QPainter, font: QFont, place: QRect, words: str, align: Qt.AlignmentFlag) -> None:
    figures = tabular(font)
    painter.setFont(figures)
    fitting = QFontMetrics(figures).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, int(align), fitting)


class DerivationView(QTreeView):
    """Shows a :class:`DerivationTree`; Enter opens a branch.

    Attributes:
        leaf_entered: Enter, or a double click, on a figure that nothing stands below.
        line_asked: F2: how was this line of a total worked out?
        copy_asked: Ctrl+C, or with Shift: whether the whole derivation is meant.
        menu_asked: The menu of the current figure is wanted, at a place on the screen.
    """

    leaf_entered = Signal()
    line_asked = Signal()
    copy_asked = Signal(bool)
    menu_asked = Signal(QPoint)

    def __init__(self, tree: DerivationTree, parent: QWidget | None = None) -> None:
        """Show the tree."""
        super().__init__(parent)
        self.setAccessibleName("Derivation")
        self.setModel(tree)
        self.setItemDelegate(_Rows(self))
        self.setUniformRowHeights(True)
        self.setIndentation(2 * UNIT)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(5 * UNIT)
        self.doubleClicked.connect(self._enter_leaf)

    def expand_below(self) -> None:
        """Open all below the current figure."""
        self.expandRecursively(self.currentIndex().siblingAtColumn(0))

    def _enter_leaf(self, index: QModelIndex) -> None:
        if not self.model().hasChildren(index.siblingAtColumn(0)):
            self.leaf_entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a branch or a leaf's record, F2 a line's derivation; Ctrl+C copies."""
        index = self.currentIndex().siblingAtColumn(0)
        if event.key() in _ENTER and index.isValid() and self.model().hasChildren(index):
            self.setExpanded(index, not self.isExpanded(index))
        elif event.key() in _ENTER and index.isValid():
            self.leaf_entered.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.line_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit(False)
        elif QKeySequence(event.keyCombination()) == _COPY_ALL:
            self.copy_asked.emit(True)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the figure under the mouse, or of the current one by keyboard."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex().siblingAtColumn(0)
            self.scrollTo(index)
            self.menu_asked.emit(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))
        elif self.indexAt(self.viewport().mapFromGlobal(event.globalPos())).isValid():
            self.menu_asked.emit(event.globalPos())

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row, under it across all columns the arithmetic or the record, and the current row's focus ring."""
        super().drawRow(painter, option, index)
        now = colors()
        first = index.sibling(index.row(), 0)
        place = self.visualRect(first)
        place.setRight(self.viewport().width())
        painter.setPen(QColor(now.border))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        place.adjust(UNIT // 2, UNIT // 2 + self.fontMetrics().height(), -UNIT // 2, 0)
        place.setHeight(self.fontMetrics().height())
        painter.setPen(QColor(now.muted))
        words = str(first.data(DerivationTree.WORDS))
        _write(painter, self.font(), place, words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if self.hasFocus() and first == self.currentIndex().siblingAtColumn(0):
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
