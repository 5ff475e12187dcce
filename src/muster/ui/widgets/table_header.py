"""The header of a table: a click sorts, with Shift by one more column; columns are dragged; signs tell what is on."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from muster.ui.icons import pixmap
from muster.ui.models.arrangement import SortKey
from muster.ui.models.record_table import RecordTable
from muster.ui.theme import UNIT, colors

_SIGN = 12
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
        self.setMinimumSectionSize(6 * UNIT)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._before: list[tuple[int, int]] = []
        self._beside = False
        self._sorted_by: tuple[SortKey, ...] = ()
        self.sectionClicked.connect(lambda section: self.sort_asked.emit(section, self._beside))

    def show_sort(self, keys: tuple[SortKey, ...]) -> None:
        """Show by which columns the rows are sorted: an arrow, with the columns' rank where they are several."""
        self._sorted_by = keys
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Above the title a funnel where a filter is on, and an arrow with its rank where it is sorted by.

        Qt would show the arrow for one column only.
        """
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        table = self.model()
        if isinstance(table, RecordTable) and logicalIndex in table.filters:
            painter.drawPixmap(rect.topLeft() + QPoint(UNIT, 0), pixmap("filter", _SIGN, "accent"))
        rank = next((place for place, key in enumerate(self._sorted_by) if key.column == logicalIndex), -1)
        if rank < 0:
            return
        painter.save()
        painter.setPen(QColor(colors().accent))
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.8)
        painter.setFont(font)
        text = _ARROWS[self._sorted_by[rank].descending] + (f"{rank + 1}" if len(self._sorted_by) > 1 else "")
        painter.drawText(rect, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)
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
