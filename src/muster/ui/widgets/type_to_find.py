"""Typing in a table goes to the next row that begins with what is typed; a hint shows it."""

from typing import Any
from weakref import proxy

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QTableView

from muster.ui.models.record_table import RecordTable
from muster.ui.theme import UNIT, look

_PAUSE = 2_000
"""Milliseconds after which typing begins anew."""


class TypeToFind(QLabel):
    """The hint at a table's lower edge, and what is looked for: in the column of the current cell.

    Attributes:
        active: Something is looked for.
    """

    def __init__(self, view: QTableView, table: RecordTable[Any]) -> None:
        """Nothing is looked for."""
        super().__init__(view)
        self._view: QTableView = proxy(view)  # the view owns this, and must not wait for the garbage collector
        self._table = table
        self._typed = ""
        self._last = 0
        self._now = 0
        look(self, "hint")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName("Find in the table")
        self.hide()
        view.installEventFilter(self)

    @property
    def active(self) -> bool:
        """Whether something is looked for."""
        return bool(self._typed)

    def type(self, text: str) -> None:
        """Look for what was typed and this."""
        if self._now - self._last > _PAUSE:
            self._typed = ""
        self._last = self._now
        self._look(self._typed + text, from_next=not self._typed)

    def take(self, event: QKeyEvent) -> bool:
        """Whether a key belongs to what is being looked for: Backspace, Space, F3 for the next one, Esc to end it."""
        self._now = event.timestamp()
        if not self.active or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        match event.key():
            case Qt.Key.Key_Escape:
                self.end()
            case Qt.Key.Key_Backspace:
                self._look(self._typed[:-1], from_next=False)
            case Qt.Key.Key_F3:
                self._look(self._typed, from_next=True)
            case Qt.Key.Key_Space if not event.modifiers():
                self.type(" ")
            case _:
                return False
        return True

    def end(self) -> None:
        """Nothing is looked for any more."""
        self._typed = ""
        self.hide()

    def _look(self, typed: str, *, from_next: bool) -> None:
        self._typed = typed
        if not typed:
            self.end()
            return
        index = self._view.currentIndex()
        column = max(0, index.column())
        found = self._table.find(column, typed, index.row() + 1 if from_next else max(0, index.row()))
        title = self._table.columns[column].title
        self._show(f"{title}: {typed}" if found >= 0 else f"{title}: nothing has “{typed}”")
        if found >= 0:
            self._view.setCurrentIndex(self._table.index(found, column))

    def _show(self, words: str) -> None:
        self.setText(words)
        self.adjustSize()
        self.move(UNIT, self._view.height() - self.height() - UNIT)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It ends when the table loses the focus; Esc is its own while it is active."""
        if event.type() == QEvent.Type.FocusOut:
            self.end()
        escapes = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if escapes and self.active and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F3):  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().eventFilter(watched, event)
