"""What is still to be received, claim by claim, by its age since the submission."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from muster.domain.ledger.ageing import STEPS, ageing
from muster.domain.ledger.positions import ClaimPosition, Status
from muster.domain.ledger.receivable import Due, DueKind
from muster.domain.money import Cents
from muster.services.ledger_overview import Overview
from muster.ui.format import amount, choice, day, money
from muster.ui.models.record_table import Align, TableColumn
from muster.ui.page import PageContext
from muster.ui.pages.ledger_tables import ROOM, figure_column
from muster.ui.theme import UNIT, look
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.footed_table import FootedTable
from muster.ui.widgets.layouts import pane, row

_SINCE = {
    DueKind.APPROVED: "The claim was submitted on that day",
    DueKind.REFUND: "The claim was submitted on that day; the amount is to be given back (R17)",
    DueKind.PENDING: "The claim was submitted on that day",
    DueKind.AWARD: "The award was decided on that day",
}


@dataclass(frozen=True, slots=True)
class DueRow:
    """An amount to be received, as old as it is on a day."""

    due: Due
    on: date

    @property
    def days(self) -> int:
        """Its age."""
        return self.due.days(self.on)

    def of_step(self, step: int) -> Cents | None:
        """The amount, if it is so old; else None."""
        return self.due.amount if self.due.step(self.on) == step else None


@dataclass(frozen=True, slots=True)
class Sums:
    """What some amounts come to, by age."""

    words: str
    by_step: tuple[Cents, ...]

    @property
    def total(self) -> Cents:
        """All of them."""
        return sum(self.by_step)


def _step_column(place: int, title: str) -> TableColumn[DueRow]:
    return TableColumn(
        title,
        lambda each: amount(each.of_step(place)),
        lambda each: each.of_step(place),
        Align.RIGHT,
        room=ROOM,
    )


def _sum_column(place: int, title: str) -> TableColumn[Sums]:
    return TableColumn(title, lambda each: amount(each.by_step[place]), align=Align.RIGHT, room=ROOM)


DUE_COLUMNS: tuple[TableColumn[DueRow], ...] = (
    TableColumn("Claim", lambda each: each.due.number, room="FY26Q1-001-R1"),
    TableColumn("Quarter", lambda each: str(each.due.quarter), lambda each: each.due.quarter),
    TableColumn("What", lambda each: choice(each.due.kind), room="Approved, not paid"),
    TableColumn(
        "Since", lambda each: day(each.due.since), lambda each: each.due.since, tip=lambda each: _SINCE[each.due.kind]
    ),
    TableColumn("Days", lambda each: f"{each.days:,}", lambda each: each.days, Align.RIGHT),
    *(_step_column(place, title) for place, title in enumerate(STEPS)),
    figure_column("Total", lambda each: each.due.amount),
)
SUM_COLUMNS: tuple[TableColumn[Sums], ...] = (
    TableColumn("Total", lambda each: each.words),
    *(TableColumn[Sums]("", lambda _each: "") for _ in range(4)),
    *(_sum_column(place, title) for place, title in enumerate(STEPS)),
    TableColumn("Total", lambda each: amount(each.total), align=Align.RIGHT, room=ROOM),
)


class ReceivableView(QWidget):
    """The receivables and their sums.

    Attributes:
        figure_asked: Where an amount comes from was asked; ``claim_asked`` its claim.
    """

    figure_asked = Signal(object)
    claim_asked = Signal(str)

    def __init__(self, context: PageContext) -> None:
        """Empty."""
        super().__init__()
        self.words = QLabel()
        self.words.setWordWrap(True)
        look(self.words, "label")
        self.table: FootedTable[DueRow, Sums] = FootedTable(
            DUE_COLUMNS, SUM_COLUMNS, "Receivable", context.settings, stretch=False
        )
        nothing = EmptyState(
            "Nothing is to be received",
            "A claim stands here from its submission until all of it is decided on and paid.",
            icon="success",
        )
        self.shown_or_empty = EmptyOr(self.table, nothing)
        head = row(self.words)
        head.setStretch(0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, UNIT, 0, 0)
        whole.addWidget(pane(head, self.shown_or_empty))
        self.table.view.identify_by(lambda each: (each.due.kind, each.due.number, each.due.quarter))
        self.table.totals.identify_by(lambda each: each.words)
        self.table.view.figure_opened.connect(lambda each, _title: self.figure_asked.emit(each.due))
        self.table.view.opened.connect(lambda each: self.claim_asked.emit(each.due.number))

    def show_overview(self, overview: Overview, today: date) -> None:
        """Show what is to be received as of a day."""
        dues = overview.dues
        self.table.show_rows([DueRow(each, today) for each in dues], sums_of(dues, today))
        self.shown_or_empty.set_empty(not dues)
        self.words.setText(" · ".join(_words(dues, overview.in_force, today)))


def sums_of(dues: Sequence[Due], on: date) -> list[Sums]:
    """The sums of each kind by age where there are several, then of all."""
    kinds = [kind for kind in DueKind if any(each.kind is kind for each in dues)]
    rows = [Sums(choice(kind), _aged((each for each in dues if each.kind is kind), on)) for kind in kinds]
    return [*(rows if len(kinds) > 1 else []), Sums("Total", _aged(dues, on))]


def _aged(dues: Iterable[Due], on: date) -> tuple[Cents, ...]:
    return ageing((each.receivable for each in dues), on)


def _words(dues: Sequence[Due], claims: Iterable[ClaimPosition], on: date) -> list[str]:
    found = [f"As of {day(on)}: {money(sum(each.amount for each in dues))} to be received"]
    refunds = sum(each.amount for each in dues if each.amount < 0)
    if refunds:
        found.append(f"of it {money(refunds)} to be given back")
    waiting = [each for each in claims if each.status is Status.CERTIFIED]
    if waiting:
        numbers = ", ".join(each.claim.number for each in waiting)
        found.append(f"certified and not submitted: {numbers}, {money(sum(each.claimed for each in waiting))}")
    return found
