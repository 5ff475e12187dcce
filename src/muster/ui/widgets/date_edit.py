"""A date as text: ``t`` for today, ``+`` and ``-`` go a day on, ``11/17`` is the nearest one; may be empty."""

from datetime import date, timedelta
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from muster.domain.fiscal import Quarter
from muster.domain.typed_dates import read_date
from muster.ui.format import day, iso_date

_STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}
_KEYS = "t is today; + and - go to the next and the previous day; 11/17 is the nearest one"


@runtime_checkable
class KnowsToday(Protocol):
    """A page or window that has the clock."""

    @property
    def current_day(self) -> date:
        """The day it is at the workstation."""
        ...


class DateEdit(QLineEdit):
    """Turns what was typed into ``YYYY-MM-DD`` when it is left.

    It asks the page or window that it is in for today.

    Attributes:
        understood: What was typed is understood as this, in words; empty while it is no date.
    """

    understood = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty field."""
        super().__init__(parent)
        self.setPlaceholderText("YYYY-MM-DD")
        self.setToolTip(_KEYS)
        self.editingFinished.connect(self._tidy)
        self.textChanged.connect(lambda _text: self.understood.emit(self.words()))

    def iso(self) -> str:
        """The date as ``YYYY-MM-DD``; empty when nothing is typed.

        Raises:
            ValueError: with a plain sentence when it is no date.
        """
        return iso_date(self.text(), self._today())

    def words(self) -> str:
        """What is understood of what was typed: ``17 Nov 2025, FY2026Q1``; empty when it is no date."""
        found = self._date()
        return f"{day(found)}, {Quarter.holding(found)}" if found else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """``t``, ``+`` and ``-``, where they are no part of a date that is being typed."""
        today = self._today()
        modified = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if today is None or modified:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_T and self._is_to_be_replaced():
            self._write(today)
        elif event.key() in _STEPS and self._is_whole():
            self._step(self._date() or today, _STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _today(self) -> date | None:
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, KnowsToday):
            above = above.parentWidget()
        return above.current_day if isinstance(above, KnowsToday) else None

    def _date(self) -> date | None:
        try:
            return read_date(self.text(), self._today())
        except ValueError:
            return None

    def _is_to_be_replaced(self) -> bool:
        """Whether nothing is typed, or all of it is selected."""
        return self.selectedText() == self.text()

    def _is_whole(self) -> bool:
        """Whether a ``+`` or ``-`` is a step, not a character of a date that is being typed."""
        if self._is_to_be_replaced():
            return True
        try:
            return bool(read_date(self.text()))
        except ValueError:
            return False

    def _step(self, start: date, days: int) -> None:
        if date.min < start < date.max:
            self._write(start + timedelta(days=days))

    def _write(self, found: date) -> None:
        self.selectAll()
        self.insert(found.isoformat())  # as typed: it can be undone, and is told as an edit

    def _tidy(self) -> None:
        try:
            written = self.iso()
        except ValueError:
            return
        if written != self.text():
            self.setText(written)
