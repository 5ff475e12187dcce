"""The deposits: when, how much, what each paid, and what of it no claim took."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from muster.domain.money import Cents
from muster.domain.words import count
from muster.services.ledger_overview import DepositRow, Overview
from muster.services.ledger_words import target_words
from muster.ui.format import amount, day, money
from muster.ui.models.record_table import Align, Mark, RecordTable, TableColumn
from muster.ui.page import PageContext
from muster.ui.pages.ledger_tables import ROOM
from muster.ui.theme import UNIT, look
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.footed_table import FigureView
from muster.ui.widgets.layouts import pane, row
from muster.ui.widgets.search_field import SearchField

_REST = Mark(
    "warning", "Nothing was open for it; to apply it later, take the deposit back and record it again", "warning"
)


def paid_words(paid: Mapping[str, Cents]) -> str:
    """``FY26Q1-001 25,694.25 · Award of FY2026Q1 12,000.00``."""
    return " · ".join(f"{target_words(number)} {amount(cents)}" for number, cents in paid.items()) or "Nothing"


def _rest(each: DepositRow) -> Mark | None:
    return _REST if each.unapplied else None


COLUMNS: tuple[TableColumn[DepositRow], ...] = (
    TableColumn("Received", lambda each: day(each.deposit.received_on), lambda each: each.deposit.received_on),
    TableColumn(
        "Amount",
        lambda each: amount(each.deposit.amount),
        lambda each: each.deposit.amount,
        Align.RIGHT,
        room=ROOM,
        tip=lambda each: "A refund that the agency paid back" if each.deposit.amount < 0 else None,
    ),
    TableColumn("Reference", lambda each: each.deposit.reference, tip=lambda each: each.deposit.reference),
    TableColumn("Document", lambda each: each.deposit.document, tip=lambda each: each.deposit.document),
    TableColumn("Paid", lambda each: paid_words(each.paid), tip=lambda each: paid_words(each.paid), stretch=True),
    TableColumn(
        "Not applied",
        lambda each: amount(each.unapplied),
        lambda each: each.unapplied,
        Align.RIGHT,
        mark=_rest,
        room=ROOM,
        is_link=True,
    ),
    TableColumn("Note", lambda each: each.deposit.note, tip=lambda each: each.deposit.note),
)


class DepositsView(QWidget):
    """The list of deposits.

    Attributes:
        chosen: Another deposit is the current one.
        figure_asked: What a deposit paid was asked.
        removal_asked: The current one is to be taken back.
    """

    chosen = Signal()
    figure_asked = Signal(object)
    removal_asked = Signal()

    def __init__(self, context: PageContext) -> None:
        """Empty."""
        super().__init__()
        self.search = SearchField("Search the deposits")
        self.sums = QLabel()
        look(self.sums, "label")
        self.view: FigureView[DepositRow] = FigureView(RecordTable(COLUMNS), "Deposits", context.settings)
        self.view.setSelectionMode(self.view.SelectionMode.SingleSelection)
        nothing = EmptyState(
            "No deposit is recorded",
            "Record what the federal side paid: it is applied to the oldest claim first, or as the remittance says.",
        )
        self.shown_or_empty = EmptyOr(self.view, nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, UNIT, 0, 0)
        whole.addWidget(pane(row(self.sums, None, self.search), self.shown_or_empty))
        self.view.identify_by(lambda each: each.deposit.id)
        self.view.figure_opened.connect(lambda each, _title: self.figure_asked.emit(each))
        self.view.opened.connect(self.figure_asked)
        self.view.current_changed.connect(lambda _each: self.chosen.emit())
        self.view.removal_asked.connect(lambda _rows: self.removal_asked.emit())
        self.search.set_target(self.view)
        self.search.textChanged.connect(self._filter)

    def show_overview(self, overview: Overview) -> None:
        """Show the deposits of a ledger."""
        self.view.table.set_records(overview.deposits)
        self.shown_or_empty.set_empty(not overview.deposits)
        self._tell()

    def _filter(self, text: str) -> None:
        self.view.table.filter_words(text)
        self._tell()

    def _tell(self) -> None:
        self.sums.setText(sum_words(self.view.table.shown()))

    def select(self, deposit: int) -> bool:
        """Make a deposit the current one, by its number in the book; tells whether there is one."""
        self.search.clear()
        return self.view.select(lambda each: each.deposit.id == deposit)


def sum_words(rows: Sequence[DepositRow]) -> str:
    """``4 deposits · $60,000.00 · $1,000.00 not applied``."""
    rest = sum(each.unapplied for each in rows)
    parts = [count(len(rows), "deposit"), money(sum(each.deposit.amount for each in rows))]
    return " · ".join([*parts, f"{money(rest)} not applied"] if rest else parts)
