"""The side panel with the claim's warnings in full, each beside the line that it concerns."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from muster.domain.claim import Claim
from muster.domain.warnings import ClaimWarning
from muster.ui import format as shown
from muster.ui.icons import icon, set_icon
from muster.ui.theme import UNIT, look

NO_LINE = "(no line)"
_OFFICER = Qt.ItemDataRole.UserRole


class NotesPanel(QFrame):
    """All warnings of a claim, or those of one line; Esc or its button closes it.

    Attributes:
        closed: It was closed.
        line_asked: A warning was entered: the officer whose line it concerns.
    """

    closed = Signal()
    line_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty, hidden panel."""
        super().__init__(parent)
        self.setAccessibleName("Notes on the claim")
        look(self, "card")
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        look(self.heading, "heading")
        self.all_button = _button("Show all", "Show the notes on every line")
        self.all_button.clicked.connect(lambda: self._list(None))
        self.close_button = _button("", "Close the notes (Esc)")
        set_icon(self.close_button, "close")
        self.close_button.clicked.connect(self.close_panel)
        self.list = QListWidget()
        self.list.setAccessibleName("Notes")
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(16, 16))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSpacing(UNIT // 2)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._ask)
        self.list.itemClicked.connect(self._ask)
        self._claim: Claim | None = None
        self._officer: str | None = None
        self._lay_out()
        self.setMinimumWidth(36 * UNIT)
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        for button in (self.all_button, self.close_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * UNIT, 12, 2 * UNIT, 2 * UNIT)
        column.setSpacing(UNIT)
        column.addLayout(head)
        column.addWidget(self.list, 1)

    def sizeHint(self) -> QSize:
        """As wide as a sentence is comfortable to read."""
        return QSize(50 * UNIT, 60 * UNIT)

    def set_claim(self, claim: Claim) -> None:
        """Take another claim's warnings; one officer's stay chosen."""
        self._claim = claim
        if not self.isHidden():
            self._list(self._officer)

    def show_notes(self, officer_id: str | None = None) -> None:
        """Show the warnings of an officer's line, or (None) all, and take the focus."""
        self._list(officer_id)
        self.show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.setCurrentRow(0)

    def follow(self, officer_id: str) -> None:
        """While one line's warnings are shown: show those of this line."""
        if not self.isHidden() and self._officer is not None and self._officer != officer_id:
            self._list(officer_id)

    def texts(self) -> list[str]:
        """What is listed."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def _list(self, officer_id: str | None) -> None:
        if self._claim is None:
            return
        self._officer = officer_id
        names = names_of(self._claim)
        warnings = [each for each in self._claim.warnings if officer_id in (None, each.officer_id)]
        of = f" on {officer_id} {names.get(officer_id, '')}".rstrip() if officer_id else ""
        self.heading.setText(f"{shown.count(len(warnings), 'note')}{of}")
        self.all_button.setVisible(officer_id is not None)
        self._fill(warnings, names, with_names=officer_id is None)

    def _fill(self, warnings: Sequence[ClaimWarning], names: dict[str, str], *, with_names: bool) -> None:
        self.list.clear()
        for each in warnings:
            item = QListWidgetItem(icon("warning", "warning"), _words(each, names) if with_names else each.text)
            item.setData(_OFFICER, each.officer_id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"Warning: {item.text()}")
            self.list.addItem(item)

    def _ask(self, item: QListWidgetItem) -> None:
        officer_id = item.data(_OFFICER)
        if officer_id:
            self.line_asked.emit(officer_id)

    def close_panel(self) -> None:
        """Hide it and say so."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)


def names_of(claim: Claim) -> dict[str, str]:
    """What the officers are called; those without a line are marked."""
    without = {each.officer_id: f"{each.file.officer.name} {NO_LINE}" for each in claim.overtime}
    return without | {line.officer_id: line.name for line in claim.lines}


def _words(warning: ClaimWarning, names: dict[str, str]) -> str:
    """A warning under whom it concerns."""
    if warning.officer_id is None:
        return f"Award\n{warning.text}"
    return f"{warning.officer_id} {names.get(warning.officer_id, NO_LINE)}\n{warning.text}"


def _button(words: str, tip: str) -> QToolButton:
    made = QToolButton()
    made.setText(words)
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    look(made, "quiet")
    return made
