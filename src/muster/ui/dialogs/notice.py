"""Something to read, however long: what the screen has no room for scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from muster.ui.theme import MARGIN, UNIT, look
from muster.ui.widgets.scrolled import Scrolled, height_of

_WIDE = 80 * UNIT
_TITLE_BAR = 5 * UNIT


class Notice(QDialog):
    """A heading, a text and OK; Enter and Esc close it, the arrows and Page Down scroll."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        """Show it with ``exec()``; the text may be rich."""
        super().__init__(parent)
        self.setWindowTitle(title)
        heading = QLabel(title)
        look(heading, "heading")
        self.text = QLabel(text)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.scrolled = Scrolled(self.text)
        self.scrolled.setAccessibleName(title)
        self.scrolled.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(heading)
        column.addWidget(self.scrolled, 1)
        column.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setDefault(True)
        room = self.screen().availableGeometry()
        width = min(_WIDE, room.width())
        self.resize(width, min(room.height() - _TITLE_BAR, height_of(column, width)))
        self.scrolled.setFocus(Qt.FocusReason.OtherFocusReason)
