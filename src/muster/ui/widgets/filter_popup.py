"""Asks which cells of a column are shown: values to tick, words in the text, a range of amounts or days."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialogButtonBox, QFrame, QLabel, QLineEdit, QListView, QPushButton, QVBoxLayout

from muster.domain.money import money_text
from muster.ui.models.column import Kind
from muster.ui.models.column_filter import ColumnFilter, read_bound
from muster.ui.theme import UNIT, look
from muster.ui.widgets.date_edit import DateEdit
from muster.ui.widgets.layouts import row

if TYPE_CHECKING:
    from muster.ui.widgets.table import RecordView

_LISTED = 1_000
"""Values that are offered to tick; where there are more, words or a range narrow them down."""
_EMPTY = "(empty)"


class FilterPopup(QFrame):
    """Below a column's header; Enter applies, Esc leaves all as it was."""

    def __init__(self, view: "RecordView[Any]", column: int) -> None:
        """Show the filter that is on."""
        super().__init__(view.window(), Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view = view
        self._column = column
        shown = view.table.columns[column]
        self._kind = shown.kind
        self.setAccessibleName(f"Filter of {shown.title}")
        look(self, "card")
        self.contains = QLineEdit(self)
        self.low, self.high = (self._bound(words) for words in ("From", "To"))
        self.list = QListView(self)
        self.error = QLabel(self)
        self._fill_list()
        self._lay_out(shown.title)
        self._show(view.table.filters.get(column, ColumnFilter()))

    def _bound(self, words: str) -> QLineEdit:
        made = DateEdit(self) if self._kind is Kind.DATE else QLineEdit(self)
        made.setAccessibleName(words)
        made.setPlaceholderText(words)
        made.setVisible(self._kind is not Kind.TEXT)
        return made

    def _fill_list(self) -> None:
        values = self._view.table.values(self._column)
        before = self._view.table.filters.get(self._column, ColumnFilter()).values
        self._model = QStandardItemModel(self)
        for value in values[:_LISTED]:
            item = QStandardItem(value or _EMPTY)
            item.setEditable(False)
            item.setCheckable(True)
            item.setData(value)
            item.setCheckState(_state(before is None or value in before))
            self._model.appendRow(item)
        self.list.setModel(self._model)
        self.list.setAccessibleName("Values to show")
        self.list.setUniformItemSizes(True)
        self.list.setEnabled(len(values) <= _LISTED)
        if values:
            self.list.setCurrentIndex(self._model.index(0, 0))

    def _lay_out(self, title: str) -> None:
        heading = QLabel(title, self)
        look(heading, "label")
        look(self.error, "error")
        self.error.setWordWrap(True)
        self.error.hide()
        self.contains.setPlaceholderText("Contains")
        self.contains.setAccessibleName("Contains")
        self.contains.setClearButtonEnabled(True)
        many = QLabel(f"More than {_LISTED:,} different values; narrow them down above.", self)
        many.setVisible(not self.list.isEnabled())
        look(many, "muted")
        self.tick_all, self.tick_none = (
            self._button(words, partial(self._tick, ticked=ticked))
            for words, ticked in (("Tick &all", True), ("Tick &none", False))
        )
        buttons = QDialogButtonBox(self)
        self.apply_button = buttons.addButton("A&pply", QDialogButtonBox.ButtonRole.AcceptRole)
        self.clear_button = buttons.addButton("&Clear filter", QDialogButtonBox.ButtonRole.ResetRole)
        self.apply_button.clicked.connect(lambda _checked=False: self.apply())
        self.clear_button.clicked.connect(lambda _checked=False: self.clear())
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, 2 * UNIT)
        column.setSpacing(UNIT)
        column.addWidget(heading)
        column.addWidget(self.contains)
        column.addLayout(row(self.low, self.high))
        column.addWidget(self.error)
        column.addWidget(many)
        column.addWidget(self.list, 1)
        column.addLayout(row(self.tick_all, self.tick_none, None))
        column.addWidget(buttons)
        self.setFixedWidth(38 * UNIT)
        for line in (self.contains, self.low, self.high):
            line.returnPressed.connect(self.apply)

    def _button(self, words: str, slot: Any) -> QPushButton:  # noqa: ANN401 - a partial
        made = QPushButton(words, self)
        look(made, "link")
        made.clicked.connect(lambda _checked=False: slot())
        return made

    def _show(self, kept: ColumnFilter) -> None:
        self.contains.setText(kept.contains)
        column = self._view.table.columns[self._column]
        for field, bound in ((self.low, kept.low), (self.high, kept.high)):
            field.setText("" if bound is None else bound_text(column.kind, bound))

    def show_at(self, place: QPoint) -> None:
        """Show it with its upper left corner there, inside the screen."""
        room = self._view.screen().availableGeometry()
        size = self.sizeHint()
        x = max(room.left(), min(place.x(), room.right() - self.width()))
        self.move(x, max(room.top(), min(place.y(), room.bottom() - size.height())))
        self.show()
        self.contains.setFocus(Qt.FocusReason.PopupFocusReason)

    # -- what is chosen

    def _items(self) -> list[QStandardItem]:
        return [self._model.item(place) for place in range(self._model.rowCount())]

    def _tick(self, *, ticked: bool) -> None:
        for item in self._items():
            item.setCheckState(_state(ticked))

    def ticked(self) -> frozenset[str] | None:
        """The values ticked; None where all are."""
        chosen = [str(item.data()) for item in self._items() if item.checkState() == Qt.CheckState.Checked]
        return None if len(chosen) == self._model.rowCount() else frozenset(chosen)

    def apply(self) -> None:
        """Filter by what is chosen; or say what cannot be read."""
        values = self.ticked() if self.list.isEnabled() else None
        try:
            low, high = (read_bound(self._kind, field.text()) for field in (self.low, self.high))
        except ValueError as error:
            self.error.setText(f"{error}.")
            self.error.show()
            return
        self._view.table.filter_column(self._column, ColumnFilter(values, self.contains.text().strip(), low, high))
        self.close()

    def clear(self) -> None:
        """Lift the column's filter."""
        self._view.table.filter_column(self._column, ColumnFilter())
        self.close()


def bound_text(kind: Kind, bound: Any) -> str:  # noqa: ANN401 - whatever the column is sorted by
    """A bound as it is typed."""
    if kind is Kind.MONEY:
        return money_text(bound)
    return bound.isoformat() if kind is Kind.DATE else str(bound)


def _state(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
