"""A panel at the side of a page: a head with quiet buttons, the last of which closes it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from muster.ui.icons import set_icon
from muster.ui.theme import UNIT, look


class SidePanel(QFrame):
    """Hidden until it is shown; Esc or its button closes it.

    Attributes:
        closed: It was closed; whoever opened it takes the focus back.
    """

    closed = Signal()

    def __init__(self, name: str, close: str, parent: QWidget | None = None) -> None:
        """An empty panel: its accessible name, and what its button does in words."""
        super().__init__(parent)
        self.setAccessibleName(name)
        look(self, "card")
        self.close_button = quiet_button("", f"{close} (Esc)")
        self.close_button.setAccessibleName(close)
        set_icon(self.close_button, "close")
        self.close_button.clicked.connect(self.close_panel)
        self.hide()

    def arrange(self, words: Sequence[QWidget], buttons: Sequence[QToolButton], parts: Sequence[QWidget]) -> None:
        """Put the words and buttons at the head, and below it the parts, of which the first takes the room."""
        told = QVBoxLayout()
        told.setSpacing(2)
        for widget in words:
            told.addWidget(widget)
        head = QHBoxLayout()
        head.addLayout(told, 1)
        for button in (*buttons, self.close_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * UNIT, 12, 2 * UNIT, 2 * UNIT)
        column.setSpacing(UNIT)
        column.addLayout(head)
        for number, part in enumerate(parts):
            column.addWidget(part, int(number == 0))

    def close_panel(self) -> None:
        """Hide it and say so."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def dismiss(self) -> None:
        """Close it unasked, as what it shows is gone: the focus stays where it is, unless it was in the panel."""
        focus: QWidget | None = QApplication.focusWidget()
        self.close_panel()
        if focus is not None and not self.isAncestorOf(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)


def quiet_button(text: str, tip: str) -> QToolButton:
    """A button without a border, for the head of a panel."""
    made = QToolButton()
    made.setText(text)
    made.setToolTip(tip)
    made.setAccessibleName(text or tip)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    look(made, "quiet")
    return made
