"""The deposits: when, how much, what each paid, and what of it no claim took."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from muster.domain.money import Cents
from muster.domain.words import count
from muster.services.ledger_overview import DepositRow, Overview
from muster.services.ledger_words import target_words
from muster.ui.format import amount, day, money
from muster.ui.models.record_table import Align, Kind, Mark, RecordTable, TableColumn
from muster.ui.page import PageContext
from muster.ui.pages.document_desk import TITLE, DocumentDesk, not_attached
from muster.ui.pages.ledger_tables import ROOM
from muster.ui.theme import UNIT
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.figure_row import FigureRow
from muster.ui.widgets.footed_table import FigureView
from muster.ui.widgets.layouts import pane, row
from muster.ui.widgets.search_field import SearchField

_REST = Mark("warning", "Nothing was open for it; once more is approved, apply the rest", "warning")


def paid_words(paid: Mapping[str, Cents]) -> str:
    """``FY26Q1-001 25,694.25 · Award of FY2026Q1 12,000.00``."""
    return " · ".join(f"{target_words(number)} {amount(cents)}" for number, cents in paid.items()) or "Nothing"


def _rest(each: DepositRow) -> Mark | None:
    return _REST if each.unapplied else None


COLUMNS: tuple[TableColumn[DepositRow], ...] = (
    TableColumn(
        "Received", lambda each: day(each.deposit.received_on), lambda each: each.deposit.received_on, kind=Kind.DATE
    ),
    TableColumn(
        "Amount",
        lambda each: amount(each.deposit.amount),
        lambda each: each.deposit.amount,
        Align.RIGHT,
        kind=Kind.MONEY,
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
        kind=Kind.MONEY,
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
        asked: The derivation is wanted of what some deposits come to, or (true) of what of them was not applied.
        removal_asked: The current one is to be taken back.
    """

    chosen = Signal()
    asked = Signal(object, bool)
    removal_asked = Signal()

    def __init__(self, context: PageContext) -> None:
        """Empty."""
        super().__init__()
        self.search = SearchField("Search the deposits")
        self.sums = FigureRow("Deposits")
        self.desk = DocumentDesk[DepositRow](context, self, not_attached(context, self), lambda each: (each.deposit,))
        table = RecordTable(self.desk.among(COLUMNS))
        self.view: FigureView[DepositRow] = FigureView(table, "Deposits", context.settings)
        self.desk.serve(self.view)
        nothing = EmptyState(
            "No deposit is recorded",
            "Record what the federal side paid: it is applied to the oldest claim first, or as the remittance says.",
        )
        self.shown_or_empty = EmptyOr(self.view, nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, UNIT, 0, 0)
        head = row(self.sums, self.search)
        head.setStretch(0, 1)
        whole.addWidget(pane(head, self.shown_or_empty))
        self.view.identify_by(lambda each: each.deposit.id)
        self.view.figure_opened.connect(lambda each, title: None if title == TITLE else self.asked.emit([each], True))
        self.view.opened.connect(lambda each: self.asked.emit([each], True))
        self.sums.asked.connect(lambda name: self.asked.emit(self.view.table.shown(), name == "rest"))
        self.view.current_changed.connect(lambda _each: self.chosen.emit())
        self.view.removal_asked.connect(lambda _rows: self.removal_asked.emit())
        self.search.set_target(self.view)
        self.search.textChanged.connect(self._filter)
        self.view.table.filters_changed.connect(self._tell)

    def show_overview(self, overview: Overview) -> None:
        """Show the deposits of a ledger."""
        self.view.table.set_records(overview.deposits)
        self.shown_or_empty.set_empty(not overview.deposits)
        self._tell()

    def _filter(self, text: str) -> None:
        self.view.table.filter_words(text)
        self._tell()

    def _tell(self) -> None:
        rows = self.view.table.shown()
        self.sums.tell(count(len(rows), "deposit"), sums_of(rows))

    def select(self, deposit: int) -> bool:
        """Make a deposit the current one, by its number in the book; tells whether there is one."""
        self.search.clear()
        return self.view.select(lambda each: each.deposit.id == deposit)


def sums_of(rows: Sequence[DepositRow]) -> dict[str, str]:
    """What deposits come to, and what of them was not applied, by these names."""
    rest = sum(each.unapplied for each in rows)
    received = {"received": money(sum(each.deposit.amount for each in rows))}
    return {**received, "rest": f"{money(rest)} not applied"} if rest else received
