"""What is still to be received, claim by claim, by its age since the submission."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from muster.domain.ledger.ageing import STEPS, ageing
from muster.domain.ledger.positions import ClaimPosition, Status
from muster.domain.ledger.receivable import Due, DueKind
from muster.domain.money import Cents
from muster.services.ledger_overview import Overview
from muster.ui.format import amount, choice, day, money
from muster.ui.models.record_table import Align, Kind, TableColumn
from muster.ui.page import PageContext
from muster.ui.pages.ledger_tables import ROOM, figure_column
from muster.ui.theme import UNIT
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.figure_row import FigureRow
from muster.ui.widgets.footed_table import FootedTable
from muster.ui.widgets.layouts import pane

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
    """What some amounts come to, by age; ``kind`` is None for all of them."""

    words: str
    kind: DueKind | None
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
        kind=Kind.MONEY,
        room=ROOM,
        is_link=True,
    )


def _sum_column(place: int, title: str) -> TableColumn[Sums]:
    return figure_column(title, lambda each: each.by_step[place])


DUE_COLUMNS: tuple[TableColumn[DueRow], ...] = (
    TableColumn("Claim", lambda each: each.due.number, room="FY26Q1-001-R1"),
    TableColumn("Quarter", lambda each: str(each.due.quarter), lambda each: each.due.quarter),
    TableColumn("What", lambda each: choice(each.due.kind), room="Approved, not paid"),
    TableColumn(
        "Since",
        lambda each: day(each.due.since),
        lambda each: each.due.since,
        tip=lambda each: _SINCE[each.due.kind],
        kind=Kind.DATE,
    ),
    TableColumn("Days", lambda each: f"{each.days:,}", lambda each: each.days, Align.RIGHT, kind=Kind.DAYS),
    *(_step_column(place, title) for place, title in enumerate(STEPS)),
    figure_column("Total", lambda each: each.due.amount),
)
SUM_COLUMNS: tuple[TableColumn[Sums], ...] = (
    TableColumn("Sum of", lambda each: each.words),
    *(TableColumn[Sums]("", lambda _each: "") for _ in range(4)),
    *(_sum_column(place, title) for place, title in enumerate(STEPS)),
    figure_column("Total", lambda each: each.total),
)


class ReceivableView(QWidget):
    """The receivables and their sums.

    Attributes:
        asked: The derivation is wanted of what some amounts to be received come to.
        claims_asked: That of what the claims come to that were not submitted yet.
        claim_asked: A claim is to be shown, by its number.
    """

    asked = Signal(object)
    claims_asked = Signal()
    claim_asked = Signal(str)

    def __init__(self, context: PageContext) -> None:
        """Empty."""
        super().__init__()
        self._dues: Sequence[Due] = ()
        self._today = date.min
        self.words = FigureRow("Receivable")
        self.table: FootedTable[DueRow, Sums] = FootedTable(
            DUE_COLUMNS, SUM_COLUMNS, "Receivable", context.settings, stretch=False
        )
        nothing = EmptyState(
            "Nothing is to be received",
            "A claim stands here from its submission until all of it is decided on and paid.",
            icon="success",
        )
        self.shown_or_empty = EmptyOr(self.table, nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, UNIT, 0, 0)
        whole.addWidget(pane(self.words, self.shown_or_empty))
        self.table.view.identify_by(lambda each: (each.due.kind, each.due.number, each.due.quarter))
        self.table.totals.identify_by(lambda each: each.words)
        self.table.table.filters_changed.connect(self._tell)
        self.table.view.figure_opened.connect(lambda each, _title: self.asked.emit([each.due]))
        self.table.totals.figure_opened.connect(self._ask_sum)
        self.words.asked.connect(self._ask_words)
        self.table.view.opened.connect(lambda each: self.claim_asked.emit(each.due.number))

    def show_overview(self, overview: Overview, today: date) -> None:
        """Show what is to be received as of a day."""
        dues = self._dues = overview.dues
        self._today = today
        self.table.table.set_records([DueRow(each, today) for each in dues])
        self._tell()
        self.shown_or_empty.set_empty(not dues)
        self.words.tell(f"As of {day(today)}", _words(dues, overview.in_force))

    def _shown(self) -> list[Due]:
        return [each.due for each in self.table.table.shown()]

    def _tell(self) -> None:
        self.table.show_totals(sums_of(self._shown(), self._today))

    def _ask_sum(self, sums: Sums, title: str) -> None:
        of_kind = [each for each in self._shown() if sums.kind in {None, each.kind}]
        self.asked.emit([each for each in of_kind if title not in STEPS or STEPS[each.step(self._today)] == title])

    def _ask_words(self, name: str) -> None:
        if name == "not submitted":
            self.claims_asked.emit()
        else:
            self.asked.emit([each for each in self._dues if name != "refunds" or each.amount < 0])


def sums_of(dues: Sequence[Due], on: date) -> list[Sums]:
    """The sums of each kind by age where there are several, then of all."""
    kinds = [kind for kind in DueKind if any(each.kind is kind for each in dues)]
    rows = [Sums(choice(kind), kind, _aged((each for each in dues if each.kind is kind), on)) for kind in kinds]
    return [*(rows if len(kinds) > 1 else []), Sums("Total", None, _aged(dues, on))]


def _aged(dues: Iterable[Due], on: date) -> tuple[Cents, ...]:
    return ageing((each.receivable for each in dues), on)


def _words(dues: Sequence[Due], claims: Iterable[ClaimPosition]) -> dict[str, str]:
    """What is to be received, what of it to be given back, and what was not submitted yet, by these names."""
    found = {"total": f"{money(sum(each.amount for each in dues))} to be received"}
    refunds = sum(each.amount for each in dues if each.amount < 0)
    if refunds:
        found["refunds"] = f"of it {money(refunds)} to be given back"
    waiting = [each for each in claims if each.status is Status.CERTIFIED]
    if waiting:
        numbers = ", ".join(each.claim.number for each in waiting)
        total = money(sum(each.claimed for each in waiting))
        found["not submitted"] = f"certified and not submitted: {numbers}, {total}"
    return found
