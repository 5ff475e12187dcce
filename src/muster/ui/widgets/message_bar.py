"""A sentence inside the page: information, success, warning or error, told by icon and text."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from muster.ui.icons import pixmap, set_icon
from muster.ui.theme import UNIT, look

_TINTS = {"info": "accent", "success": "success", "warning": "warning", "error": "error"}
_WORDS = {"info": "Note", "success": "Done", "warning": "Warning", "error": "Error"}


class MessageBar(QFrame):
    """Hidden until it has something to say; closed by its button, or cleared by the page."""

    def __init__(self, parent: QWidget | None = None, *, closable: bool = True) -> None:
        """A bar without a message."""
        super().__init__(parent)
        self._icon = QLabel(self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._close = QToolButton(self)
        self._close.setAccessibleName("Close the message")
        self._close.setToolTip("Close")
        self._close.clicked.connect(self.clear)
        self._close.setVisible(closable)
        set_icon(self._close, "close")
        look(self._close, "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, UNIT, UNIT, UNIT)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self._offers = QHBoxLayout()
        row.addLayout(self._offers)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.kind = ""
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty when hidden."""
        return self._text.text()

    def info(self, text: str) -> None:
        """Say something worth knowing."""
        self._say("info", text)

    def success(self, text: str) -> None:
        """Say what was done."""
        self._say("success", text)

    def warning(self, text: str) -> None:
        """Say what to look at."""
        self._say("warning", text)

    def error(self, text: str) -> None:
        """Say what could not be done and why."""
        self._say("error", text)

    def offer(self, text: str, slot: Callable[[], object]) -> QPushButton:
        """Add a link to what was just said: what can be done next."""
        link = QPushButton(text, self)
        link.setAutoDefault(False)
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.clicked.connect(lambda _checked=False: slot())
        look(link, "link")
        self._offers.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        return link

    def _withdraw(self) -> None:
        while (item := self._offers.takeAt(0)) is not None:
            if link := item.widget():
                link.hide()
                link.deleteLater()

    def clear(self) -> None:
        """Say nothing."""
        self._withdraw()
        self.kind = ""
        self._text.clear()
        self.hide()

    def _say(self, kind: str, text: str) -> None:
        self._withdraw()
        self.kind = kind
        self._text.setText(text)
        self._icon.setPixmap(pixmap(kind, 20, _TINTS[kind]))
        self._icon.setAccessibleName(_WORDS[kind])
        self.setAccessibleName(f"{_WORDS[kind]}: {text}")
        look(self, f"bar-{kind}")
        self.show()
