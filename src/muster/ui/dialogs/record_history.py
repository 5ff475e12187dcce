"""A record's history: who changed what of it, when, from what to what."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from muster.services.history_words import Event, named
from muster.ui.format import count, moment
from muster.ui.models.event_columns import CHANGE, STEP, VERB
from muster.ui.models.record_table import RecordTable, TableColumn
from muster.ui.theme import MARGIN, UNIT, look
from muster.ui.widgets.table import RecordView

_COLUMNS: tuple[TableColumn[Event], ...] = (
    TableColumn("When", lambda each: moment(each.entry.at), lambda each: each.entry.sequence),
    TableColumn("Who", lambda each: each.entry.name, tip=lambda each: f"Signed in as {each.entry.user}"),
    VERB,
    CHANGE,
    STEP,
)


class RecordHistoryDialog(QDialog):
    """Lists what happened to one record, newest first; show it with ``open()``."""

    def __init__(self, events: Sequence[Event], settings: QSettings, parent: QWidget | None = None) -> None:
        """A dialog with the history of a record that the book has or had: at least one event."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle("History of the record")
        heading = QLabel(named(events[0].record))
        heading.setWordWrap(True)
        look(heading, "heading")
        told = QLabel(f"{count(len(events), 'change')}, the newest first.")
        look(told, "muted")
        self.events: RecordView[Event] = RecordView(RecordTable(_COLUMNS), "Changes of the record", settings)
        self.events.table.set_records(events)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        for widget in (heading, told, self.events, self.buttons):
            column.addWidget(widget, int(widget is self.events))
        self.resize(960, 480)
        self.events.setFocus()
