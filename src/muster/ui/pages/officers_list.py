"""The roster: search, two filters and the list of officers."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from muster.domain.records import Model
from muster.services.officers import RosterRow
from muster.ui import format as shown
from muster.ui.models.record_table import RecordTable, TableColumn
from muster.ui.pages.officers_standing import STANDINGS, last_day, standing_mark, standing_short
from muster.ui.theme import UNIT, look
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.search_field import SearchField
from muster.ui.widgets.table import RecordView

_NO_MODEL = "none"


def full_name(row: RosterRow) -> str:
    """The whole name, like ``Castellano, Robert J.``."""
    return " ".join(part for part in (row.officer.name, row.officer.middle_name) if part)


COLUMNS: tuple[TableColumn[RosterRow], ...] = (
    TableColumn("ID", lambda row: row.officer.officer_id, lambda row: row.officer.officer_id),
    TableColumn("Name", full_name),
    TableColumn("Today", standing_short, mark=standing_mark),
    TableColumn("Model", lambda row: row.model or ""),
    TableColumn("Ends", last_day, lambda row: row.standing.until if last_day(row) else None),
    TableColumn("Badge", lambda row: row.officer.badge, stretch=True),
)


class _Roster(RecordView[RosterRow]):
    """The list; typing in it searches.

    Attributes:
        typed: A character was typed.
    """

    typed = Signal(str)

    def keyboardSearch(self, text: str) -> None:
        """Qt would look in the current column only."""
        self.typed.emit(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The last column gives way before the list scrolls sideways."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show the badges where there is room."""
        last = len(COLUMNS) - 1
        if last not in self.layout_of_columns.hidden:
            taken = sum(self.columnWidth(column) for column in range(last))
            self.setColumnHidden(last, self.viewport().width() - taken < 6 * UNIT)


class OfficerList(QWidget):
    """Finds officers.

    Attributes:
        chosen: Another officer is the current one: their row, or None.
        opened: Enter or a double click on an officer: their row.
        removal_asked: Del was pressed: the selected rows.
    """

    chosen = Signal(object)
    opened = Signal(object)
    removal_asked = Signal(list)

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        """An empty roster."""
        super().__init__(parent)
        self._searched: dict[str, str] = {}
        self._kept = ""
        self.search = SearchField("Search ID, name or badge", self)
        self.search.setMinimumWidth(180)
        models = [(shown.choice(each), each.value) for each in Model]
        self.model = _filter("Model", [("All models", ""), *models, ("No authorization", _NO_MODEL)])
        self.standing = _filter("Standing", [("Any standing", -1), *((s.title, i) for i, s in enumerate(STANDINGS))])
        self.count = QLabel(self)
        look(self.count, "muted")
        self.view = _Roster(RecordTable(COLUMNS), "Officers", settings)
        self.view.identify_by(lambda row: row.officer.officer_id)
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.search.set_target(self.view)
        self.search.textChanged.connect(self._filter)
        self.view.table.filters_changed.connect(self._told)
        self.model.currentIndexChanged.connect(self._filter)
        self.standing.currentIndexChanged.connect(self._filter)
        self.view.typed.connect(self._start_search)
        self.view.current_changed.connect(self.chosen)
        self.view.opened.connect(self.opened)
        self.view.removal_asked.connect(self.removal_asked)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(UNIT)
        filters.addWidget(self.model, 1)
        filters.addWidget(self.standing, 1)
        self.nobody = EmptyState(
            "No officer matches",
            "No officer has these words in ID, name or badge, this model and this standing.",
            icon="search",
            action="Sho&w all officers",
            slot=self.clear_filters,
        )
        self._content = EmptyOr(self.view, self.nobody)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        top = QHBoxLayout()
        top.setSpacing(UNIT)
        top.addWidget(self.search, 1)
        top.addWidget(self.count)
        self.search.setMaximumWidth(16777215)
        column.addLayout(top)
        column.addLayout(filters)
        column.addWidget(self._content, 1)

    def show_rows(self, rows: Sequence[RosterRow]) -> None:
        """Show the roster; the selection stays on the same officers.

        The current one stays in view until another filter is chosen, even if a change just made takes them out of it:
        the file beside the list must not become somebody else's unasked.
        """
        current = self.view.current()
        self._kept = current.officer.officer_id if current else ""
        self._searched = {row.officer.officer_id: _words(row) for row in rows}
        self.view.table.set_records(rows)
        self.view.fit()
        self._told()
        if self.view.current() is None and rows:
            self.view.setCurrentIndex(self.view.table.index(0, 0))

    def holds(self, officer_id: str) -> bool:
        """Whether there is such an officer, shown or not."""
        return officer_id in self._searched

    def select(self, officer_id: str) -> bool:
        """Make an officer the current one, showing all officers if the filters hide them; tells whether they exist."""
        if self._select(officer_id):
            return True
        if not self.holds(officer_id):
            return False
        self.clear_filters()
        return self._select(officer_id)

    def _select(self, officer_id: str) -> bool:
        return self.view.select(lambda row: row.officer.officer_id == officer_id)

    def clear_filters(self) -> None:
        """Show every officer."""
        self.search.clear()
        self.model.setCurrentIndex(0)
        self.standing.setCurrentIndex(0)
        self.view.table.clear_filters()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start_search(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(text)

    def _filter(self, *_what: object) -> None:
        self._kept = ""
        words = self.search.text().casefold().split()
        model, standing = self.model.currentData(), self.standing.currentData()

        def holds(row: RosterRow) -> bool:
            text = self._searched[row.officer.officer_id]
            return row.officer.officer_id == self._kept or (
                all(word in text for word in words)
                and (not model or model == (row.model or _NO_MODEL))
                and (standing < 0 or STANDINGS[standing].holds(row))
            )

        unfiltered = not words and not model and standing < 0
        self.view.table.filter_by(None if unfiltered else holds)
        self._told()

    def _told(self) -> None:
        table = self.view.table
        count = table.rowCount()
        self.count.setText(f"{count:,} of {table.total:,}" if count < table.total else f"{count:,}")
        self.count.setAccessibleName(f"{shown.count(count, 'officer')} shown")
        self._content.set_empty(not count and bool(table.total))


def _filter(name: str, choices: Sequence[tuple[str, object]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(f"{name} filter")
    box.setToolTip(f"Show only officers of one {name.lower()}")
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.view().setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    for text, value in choices:
        box.addItem(text, value)
    return box


def _words(row: RosterRow) -> str:
    officer = row.officer
    parts = (officer.officer_id, officer.last_name, officer.first_name, officer.middle_name, officer.badge)
    return "\t".join(parts).casefold()
