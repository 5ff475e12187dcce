"""Which rows of a file are taken: those whose cell in a column has one of the chosen values."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from muster.domain.importing.file_mapping import RowFilter
from muster.ui.theme import UNIT
from muster.ui.widgets.choice_box import choice_box

Counted = Sequence[tuple[str, int]]
AskValues = Callable[[str, Callable[[Counted], object]], object]
"""Has the values of a column, and how often each stands there, shown by what is given with it."""

_VALUES_AT_MOST = 500
_SHOWN_ROWS = 5


class RowFilterChoice(QWidget):
    """A column, and below it its values with how many rows have each, to tick.

    Attributes:
        changed: Other rows are taken.
    """

    changed = Signal()

    def __init__(self) -> None:
        """All rows."""
        super().__init__()
        self.column = choice_box("Take only rows by the values of this column")
        self.values = QListWidget()
        self.values.setAccessibleName("Values whose rows are taken; Space ticks one")
        self.values.setMaximumHeight(_SHOWN_ROWS * 3 * UNIT + UNIT)
        self.values.itemChanged.connect(lambda _item: self.changed.emit())
        self.column.currentIndexChanged.connect(self._column_chosen)
        self._ask: AskValues = _nothing
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT // 2)
        column.addWidget(self.column)
        column.addWidget(self.values)
        self.show_columns((), _nothing, ())

    def show_columns(self, labels: Sequence[str], ask: AskValues, filters: Sequence[RowFilter]) -> None:
        """Offer a file's columns, with these filters; ``ask`` finds the values of one."""
        self._ask = ask
        blocked = self.blockSignals(True)
        self.column.clear()
        self.column.addItem("All rows", "")
        for label in labels:
            self.column.addItem(f"Only where “{label}” is …", label)
        first = next(iter(filters), None)
        self.column.setCurrentIndex(max(0, self.column.findData(first.column)) if first else 0)
        self._find_values({value.lower() for value in first.values} if first else set())
        self.blockSignals(blocked)

    def filters(self) -> tuple[RowFilter, ...]:
        """What is chosen; none while no value is ticked."""
        items = (self.values.item(row) for row in range(self.values.count()))
        ticked = tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        )
        return (RowFilter(str(self.column.currentData()), ticked),) if ticked else ()

    def _column_chosen(self, _index: int) -> None:
        self._find_values(set())
        self.changed.emit()

    def _find_values(self, ticked: set[str]) -> None:
        label = str(self.column.currentData() or "")
        self.values.clear()
        self.values.setVisible(bool(label))
        if label:
            self._ask(label, lambda found: self._show_values(label, found, ticked))

    def _show_values(self, label: str, found: Counted, ticked: set[str]) -> None:
        if label != self.column.currentData():
            return
        self.values.blockSignals(True)
        self.values.clear()
        for value, rows in found[:_VALUES_AT_MOST]:
            item = QListWidgetItem(f"{value or '(empty)'}  ({rows:,})")
            item.setData(Qt.ItemDataRole.UserRole, value)
            is_ticked = value.lower() in ticked
            item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
            self.values.addItem(item)
        self.values.blockSignals(False)
        if self.values.count():
            self.values.setCurrentRow(0)


def _nothing(_label: str, _show: Callable[[Counted], object]) -> None:
    """There is no file."""
