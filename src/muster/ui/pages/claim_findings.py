"""The side panel with the examiner's findings: what blocks certification, what to look at, what was accepted."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from muster.domain.claim import Claim, Remark
from muster.domain.examiner.finding import Finding, Severity
from muster.domain.ledger.records import Acceptance
from muster.domain.words import capitalized
from muster.services.examiner import Examination
from muster.ui import format as shown
from muster.ui.icons import icon
from muster.ui.theme import UNIT, look
from muster.ui.widgets.context_menu import Entry
from muster.ui.widgets.sentence_list import SentenceList
from muster.ui.widgets.side_panel import SidePanel

_ITEM = Qt.ItemDataRole.UserRole


class Row(NamedTuple):
    """A finding as it is listed; ``finding`` is None for what was found before a claim was certified."""

    text: str
    icon: str
    tint: str
    said: str
    finding: Finding | None = None
    acceptance: Acceptance | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look at it."""
        return self.acceptance is None and not self.said


class FindingsPanel(SidePanel):
    """Findings, what blocks first; Enter or a double click goes to the record, warnings can be accepted.

    Attributes:
        record_asked: The record of a finding is to be shown.
        accept_asked: These findings are to be accepted.
        take_back_asked: These acceptances are to be taken back.
    """

    record_asked = Signal(object)
    accept_asked = Signal(list)
    take_back_asked = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty, hidden panel."""
        super().__init__("What the examiner found", "Close the findings", parent)
        self._rows: list[Row] = []
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        look(self.heading, "heading")
        self.words = QLabel()
        self.words.setWordWrap(True)
        look(self.words, "muted")
        self.only_open = QCheckBox("Only what nobody has accepted")
        self.only_open.toggled.connect(lambda _on: self._list())
        self.list = SentenceList("Findings", self._offer)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.itemActivated.connect(self._go)
        self.list.itemSelectionChanged.connect(self._enable)
        self.go = _button("Go to the record", self._go_current)
        self.accept = _button("Accept…", self._accept)
        self.take_back = _button("Take back", self._take_back)
        self.arrange([self.heading, self.words, self.only_open], [], [self.list, self._buttons()])
        self.setMinimumWidth(40 * UNIT)

    def _buttons(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        for button in (self.go, self.accept, self.take_back):
            row.addWidget(button)
        row.addStretch(1)
        return made

    def sizeHint(self) -> QSize:
        """As wide as a sentence is comfortable to read."""
        return QSize(60 * UNIT, 60 * UNIT)

    # -- what it shows

    def set_examination(self, examination: Examination, names: Mapping[str, str]) -> None:
        """Take what was found now."""
        pairs = zip(examination.findings, examination.accepted, strict=True)
        self._rows = [_row(finding, accepted, names) for finding, accepted in pairs]
        blocking = len(examination.of(Severity.BLOCKS))
        self.heading.setText(capitalized(examination.words))
        last = "Mend what blocks; accept a warning with the reason once you have looked at it."
        self.words.setText(last if blocking else "Accept a warning with the reason once you have looked at it.")
        self._fill(can_accept=True)

    def set_remarks(self, claim: Claim, names: Mapping[str, str]) -> None:
        """Take what had been found when a claim was certified."""
        self._rows = [_remark_row(each, names) for each in claim.remarks]
        self.heading.setText(f"{shown.count(len(self._rows), 'finding')} before {claim.number} was certified")
        self.words.setText("They were frozen with the claim and do not change any more.")
        self._fill(can_accept=False)

    def open_panel(self) -> None:
        """Show it and take the focus."""
        self.show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def texts(self) -> list[str]:
        """What is listed."""
        return self.list.texts()

    def _fill(self, *, can_accept: bool) -> None:
        for widget in (self.accept, self.take_back, self.go):
            widget.setVisible(can_accept)
        self._list()

    def _list(self) -> None:
        """List the rows; the place stays where it was as far as it can."""
        place = self.list.currentRow()
        self.list.clear()
        for row in self._rows:
            if row.is_open or not self.only_open.isChecked():
                item = QListWidgetItem(icon(row.icon, row.tint), "\n".join(filter(None, (row.text, row.said))))
                item.setData(_ITEM, row)
                self.list.addItem(item)
        self.list.setCurrentRow(min(max(0, place), self.list.count() - 1))
        self._enable()

    # -- what can be done

    def _selected(self) -> list[Row]:
        return [item.data(_ITEM) for item in self.list.selectedItems()]

    def _enable(self) -> None:
        rows = self._selected()
        self.go.setEnabled(len(rows) == 1 and rows[0].finding is not None and rows[0].finding.record is not None)
        self.accept.setEnabled(any(_can_accept(row) for row in rows))
        self.take_back.setEnabled(any(row.acceptance for row in rows))

    def _offer(self, _item: QListWidgetItem) -> list[Entry]:
        """What the buttons do."""
        offered = (
            (self.go, "Enter", self._go_current),
            (self.accept, "", self._accept),
            (self.take_back, "", self._take_back),
        )
        return [Entry(each.text(), keys, slot) for each, keys, slot in offered if each.isEnabled() and each.isVisible()]

    def _go_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._go(item)

    def _go(self, item: QListWidgetItem) -> None:
        row: Row = item.data(_ITEM)
        if row.finding is not None and row.finding.record is not None:
            self.record_asked.emit(row.finding.record)

    def _accept(self) -> None:
        self.accept_asked.emit([row.finding for row in self._selected() if _can_accept(row)])

    def _take_back(self) -> None:
        self.take_back_asked.emit([row.acceptance for row in self._selected() if row.acceptance])


def _can_accept(row: Row) -> bool:
    return row.finding is not None and row.finding.severity is Severity.WARNS and row.acceptance is None


def _row(finding: Finding, accepted: Acceptance | None, names: Mapping[str, str]) -> Row:
    blocks = finding.severity is Severity.BLOCKS
    whose = _whose(finding.officer_id, names)
    text = f"{'Blocks' if blocks else 'Warning'}: {finding.title}\n{whose}: {finding.text}\n{finding.source}"
    said = _accepted(accepted.recorded_by, shown.day(accepted.accepted_on), accepted.reason) if accepted else ""
    if accepted:
        return Row(text, "success", "success", said, finding, accepted)
    return Row(text, "error" if blocks else "warning", "error" if blocks else "warning", "", finding)


def _remark_row(remark: Remark, names: Mapping[str, str]) -> Row:
    text = f"{remark.title}\n{_whose(remark.officer_id, names)}: {remark.text}"
    if remark.accepted:
        said = _accepted(remark.accepted_by, shown.day(remark.accepted_on), remark.accepted)
        return Row(text, "success", "success", said)
    return Row(text, "warning", "warning", "")


def _whose(officer_id: str | None, names: Mapping[str, str]) -> str:
    return f"{officer_id} {names.get(officer_id, '')}".rstrip() if officer_id else "The claim"


def _accepted(by: str, when: str, reason: str) -> str:
    return f"Accepted by {by} on {when}: {reason}"


def _button(text: str, slot: Callable[[], object]) -> QPushButton:
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: slot())
    return made
