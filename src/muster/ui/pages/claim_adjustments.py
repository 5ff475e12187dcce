"""The side panel with what corrects certified claims: the adjustments on this claim, or what has changed behind it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidgetItem, QPushButton, QWidget

from muster.domain.claim import Adjustment, Claim, Resubmitted
from muster.domain.money import Cents
from muster.ui import format as shown
from muster.ui.models.record_table import EXPLAIN
from muster.ui.theme import UNIT, look
from muster.ui.widgets.context_menu import Entry
from muster.ui.widgets.sentence_list import SentenceList
from muster.ui.widgets.side_panel import SidePanel

Row = tuple[str, Adjustment | Resubmitted]
"""What is listed, and what is asked about when it is entered."""
_ITEM = Qt.ItemDataRole.UserRole
_NAMES = "Each names the claim that it corrects or repeats."
_WITHIN = "Counted in the line's overtime (R12)"


class AdjustmentsPanel(SidePanel):
    """Differences from certified claims, each with its reasons; Enter, F2 or a click shows how it was worked out.

    Attributes:
        explain_asked: An adjustment, or what is claimed again, was entered.
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
        self.sums = QLabel()
        self.sums.setWordWrap(True)
        look(self.sums, "label")
        self.arrange([self.heading, self.words], [], [self.list, self.sums, self.amend])
        self.setMinimumWidth(36 * UNIT)

    def sizeHint(self) -> QSize:
        """As wide as a sentence is comfortable to read."""
        return QSize(55 * UNIT, 60 * UNIT)

    def show_differences(self, number: str, found: Sequence[Adjustment], how: str) -> None:
        """Show what a certified claim differs by from the facts now known; ``how`` says where it is corrected."""
        total = sum(each.amount for each in found)
        self.heading.setText(f"{number} would differ by {shown.money(total)}")
        self._show(how, [(adjustment_words(each), each) for each in found])
        self.sums.hide()
        self.amend.show()

    def show_corrections(self, claim: Claim, figure: str) -> None:
        """Show what of a claim corrects earlier ones, or claims again what was denied.

        Args:
            claim: The claim.
            figure: Whose first part is current: ``adjustments`` or ``resubmitted``.
        """
        within = [each for line in claim.lines for each in line.corrections]
        rows: list[Row] = [(adjustment_words(each), each) for each in claim.adjustments]
        rows += [(f"{adjustment_words(each)}\n{_WITHIN}", each) for each in within]
        rows += [(_again_words(each), each) for each in claim.resubmitted]
        self.heading.setText("Of earlier claims")
        again = len(rows) - len(claim.resubmitted)
        self._show(_NAMES, rows, again if figure == "resubmitted" and claim.resubmitted else 0)
        self.sums.setText("\n".join(_sums(claim, sum(each.amount for each in within))))
        self.sums.show()
        self.amend.hide()

    def texts(self) -> list[str]:
        """What is listed."""
        return self.list.texts()

    def _show(self, words: str, rows: Sequence[Row], current: int = 0) -> None:
        self.words.setText(words)
        self.list.clear()
        for text, asked in rows:
            item = QListWidgetItem(text)
            item.setData(_ITEM, asked)
            self.list.addItem(item)
        self.show()
        self.list.setCurrentRow(current)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, item: QListWidgetItem) -> list[Entry]:
        return [Entry(EXPLAIN, "F2", lambda: self._ask(item))]

    def _ask_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._ask(item)

    def _ask(self, item: QListWidgetItem) -> None:
        self.explain_asked.emit(item.data(_ITEM))


def adjustment_words(each: Adjustment) -> str:
    """Whose amount differs by how much, from which claim, and why."""
    amounts = f"{shown.amount(each.claimed)} claimed, {shown.amount(each.recomputed)} on the facts now known"
    head = f"{each.officer_id} {each.name}: {each.component} of {each.quarter}, {shown.money(each.amount)}"
    return "\n".join((head, f"{each.number}: {amounts}", *each.reasons))


def _again_words(each: Resubmitted) -> str:
    head = f"{each.officer_id} {each.name}: {each.component} of {each.quarter}, {shown.money(each.amount)}"
    return f"{head}\nDenied of {each.number}, line {each.line}, and claimed again"


def _sums(claim: Claim, within: Cents) -> list[str]:
    """What the list comes to: the figures of the claim's card, and what the lines have counted."""
    found = [f"Adjustments {shown.amount(claim.totals.adjustments)}"]
    if claim.resubmitted:
        found.append(f"Claimed again {shown.amount(claim.totals.resubmitted)}")
    if within:
        found.append(f"Counted in the lines' overtime {shown.amount(within)}")
    return found
