"""The denied amounts that wait: to be claimed again, given up, or approved after all."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from muster.domain.words import count
from muster.services.ledger_overview import DeniedRow, Overview
from muster.ui.format import choice, day, money
from muster.ui.models.record_table import Mark, RecordTable, TableColumn
from muster.ui.page import PageContext
from muster.ui.pages.ledger_tables import figure_column
from muster.ui.theme import UNIT
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.figure_row import FigureRow
from muster.ui.widgets.footed_table import FigureView
from muster.ui.widgets.layouts import pane, row
from muster.ui.widgets.search_field import SearchField

_WAITS = Mark("warning", "Nothing is asked yet: claim it again or give it up", "warning")
_ASKED = Mark("check", "It is claimed again on the next claim, as far as there is room (R19)", "success")


def _officer(names: dict[str, str], each: DeniedRow) -> str:
    officer_id = each.line.amount.officer_id
    return f"{officer_id} {names.get(officer_id, '')}".rstrip()


def _when(each: DeniedRow) -> str:
    return "; ".join(dict.fromkeys(day(made.decided_on) for made in each.decisions))


def _why(each: DeniedRow) -> str:
    return "; ".join(dict.fromkeys(made.reason for made in each.decisions if made.reason))


def _asked(each: DeniedRow) -> str:
    if not each.asked:
        return "Waits"
    return f"Asked {day(each.requests[-1].asked_on)}" + (
        "" if each.asked == each.line.waiting else f": {money(each.asked)}"
    )


class DeniedView(QWidget):
    """The queue of denied amounts.

    Attributes:
        chosen: Other rows are selected.
        asked: The derivation is wanted of what some rows come to, or (true) of what of them is to be claimed again.
    """

    chosen = Signal()
    asked = Signal(object, bool)

    def __init__(self, context: PageContext) -> None:
        """Empty."""
        super().__init__()
        self._names: dict[str, str] = {}
        self.search = SearchField("Search the denied amounts")
        self.sums = FigureRow("Denied amounts")
        self.view: FigureView[DeniedRow] = FigureView(RecordTable(self._columns()), "Denied amounts", context.settings)
        nothing = EmptyState(
            "Nothing denied waits",
            "What is denied on a claim stays here until it is claimed again, given up or approved after all.",
            icon="success",
        )
        self.shown_or_empty = EmptyOr(self.view, nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, UNIT, 0, 0)
        head = row(self.sums, self.search)
        head.setStretch(0, 1)
        whole.addWidget(pane(head, self.shown_or_empty))
        self.view.identify_by(lambda each: (each.line.amount.number, each.line.amount.line))
        self.view.figure_opened.connect(lambda each, _title: self.asked.emit([each], False))
        self.view.opened.connect(lambda each: self.asked.emit([each], False))
        self.sums.asked.connect(lambda name: self.asked.emit(self._summed(), name == "asked"))
        self.view.selectionModel().selectionChanged.connect(lambda *_what: self._tell())
        self.search.set_target(self.view)
        self.search.textChanged.connect(self._filter)
        self.view.table.filters_changed.connect(self._tell)

    def _columns(self) -> list[TableColumn[DeniedRow]]:
        return [
            TableColumn("Claim", lambda each: each.line.amount.number, room="FY26Q1-001"),
            TableColumn("Officer", lambda each: _officer(self._names, each)),
            TableColumn("For", lambda each: choice(each.line.amount.component)),
            TableColumn("Quarter", lambda each: str(each.line.amount.quarter), lambda each: each.line.amount.quarter),
            TableColumn("Denied", _when, lambda each: each.decisions[-1].decided_on),
            figure_column("Amount", lambda each: each.line.waiting),
            TableColumn(
                "Claimed again",
                _asked,
                mark=lambda each: _ASKED if each.asked else _WAITS,
                tip=lambda each: each.requests[-1].note or None if each.asked else None,
                room="Asked 30 Sep 2026",
            ),
            TableColumn("Reason", _why, tip=_why, stretch=True),
        ]

    def show_overview(self, overview: Overview) -> None:
        """Show what waits."""
        self._names = dict(overview.names)
        self.view.table.set_records(overview.denied)
        self.shown_or_empty.set_empty(not overview.denied)
        self._tell()

    def _filter(self, text: str) -> None:
        self.view.table.filter_words(text)
        self._tell()

    def _tell(self) -> None:
        rows = self._summed()
        several = len(self.view.selected()) > 1
        self.sums.tell(f"{'Selected: ' if several else ''}{count(len(rows), 'amount')}", sums_of(rows))
        self.chosen.emit()

    def _summed(self) -> list[DeniedRow]:
        """The selected rows where they are several, else all that are shown."""
        chosen = self.view.selected()
        return chosen if len(chosen) > 1 else self.view.table.shown()


def sum_words(rows: Iterable[DeniedRow]) -> str:
    """``4 amounts · $1,200.00 · of it $750.00 asked to be claimed again``."""
    found = list(rows)
    return " · ".join([count(len(found), "amount"), *sums_of(found).values()])


def sums_of(rows: Sequence[DeniedRow]) -> dict[str, str]:
    """What waits, and what of it is to be claimed again, by these names."""
    asked = sum(each.asked for each in rows)
    waiting = {"waiting": money(sum(each.line.waiting for each in rows))}
    return {**waiting, "asked": f"{money(asked)} to be claimed again"} if asked else waiting
