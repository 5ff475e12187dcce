"""What a list shows while it is empty: why, and the action that fills it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from muster.ui.icons import pixmap
from muster.ui.theme import UNIT, look


class EmptyState(QWidget):
    """A picture, a heading, a sentence and, where there is one, the action."""

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        icon: str = "info",
        action: str = "",
        slot: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Lay it out in the middle of the space it gets."""
        super().__init__(parent)
        picture = QLabel()
        picture.setPixmap(pixmap(icon, 48, "muted"))
        self.heading = QLabel(title)
        look(self.heading, "heading")
        self.text = QLabel(text)
        self.text.setWordWrap(True)
        self.text.setMaximumWidth(480)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        look(self.text, "muted")
        column = QVBoxLayout(self)
        column.setSpacing(UNIT)
        column.addStretch(2)
        for widget in (picture, self.heading):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()  # an aligned label would not get the height that its lines need
        middle.addStretch(1)
        middle.addWidget(self.text, 100)
        middle.addStretch(1)
        column.addLayout(middle)
        self.button: QPushButton | None = None
        if slot is not None:
            self.button = QPushButton(action)
            self.button.clicked.connect(lambda _checked=False: slot())
            column.addSpacing(UNIT)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, title: str, text: str, action: str) -> None:
        """Another reason, and another action against it."""
        self.heading.setText(title)
        self.text.setText(text)
        if self.button is not None:
            self.button.setText(action)


class EmptyOr(QWidget):
    """Shows the content, or the empty state in its place."""

    def __init__(self, content: QWidget, empty: EmptyState) -> None:
        """Start with the content."""
        super().__init__()
        self.empty = empty
        self._stack = QStackedLayout(self)
        self._stack.addWidget(content)

    def set_empty(self, empty: bool) -> None:
        """Switch between the two."""
        if empty and self._stack.count() == 1:  # most lists never are
            self._stack.addWidget(self.empty)
        self._stack.setCurrentIndex(int(empty))
