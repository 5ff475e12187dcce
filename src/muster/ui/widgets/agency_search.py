"""The search over the federal list: type, arrow, Enter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from muster.domain.federal_list import FederalList, ListedAgency
from muster.ui.format import count, day
from muster.ui.models.record_table import RecordTable, TableColumn
from muster.ui.theme import UNIT, look
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.search_field import SearchField
from muster.ui.widgets.table import RecordView

_ANY_WIDTH = 16_777_215
"""Qt's word for no limit."""


class AgencySearch(QWidget):
    """A search field over a form; while something is typed in it, the agencies found stand in the form's place.

    Attributes:
        chosen: An agency was chosen; the form is back.
    """

    chosen = Signal(object)

    def __init__(self, form: QWidget) -> None:
        """Nothing to search before :meth:`offer`."""
        super().__init__()
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        look(self._hint, "muted")
        self.field = SearchField("Agency, county or state")
        self.field.setMaximumWidth(_ANY_WIDTH)
        self.field.setToolTip("Type some words; Down or Enter goes to what is found, Esc back to the form")
        self.table: RecordTable[ListedAgency] = RecordTable(_COLUMNS, parent=self)
        self.view: RecordView[ListedAgency] = RecordView(self.table, "Agencies of the federal list")
        empty = EmptyState(
            "No agency matches", "Try other words, or press Esc and fill in the form by hand.", icon="search"
        )
        self._found = EmptyOr(self.view, empty)
        self._form = form
        self._stack = QStackedWidget()
        self._stack.addWidget(form)
        self._stack.addWidget(self._found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        for widget in (self._hint, self.field):
            column.addWidget(widget)
        column.addSpacing(UNIT)
        column.addWidget(self._stack, 1)
        self._wire()
        self.tell("Reading the federal list …")

    def _wire(self) -> None:
        self.field.set_target(self.view)
        self.field.textChanged.connect(self._search)
        self.view.opened.connect(self._choose)
        self.view.identify_by(lambda each: (each.state, each.name))
        back = QShortcut(QKeySequence("Esc"), self._found)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.leave)

    @property
    def is_searching(self) -> bool:
        """Whether the agencies found stand in the form's place."""
        return self._stack.currentWidget() is self._found

    def offer(self, listed: FederalList) -> None:
        """Search this list from now on."""
        self.table.set_records(listed.agencies)
        agencies = count(len(listed.agencies), "agency", "agencies")
        which = f"the federal list of {day(listed.published_on)} ({agencies})"
        self.tell(f"Take it from {which}, or fill in the form. Only the name is needed now; all can be changed later.")
        self.field.setEnabled(True)

    def tell(self, why_not: str) -> None:
        """Say what can be searched, or why nothing can."""
        self._hint.setText(why_not)
        self.field.setEnabled(False)

    def leave(self) -> None:
        """Back to the form."""
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self, text: str) -> None:
        self.table.filter_words(text)
        self._found.set_empty(not self.table.rowCount())
        self.view.setCurrentIndex(self.table.index(0, 0))
        self._stack.setCurrentWidget(self._found if text.strip() else self._form)

    def _choose(self, agency: ListedAgency) -> None:
        self.field.clear()
        self.chosen.emit(agency)


def _agreements(agency: ListedAgency) -> str:
    """``TFM 2 Jul 2025, JEM``."""
    return ", ".join(f"{each.model} {day(each.signed_on)}".rstrip() for each in agency.agreements)


_COLUMNS: tuple[TableColumn[ListedAgency], ...] = (
    TableColumn(
        "Agency",
        lambda each: each.name,
        tip=lambda each: each.name,
        room="City of Daytona Beach Shores Police Department",
    ),
    TableColumn("County", lambda each: each.county),
    TableColumn("State", lambda each: f"{each.state} · {each.state_name}"),
    TableColumn("Signed", _agreements, tip=_agreements, stretch=True),
)
