"""Recording what was decided on a claim: its pending amounts, each approved or denied, all kept in one step."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from muster.domain.ledger.explanation import amount_words
from muster.domain.money import Cents
from muster.services.changes import Changed
from muster.services.ledger import Decided, Taken
from muster.ui.dialogs.form_dialog import WorkDialog
from muster.ui.dialogs.taken_dialog import NOTE, TakenForm
from muster.ui.dialogs.verdicts import Verdict, decided, sums_of
from muster.ui.format import amount, money
from muster.ui.models.record_table import Align, Kind, RecordTable, TableColumn
from muster.ui.page import Page
from muster.ui.theme import UNIT, look
from muster.ui.widgets.entry_table import EntryView
from muster.ui.widgets.layouts import row, small_button
from muster.ui.widgets.search_field import SearchField

APPROVE, DENY, REASON = "Approve", "Deny", "Reason"
_ROOM = "999,999.99"


def _typed(cents: Cents | None) -> str:
    return "" if cents is None else amount(cents)


COLUMNS: tuple[TableColumn[Verdict], ...] = (
    TableColumn(
        "Line",
        lambda each: str(each.line.amount.line),
        lambda each: each.line.amount.line,
        Align.RIGHT,
        kind=Kind.NUMBER,
    ),
    TableColumn("Officer", lambda each: each.officer),
    TableColumn("For", lambda each: each.words, tip=lambda each: amount_words(each.line.amount)),
    TableColumn(
        "Pending",
        lambda each: amount(each.pending),
        lambda each: each.pending,
        Align.RIGHT,
        room=_ROOM,
        kind=Kind.MONEY,
    ),
    TableColumn(
        APPROVE,
        lambda each: _typed(each.approve),
        lambda each: each.approve,
        Align.RIGHT,
        parse=lambda each, text: each.approving(text),
        room=_ROOM,
        kind=Kind.MONEY,
    ),
    TableColumn(
        DENY,
        lambda each: _typed(each.deny),
        lambda each: each.deny,
        Align.RIGHT,
        parse=lambda each, text: each.denying(text),
        room=_ROOM,
        kind=Kind.MONEY,
    ),
    TableColumn(
        "Stays pending",
        lambda each: amount(each.rest),
        lambda each: each.rest,
        Align.RIGHT,
        room=_ROOM,
        kind=Kind.MONEY,
    ),
    TableColumn(
        REASON,
        lambda each: each.reason,
        parse=lambda each, text: each.because(text),
        room="No time sheets for the day",
        tip=lambda each: each.reason or None,
        stretch=True,
    ),
)


class DecisionDialog(WorkDialog):
    """Asks for a decision letter's date and document, and for each pending amount what it says."""

    def __init__(
        self,
        number: str,
        verdicts: Sequence[Verdict],
        form: TakenForm,
        keep: Callable[[Sequence[Decided], Taken], Changed],
        page: Page,
    ) -> None:
        """A dialog with nothing decided.

        Args:
            number: The claim's.
            verdicts: Its pending amounts.
            form: Asks for the date, the document and a reason for every denial without one of its own.
            keep: Keeps what was decided, off the GUI thread; may raise a MusterError.
            page: The page.
        """
        self.form = form
        self._keep = keep
        self._verdicts = {each.line.amount.line: each for each in verdicts}
        self.table: RecordTable[Verdict] = RecordTable(COLUMNS, save=self._take)
        self.view: EntryView[Verdict] = EntryView(self.table, "Pending amounts")
        self.search = SearchField("Search the amounts")
        self.sums = QLabel()
        super().__init__(f"Decision on claim {number}", form, page.context.tasks, page, below=self._amounts())
        self.save_button.setText("Save the decision")
        self.table.set_records(verdicts)
        self._wire()
        self._tell()
        room = self.screen().availableSize()
        self.resize(min(126 * UNIT, room.width() - 4 * UNIT), min(86 * UNIT, room.height() - 8 * UNIT))

    def _amounts(self) -> QWidget:
        look(self.sums, "label")
        self.approve_all = small_button("&Approve all", "Approve every amount that is shown")
        self.deny_selected = small_button("&Deny the selected", "Deny the selected amounts whole")
        self.clear_selected = small_button("&Clear the selected", "Leave the selected amounts pending")
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addLayout(row(self.approve_all, self.deny_selected, self.clear_selected, None, self.search))
        column.addWidget(self.view, 1)
        column.addWidget(self.sums)
        return whole

    def _wire(self) -> None:
        self.view.identify_by(lambda each: each.line.amount.line)
        self.table.refused.connect(self._refuse)
        self.search.set_target(self.view)
        self.search.textChanged.connect(self._filter)
        self.approve_all.clicked.connect(lambda _checked=False: self._change(self.table.shown(), Verdict.approved))
        self.deny_selected.clicked.connect(lambda _checked=False: self._change(self.view.selected(), Verdict.denied))
        self.clear_selected.clicked.connect(lambda _checked=False: self._change(self.view.selected(), Verdict.cleared))

    # -- typing

    def typed(self) -> object:
        """The form, and what is decided."""
        return self.form.typed(), tuple(self._verdicts.values())

    def _filter(self, text: str) -> None:
        self.table.filter_words(text)
        self.approve_all.setText("&Approve all shown" if text.strip() else "&Approve all")

    def _take(self, verdict: Verdict) -> None:
        self._verdicts[verdict.line.amount.line] = verdict
        self.was_read()
        self.message.clear()
        self._tell()

    def _change(self, verdicts: Iterable[Verdict], change: Callable[[Verdict], Verdict]) -> None:
        for each in verdicts:
            self._verdicts[each.line.amount.line] = change(each)
        self.table.set_records(list(self._verdicts.values()))
        self.message.clear()
        self._tell()

    def _refuse(self, index: QModelIndex, why: str) -> None:
        verdict = self.table.record(index)
        self.tell_unread(f"Line {verdict.line.amount.line}, {verdict.officer}: {why}.")

    def _tell(self) -> None:
        approved, denied, rest = sums_of(self._verdicts.values())
        self.sums.setText(f"Approved {money(approved)} · denied {money(denied)} · stays pending {money(rest)}")

    # -- keeping

    def work(self) -> Callable[[], Changed] | None:
        """Keep what was decided; None, with what is wrong shown, when it cannot be."""
        taken = self.form.taken()
        if taken is None or not self._is_complete():
            return None
        made = decided(self._verdicts.values(), taken.note)
        return partial(self._keep, made, replace(taken, note=""))

    def _is_complete(self) -> bool:
        """Whether something is decided, and every denial has a reason; else it says what is missing."""
        common = self.form.fields[NOTE].typed().strip()
        if not any(each.is_decided for each in self._verdicts.values()):
            self.search.clear()
            self.view.go_to_cell(0, APPROVE)
            self.message.error("Nothing is decided yet: type the amounts that the letter approves or denies.")
            return False
        without = [each for each in self._verdicts.values() if each.deny and not (each.reason or common)]
        if without:
            first = without[0].line.amount.line
            self.search.clear()
            self.view.go_to_cell(self.table.row_of(lambda each: each.line.amount.line == first), REASON)
            self.message.error(
                f"Line {first}, {without[0].officer}: give the reason of the denial, here or for all above the table."
            )
        return not without
