"""A list of sentences, each as high as its words are in the list's width; what can be done with one is in its menu."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from muster.ui.theme import UNIT, colors
from muster.ui.widgets.context_menu import Entry, is_plain_key, pop_up

Index = QModelIndex | QPersistentModelIndex
Offer = Callable[[QListWidgetItem], Sequence[Entry]]
"""What can be done with a sentence."""
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_ICON = 16


class _Sentences(QStyledItemDelegate):
    """Measures a sentence as it draws it: Qt's own measures in another way, and cuts off what it took for too long."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now = colors()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(now.selection))
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            at = option.rect.topLeft() + QPoint(UNIT // 2, UNIT // 2 + _first_line(option.fontMetrics))
            icon.paint(painter, QRect(at, QSize(_ICON, _ICON)))
        painter.setPen(QColor(now.text))
        painter.setFont(option.font)
        painter.drawText(_place(option.rect, index), _WRAPPED, str(index.data()))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() - 2 * view.spacing() if isinstance(view, SentenceList) else option.rect.width()
        place = _place(QRect(0, 0, width, 0), index)
        words = option.fontMetrics.boundingRect(QRect(0, 0, place.width(), 1 << 20), _WRAPPED, str(index.data()))
        return QSize(width, words.height() + UNIT)


def _place(rect: QRect, index: Index) -> QRect:
    """Where the words stand, beside the icon."""
    icon = _ICON + UNIT if index.data(Qt.ItemDataRole.DecorationRole) else 0
    return rect.adjusted(UNIT // 2 + icon, UNIT // 2, -UNIT // 2, -UNIT // 2)


def _first_line(metrics: QFontMetrics) -> int:
    """How far below the top of the first line its icon stands."""
    return max(0, (metrics.height() - _ICON) // 2)


class SentenceList(QListWidget):
    """Sentences below each other; Ctrl+C copies the selected ones.

    Attributes:
        explain_asked: F2 was pressed.
    """

    explain_asked = Signal()

    def __init__(self, name: str, offer: Offer) -> None:
        """An empty list, what it is called, and what can be done with a sentence beside copying it."""
        super().__init__()
        self._offer = offer
        self.setAccessibleName(name)
        self.setItemDelegate(_Sentences(self))
        self.setWordWrap(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSpacing(UNIT // 2)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def texts(self) -> list[str]:
        """What is listed."""
        return [self.item(row).text() for row in range(self.count())]

    def copy(self) -> None:
        """Put the selected sentences on the clipboard."""
        chosen = [item.text() for item in self.selectedItems()]
        QGuiApplication.clipboard().setText("\n\n".join(chosen))

    def event(self, event: QEvent) -> bool:
        """F2 is the list's own."""
        if is_plain_key(event, Qt.Key.Key_F2):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 asks for the explanation, Ctrl+C copies."""
        if event.key() == Qt.Key.Key_F2:
            self.explain_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the sentence under the mouse, or with the current one by keyboard."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if by_key else self.itemAt(self.viewport().mapFromGlobal(event.globalPos()))
        if item is None:
            return
        at = self.viewport().mapToGlobal(self.visualItemRect(item).bottomLeft()) if by_key else event.globalPos()
        pop_up(self, at, self._offer(item), [Entry("&Copy", "Ctrl+C", self.copy)])
