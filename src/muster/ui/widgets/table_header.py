"""The header of a table: a click sorts, with Shift by one more column; columns are dragged; signs tell what is on."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from muster.ui.models.arrangement import SortKey
from muster.ui.theme import UNIT, colors

_ARROWS = {False: "↑", True: "↓"}


class TableHeader(QHeaderView):
    """Tells what the user does with the columns from what the program does.

    Attributes:
        dragged: The user has changed a width or the order.
        sort_asked: A column was clicked; true: with Shift, to be sorted by beside the others.
    """

    dragged = Signal()
    sort_asked = Signal(int, bool)

    def __init__(self, parent: QWidget) -> None:
        """Without columns."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setSortIndicatorClearable(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setMinimumSectionSize(6 * UNIT)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._before: list[tuple[int, int]] = []
        self._beside = False
        self._sorted_by: tuple[SortKey, ...] = ()
        self.sectionClicked.connect(lambda section: self.sort_asked.emit(section, self._beside))

    def show_sort(self, keys: tuple[SortKey, ...]) -> None:
        """Show by which columns the rows are sorted: an arrow, with the columns' rank where they are several."""
        self._sorted_by = keys
        section, descending = keys[0] if keys else (-1, False)
        self.setSortIndicator(section, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """With the rank of a column sorted by among several, and its arrow, which Qt draws for the first only."""
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        rank = next((place for place, key in enumerate(self._sorted_by) if key.column == logicalIndex), -1)
        if rank < 0 or len(self._sorted_by) == 1:
            return
        painter.save()
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.75)
        painter.setFont(font)
        painter.setPen(QColor(colors().accent))
        text = f"{_ARROWS[self._sorted_by[rank].descending] if rank else ''}{rank + 1}"
        top = rect.adjusted(rect.width() // 2 + UNIT if not rank else 0, 0, 0 if not rank else -UNIT // 2, 0)
        side = Qt.AlignmentFlag.AlignRight if rank else Qt.AlignmentFlag.AlignLeft
        painter.drawText(top, side | Qt.AlignmentFlag.AlignTop, text)
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember how the columns are."""
        self._before = self._columns()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell what was done."""
        self._beside = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mouseReleaseEvent(event)
        if self._columns() != self._before:
            self.dragged.emit()

    def _columns(self) -> list[tuple[int, int]]:
        return [(self.visualIndex(section), self.sectionSize(section)) for section in range(self.count())]
