"""A figure that opens its derivation."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from muster.ui.theme import look, tabular


class FigureLink(QPushButton):
    """An amount as a link: click, Enter or Space emits ``clicked``."""

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter works like Space, whatever the default button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
