"""A figure that opens its derivation."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from muster.ui.models.record_table import EXPLAIN
from muster.ui.theme import look, tabular
from muster.ui.widgets.context_menu import Entry, is_plain_key, pop_up


class FigureLink(QPushButton):
    """An amount as a link: click, Enter, Space or F2 emits ``clicked``; Ctrl+C copies it."""

    def __init__(self, label: str, text: str = "", parent: QWidget | None = None) -> None:
        """A link named ``label`` (``Salary, total``) that reads ``text``."""
        super().__init__(parent)
        self._label = label
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setFont(tabular(self.font()))
        look(self, "link")
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another amount."""
        self.setText(text)
        self.setAccessibleName(f"{self._label}: {text}")
        self.setToolTip(f"{self._label}: show how {text or 'it'} was worked out")

    def copy(self) -> None:
        """Put the amount on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def event(self, event: QEvent) -> bool:
        """F2 is the link's own, although the page edits by it."""
        if is_plain_key(event, Qt.Key.Key_F2):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 work like Space, whatever the default button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.click()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same by menu."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.mapToGlobal(self.rect().bottomLeft()) if by_key else event.globalPos()
        pop_up(self, at, (Entry(EXPLAIN, "F2", self.click), Entry("&Copy", "Ctrl+C", self.copy)))
