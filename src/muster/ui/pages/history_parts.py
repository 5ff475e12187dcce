"""The parts of the History page: what is asked for, and lists that grow by older entries."""

from collections.abc import Sequence
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from muster.domain.records import ALL_KINDS
from muster.domain.words import capitalized
from muster.services.history import day_bounds
from muster.services.history_words import KIND_NAMES, Event
from muster.services.past import Step, StepQuery, Way
from muster.ui.format import moment
from muster.ui.models.event_columns import CHANGE, CONTENT, RECORD, STEP, VERB
from muster.ui.models.record_table import Align, Kind, Mark, RecordTable, TableColumn
from muster.ui.theme import UNIT, look
from muster.ui.widgets.date_edit import DateEdit
from muster.ui.widgets.layouts import row, tab_order
from muster.ui.widgets.search_field import SearchField
from muster.ui.widgets.table import RecordView

T = TypeVar("T")
AT_A_TIME = 200
"""Rows read at once."""

_TURNS = {Way.UNDONE: Mark("undo", "Took another step back"), Way.REDONE: Mark("redo", "Did again what was undone")}

STEP_COLUMNS: tuple[TableColumn[Step], ...] = (
    TableColumn("When", lambda each: moment(each.at), lambda each: each.at),
    TableColumn("Who", lambda each: each.name),
    TableColumn("Step", lambda each: each.action, tip=lambda each: each.action, mark=lambda each: _TURNS.get(each.way),
                stretch=True),
    TableColumn("Entries", lambda each: f"{each.entries:,}", lambda each: each.entries, Align.RIGHT, room="200,000",
                kind=Kind.COUNT),
)  # fmt: skip
EVENT_COLUMNS = (RECORD, VERB, CHANGE)
BIN_COLUMNS: tuple[TableColumn[Event], ...] = (
    TableColumn("Removed", lambda each: moment(each.entry.at), lambda each: each.entry.at),
    TableColumn("By", lambda each: each.entry.name),
    RECORD,
    CONTENT,
    STEP,
)


class GrowingList(QWidget, Generic[T]):
    """Rows in the order in which they were read, and a button that reads more.

    Attributes:
        more_asked: The button was pressed.
    """

    more_asked = Signal()

    def __init__(self, columns: Sequence[TableColumn[T]], name: str, more: str, settings: QSettings) -> None:
        """An empty list; ``more`` is what the button says."""
        super().__init__()
        self.view: RecordView[T] = RecordView(RecordTable(columns), name, settings)
        self.view.setSortingEnabled(False)
        self.view.horizontalHeader().setSortIndicatorShown(False)
        self.view.table.sort(-1)
        self.told = QLabel()
        look(self.told, "muted")
        self.more = QPushButton(more, self)
        self.more.setAutoDefault(False)
        self.more.clicked.connect(lambda _checked=False: self.more_asked.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, UNIT, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self.view, 1)
        column.addLayout(row(self.told, None, self.more))
        tab_order(self.view, self.more)
        self.show_rows((), what="")

    @property
    def rows(self) -> list[T]:
        """What is shown."""
        return self.view.table.shown()

    def show_rows(self, rows: Sequence[T], *, what: str, add: bool = False) -> None:
        """Show these, or these too; there may be more when they are as many as are read at once."""
        self.view.table.set_records([*self.rows, *rows] if add else rows)
        self.more.setVisible(len(rows) == AT_A_TIME)
        self.told.setText(what)


class Asked(QWidget):
    """What is asked for: words, who, a kind of record, days.

    Attributes:
        changed: Something else is asked for.
        refused: A day cannot be read: the sentence.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self) -> None:
        """Everything is asked for."""
        super().__init__()
        self.search = SearchField("Search the history")
        self.who, self.kind = _choice("Who", "Anybody"), _choice("Kind of record", "Any kind")
        for kind in ALL_KINDS:
            self.kind.addItem(capitalized(KIND_NAMES[kind]), kind.kind)
        self.since, self.until = DateEdit(), DateEdit()
        labels = []
        for field, name in ((self.since, "&From"), (self.until, "&To")):
            label = QLabel(name)
            label.setBuddy(field)
            labels.append(label)
            field.setAccessibleName(name.replace("&", ""))
            field.setFixedWidth(14 * UNIT)
            field.editingFinished.connect(self.changed)
        whole = row(self.search, self.who, self.kind, labels[0], self.since, labels[1], self.until, None)
        whole.setContentsMargins(0, 0, 0, 0)
        self.setLayout(whole)
        tab_order(self.search, self.who, self.kind, self.since, self.until)
        self.search.textChanged.connect(lambda _text: self.changed.emit())
        for choice in (self.who, self.kind):
            choice.currentIndexChanged.connect(lambda _place: self.changed.emit())

    @property
    def words(self) -> tuple[str, ...]:
        """What is searched."""
        return tuple(self.search.text().split())

    def query(self) -> StepQuery | None:
        """The steps asked for; None, with :attr:`refused` told, when a day cannot be read."""
        try:
            since, until = (_day(field) for field in (self.since, self.until))
        except ValueError as error:
            self.refused.emit(f"{capitalized(str(error))}.")
            return None
        return StepQuery(
            self.words,
            str(self.who.currentData() or ""),
            str(self.kind.currentData() or ""),
            day_bounds(since)[0] if since else None,
            day_bounds(until)[1] if until else None,
        )

    def offer(self, names: Sequence[str]) -> None:
        """Everybody who can be asked for."""
        if [self.who.itemText(place) for place in range(1, self.who.count())] == list(names):
            return
        chosen = self.who.currentData()
        self.who.blockSignals(True)
        while self.who.count() > 1:
            self.who.removeItem(1)
        for name in names:
            self.who.addItem(name, name)
        self.who.setCurrentIndex(max(0, self.who.findData(chosen)))
        self.who.blockSignals(False)

    def only_words(self, *, only: bool) -> None:
        """Whether nothing else than words can be asked for."""
        for field in (self.who, self.kind, self.since, self.until):
            field.setEnabled(not only)


def _choice(name: str, anything: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.addItem(anything, "")
    return made


def _day(field: DateEdit) -> date | None:
    iso = field.iso()
    return date.fromisoformat(iso) if iso else None
