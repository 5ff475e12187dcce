"""Asking for the moment as which the book is to be shown: a day, and when on it."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

from muster.domain.words import capitalized
from muster.services.history import History, Moment
from muster.services.history_words import step_words
from muster.services.ports import MusterError
from muster.ui.format import day
from muster.ui.theme import MARGIN, UNIT, look
from muster.ui.widgets.date_edit import DateEdit
from muster.ui.widgets.layouts import row
from muster.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from muster.services.past import Step

T = TypeVar("T")


class AsKnownDialog(QDialog):
    """Lists the steps of the day that is typed; the day's end is chosen unless one of them is.

    Attributes:
        chosen: The :class:`Moment` to show the book as.
    """

    chosen = Signal(object)

    def __init__(self, history: History, today: date, parent: QWidget | None = None) -> None:
        """A dialog that begins with today."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle("As known on a date")
        self._history = history
        self._steps: list[Step] = []
        self.message = MessageBar(self)
        self.day = DateEdit(self)
        self.moments = QListWidget(self)
        self.moments.setSpacing(UNIT // 2)
        both = QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(both, self)
        self.buttons.accepted.connect(self.choose)
        self.buttons.rejected.connect(self.reject)
        self.day.textChanged.connect(lambda _text: self._list_steps())
        self.moments.itemActivated.connect(lambda _item: self.choose())
        self._lay_out()
        self.day.setText(today.isoformat())
        self.day.selectAll()

    def _lay_out(self) -> None:
        told = QLabel("Every page opens as it stood then, in a window of its own, to be read only.")
        told.setWordWrap(True)
        look(told, "muted")
        label, moments = QLabel("&Date"), QLabel("&Moment of that day")
        label.setBuddy(self.day)
        moments.setBuddy(self.moments)
        self.day.setAccessibleName("Date")
        self.day.setFixedWidth(16 * UNIT)
        self.moments.setAccessibleName("Moment of that day")
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(told)
        column.addWidget(self.message)
        column.addLayout(row(label, self.day, None))
        column.addWidget(moments)
        column.addWidget(self.moments, 1)
        column.addWidget(self.buttons)
        self.resize(560, 480)

    def choose(self) -> None:
        """Tell the moment and close; or say what is wrong."""
        moment = self._attempt(self._moment)
        if moment is not None:
            self.accept()
            self.chosen.emit(moment)

    def _moment(self) -> Moment:
        place = self.moments.currentRow() - 1
        return self._history.after(self._steps[place]) if place >= 0 else self._history.at_the_end_of(self._typed())

    def _typed(self) -> date:
        iso = self.day.iso()
        if not iso:
            message = "no date is given; type one like 2025-11-17"
            raise ValueError(message)
        return date.fromisoformat(iso)

    def _list_steps(self) -> None:
        """The steps of the day, once what is typed is one."""
        self.moments.clear()
        self._steps = []
        try:
            wanted = self._typed()
        except ValueError:
            return
        self._steps = self._attempt(lambda: self._history.steps_of(wanted)) or []
        self.moments.addItem(f"At the end of {day(wanted)}")
        self.moments.addItems(
            [f"{each.at.astimezone():%H:%M}  after: {step_words(each)} ({each.name})" for each in self._steps]
        )
        self.moments.setCurrentRow(0)

    def _attempt(self, ask: Callable[[], T]) -> T | None:
        self.message.clear()
        try:
            return ask()
        except ValueError as error:
            self.message.error(f"{capitalized(str(error))}.")
        except MusterError as error:
            self.message.error(str(error))
        return None
