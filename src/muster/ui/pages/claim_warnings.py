"""The side panel with the claim's warnings in full, each beside the line that it concerns."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidgetItem, QWidget

from muster.domain.claim import Claim
from muster.domain.warnings import ClaimWarning
from muster.ui import format as shown
from muster.ui.icons import icon
from muster.ui.theme import UNIT, look
from muster.ui.widgets.context_menu import Entry
from muster.ui.widgets.sentence_list import SentenceList
from muster.ui.widgets.side_panel import SidePanel, quiet_button

NO_LINE = "(no line)"
_OFFICER = Qt.ItemDataRole.UserRole


class WarningsPanel(SidePanel):
    """All warnings of a claim, or those of one line.

    Attributes:
        line_asked: A warning was entered: the officer whose line it concerns.
    """

    line_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty, hidden panel."""
        super().__init__("Warnings on the claim", "Close the warnings", parent)
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        look(self.heading, "heading")
        self.all_button = quiet_button("Show all", "Show the warnings on every line")
        self.all_button.clicked.connect(lambda: self._list(None))
        self.list = SentenceList("Warnings", self._offer)
        self.list.itemActivated.connect(self._ask)
        self.list.itemClicked.connect(self._ask)
        self._claim: Claim | None = None
        self._officer: str | None = None
        self.arrange([self.heading], [self.all_button], [self.list])
        self.setMinimumWidth(36 * UNIT)

    def sizeHint(self) -> QSize:
        """As wide as a sentence is comfortable to read."""
        return QSize(50 * UNIT, 60 * UNIT)

    def set_claim(self, claim: Claim) -> None:
        """Take another claim's warnings; one officer's stay chosen."""
        self._claim = claim
        if not self.isHidden():
            self._list(self._officer)

    def show_warnings(self, officer_id: str | None = None) -> None:
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
        return self.list.texts()

    def _list(self, officer_id: str | None) -> None:
        if self._claim is None:
            return
        self._officer = officer_id
        names = names_of(self._claim)
        warnings = [each for each in self._claim.warnings if officer_id in (None, each.officer_id)]
        of = f" on {officer_id} {names.get(officer_id, '')}".rstrip() if officer_id else ""
        self.heading.setText(f"{shown.count(len(warnings), 'warning')}{of}")
        self.all_button.setVisible(officer_id is not None)
        self._fill(warnings, names, with_names=officer_id is None)

    def _fill(self, warnings: Sequence[ClaimWarning], names: dict[str, str], *, with_names: bool) -> None:
        self.list.clear()
        for each in warnings:
            item = QListWidgetItem(icon("warning", "warning"), _words(each, names) if with_names else each.text)
            item.setData(_OFFICER, each.officer_id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"Warning: {item.text()}")
            self.list.addItem(item)

    def _offer(self, item: QListWidgetItem) -> list[Entry]:
        return [Entry("&Go to the line", "Enter", lambda: self._ask(item))] if item.data(_OFFICER) else []

    def _ask(self, item: QListWidgetItem) -> None:
        officer_id = item.data(_OFFICER)
        if officer_id:
            self.line_asked.emit(officer_id)


def names_of(claim: Claim) -> dict[str, str]:
    """What the officers are called; those without a line are marked."""
    without = {officer_id: f"{name} {NO_LINE}" for officer_id, name in claim.names.items()}
    return without | {line.officer_id: line.name for line in claim.lines}


def _words(warning: ClaimWarning, names: dict[str, str]) -> str:
    """A warning under whom it concerns."""
    if warning.officer_id is None:
        return f"Award\n{warning.text}"
    return f"{warning.officer_id} {names.get(warning.officer_id, NO_LINE)}\n{warning.text}"
