"""The side panel with what corrects certified claims: the adjustments on this claim, or what has changed behind it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidgetItem, QPushButton, QWidget

from muster.domain.claim import Adjustment, Resubmitted
from muster.ui import format as shown
from muster.ui.models.record_table import EXPLAIN
from muster.ui.theme import UNIT, look
from muster.ui.widgets.context_menu import Entry
from muster.ui.widgets.sentence_list import SentenceList
from muster.ui.widgets.side_panel import SidePanel

_ITEM = Qt.ItemDataRole.UserRole


class AdjustmentsPanel(SidePanel):
    """Differences from certified claims, each with its reasons; Enter or a click shows how it was worked out.

    Attributes:
        explain_asked: An adjustment was entered.
        amend_asked: The amendment is to be made.
    """

    explain_asked = Signal(object)
    amend_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty, hidden panel."""
        super().__init__("What corrects certified claims", "Close the corrections", parent)
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        look(self.heading, "heading")
        self.words = QLabel()
        self.words.setWordWrap(True)
        look(self.words, "muted")
        self.list = SentenceList("Corrections", self._offer)
        self.list.explain_asked.connect(self._ask_current)
        self.list.itemActivated.connect(self._ask)
        self.list.itemClicked.connect(self._ask)
        self.amend = QPushButton("Make the amendment…")
        self.amend.setAutoDefault(False)
        self.amend.clicked.connect(self.amend_asked)
        self.arrange([self.heading, self.words], [], [self.list, self.amend])
        self.setMinimumWidth(36 * UNIT)

    def sizeHint(self) -> QSize:
        """As wide as a sentence is comfortable to read."""
        return QSize(55 * UNIT, 60 * UNIT)

    def show_differences(self, number: str, found: Sequence[Adjustment], how: str) -> None:
        """Show what a certified claim differs by from the facts now known; ``how`` says where it is corrected."""
        total = sum(each.amount for each in found)
        self.heading.setText(f"{number} would differ by {shown.money(total)}")
        self._show(how, found, ())
        self.amend.show()

    def show_adjustments(self, found: Sequence[Adjustment], again: Sequence[Resubmitted]) -> None:
        """Show what of this claim corrects earlier ones, or claims again what was denied."""
        total = sum(each.amount for each in found) + sum(each.amount for each in again)
        self.heading.setText(f"Of earlier claims: {shown.money(total)}")
        self._show("Each names the claim that it corrects or repeats.", found, again)
        self.amend.hide()

    def texts(self) -> list[str]:
        """What is listed."""
        return self.list.texts()

    def _show(self, words: str, found: Sequence[Adjustment], again: Sequence[Resubmitted]) -> None:
        self.words.setText(words)
        self.list.clear()
        for each in found:
            self._add(adjustment_words(each), each)
        for denied in again:
            self._add(_again_words(denied), None)
        self.show()
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, text: str, adjustment: Adjustment | None) -> None:
        item = QListWidgetItem(text)
        item.setData(_ITEM, adjustment)
        self.list.addItem(item)

    def _offer(self, item: QListWidgetItem) -> list[Entry]:
        return [Entry(EXPLAIN, "F2", lambda: self._ask(item))]

    def _ask_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._ask(item)

    def _ask(self, item: QListWidgetItem) -> None:
        adjustment = item.data(_ITEM)
        if isinstance(adjustment, Adjustment):
            self.explain_asked.emit(adjustment)


def adjustment_words(each: Adjustment) -> str:
    """Whose amount differs by how much, from which claim, and why."""
    amounts = f"{shown.amount(each.claimed)} claimed, {shown.amount(each.recomputed)} on the facts now known"
    head = f"{each.officer_id} {each.name}: {each.component} of {each.quarter}, {shown.money(each.amount)}"
    return "\n".join((head, f"{each.number}: {amounts}", *each.reasons))


def _again_words(each: Resubmitted) -> str:
    head = f"{each.officer_id} {each.name}: {each.component} of {each.quarter}, {shown.money(each.amount)}"
    return f"{head}\nDenied of {each.number}, line {each.line}, and claimed again"
