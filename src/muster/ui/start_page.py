"""What is shown while there is no book: three ways to one, and the books opened last."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from muster.ui.icons import application_icon, set_icon
from muster.ui.theme import UNIT, look
from muster.ui.widgets.message_bar import MessageBar


class StartPage(QWidget):
    """New agency, open a book, sample agency, recent books.

    Attributes:
        new_asked, open_asked, sample_asked: What was chosen; ``recent_asked`` with the book's path.
    """

    new_asked = Signal()
    open_asked = Signal()
    sample_asked = Signal()
    recent_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay it out in the middle of the window."""
        super().__init__(parent)
        self.setAccessibleName("Start")
        picture = QLabel()
        picture.setPixmap(application_icon().pixmap(QSize(64, 64)))
        title = QLabel("Muster")
        look(title, "title")
        text = QLabel("Records and reimbursement claims of an agency in the 287(g) program")
        look(text, "muted")
        self.message = MessageBar()
        self._recent = QVBoxLayout()
        self._recent.setSpacing(UNIT // 2)
        inner = QWidget()
        inner.setFixedWidth(560)
        column = QVBoxLayout(inner)
        column.setSpacing(UNIT)
        for widget in (picture, title, text):
            column.addWidget(widget)
        column.addSpacing(UNIT)
        column.addWidget(self.message)
        self.new = self._choice(column, "new", "New agency", "Enter your agency and its agreements", self.new_asked)
        self._choice(column, "open", "Open a book", "A file with the ending .muster", self.open_asked)
        self._choice(column, "sample", "Sample agency", "Look around with made-up records", self.sample_asked)
        column.addSpacing(UNIT)
        column.addLayout(self._recent)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addWidget(inner, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)

    def _choice(self, column: QVBoxLayout, picture: str, title: str, text: str, asked: SignalInstance) -> QPushButton:
        button = QPushButton(f"  {title}\n  {text}")
        button.setAccessibleName(title)
        button.setAccessibleDescription(text)
        button.setIconSize(QSize(24, 24))
        set_icon(button, picture, "accent")
        look(button, "choice")
        button.clicked.connect(lambda _checked=False: asked.emit())
        column.addWidget(button)
        return button

    def set_recent(self, books: Sequence[Path]) -> None:
        """List the books opened last."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if books:
            heading = QLabel("Recent books")
            look(heading, "label")
            self._recent.addWidget(heading)
        for path in books[:5]:
            self._recent.addWidget(self._link(path), 0, Qt.AlignmentFlag.AlignLeft)

    def _link(self, path: Path) -> QPushButton:
        link = QPushButton(path.name)
        link.setToolTip(str(path))
        link.setAccessibleName(f"Open {path.name} in {path.parent}")
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        look(link, "link")
        link.clicked.connect(lambda _checked=False: self.recent_asked.emit(path))
        return link
