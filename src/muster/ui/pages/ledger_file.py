"""A claim's file: where it stands, its award, its amounts line by line, and its history."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from muster.domain.ledger.history import Event
from muster.domain.ledger.positions import ClaimPosition
from muster.domain.ledger.records import AwardDecision, CertifiedClaim, ClaimAmount, LedgerRecord
from muster.services.ledger_overview import Overview
from muster.ui.format import choice, count, day, money
from muster.ui.icons import set_picture
from muster.ui.models.record_table import RecordTable
from muster.ui.page import PageContext
from muster.ui.pages.document_desk import DocumentDesk, not_attached
from muster.ui.pages.ledger_tables import (
    EVENT_COLUMNS,
    LINE_TITLES,
    MARKS,
    LineRow,
    Totals,
    documented,
    line_columns,
    total_columns,
)
from muster.ui.theme import UNIT, look
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.figure_link import FigureLink
from muster.ui.widgets.footed_table import FootedTable
from muster.ui.widgets.layouts import row, tab_order
from muster.ui.widgets.search_field import SearchField
from muster.ui.widgets.table import RecordView

AMOUNTS, HISTORY = range(2)


class AwardLine(QWidget):
    """A quarter's award: the estimate, ICE's decision and what was paid, each of which opens its derivation.

    Attributes:
        asked: A figure was asked for: ``estimate``, ``awarded`` or ``award paid``.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        """No award."""
        super().__init__()
        self.estimate = FigureLink("Award, estimate")
        self.decided = FigureLink("Award, decided")
        self.paid = FigureLink("Award, paid")
        self.when = QLabel()
        look(self.when, "muted")
        figures = {"estimate": self.estimate, "awarded": self.decided, "award paid": self.paid}
        for name, link in figures.items():
            link.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(UNIT // 2)
        self._of_paid = _muted("· paid")
        for part in (_muted("Award: estimate"), self.estimate, self.when, self.decided, self._of_paid, self.paid):
            line.addWidget(part)
        line.addStretch(1)

    def show_award(self, overview: Overview, claim: CertifiedClaim) -> None:
        """Show the award of a claim's quarter."""
        award = overview.award(claim.quarter)
        self.estimate.set_text(money(claim.award))
        self.decided.set_text(money(award.awarded))
        self.paid.set_text(money(award.paid))
        for part in (self.decided, self._of_paid, self.paid):
            part.setVisible(award.decided is not None)
        made = award.decided
        self.when.setText(_decided_words(made))
        self.when.setToolTip("\n".join(part for part in (made.document, made.note) if part) if made else "")


class ClaimFile(QWidget):
    """Shows one claim.

    Attributes:
        figure_asked: A figure of an amount was asked for: the row and the figure.
        total_asked: A figure of the whole claim was asked for.
        award_asked: A figure of the award was asked for.
        entry_chosen: Another event of the history is the current one.
        removal_asked: The current event is to be taken back.
        left: Esc was pressed: back to the list.
    """

    figure_asked = Signal(object, str)
    total_asked = Signal(str)
    award_asked = Signal(str)
    entry_chosen = Signal()
    removal_asked = Signal()
    left = Signal()

    def __init__(self, context: PageContext) -> None:
        """Nothing is shown."""
        super().__init__()
        self.position: ClaimPosition | None = None
        self.number, self.status, self._icon = QLabel(), QLabel(), QLabel()
        self.award = AwardLine()
        self.search = SearchField("Search the amounts")
        self.search.setMinimumWidth(20 * UNIT)
        self.lines: FootedTable[LineRow, Totals] = FootedTable(
            line_columns(),
            total_columns(("", "Total", "", ""), LINE_TITLES, 1),
            "Amounts of the claim",
            context.settings,
        )
        self.desk = DocumentDesk[Event](context, self, not_attached(context, self), documented)
        events = RecordTable(self.desk.among(EVENT_COLUMNS))
        self.history: RecordView[Event] = RecordView(events, "History of the claim", context.settings)
        self.tabs = QTabWidget()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        look(self.number, "heading")
        self.status.setWordWrap(True)
        for widget in (self.tabs, self.tabs.tabBar()):
            widget.setAccessibleName("The claim's file")
        self.tabs.addTab(self.lines, "Amo&unts")
        self.tabs.addTab(self.history, "Histor&y")
        self.tabs.setCornerWidget(self.search)
        head = row(self.number, self._icon, self.status)
        head.setStretch(2, 1)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, UNIT, 0, 0)
        column.setSpacing(UNIT // 2)
        column.addLayout(head)
        column.addWidget(self.award)
        column.addWidget(self.tabs, 1)
        nothing = EmptyState("No claim is selected", "Select one in the list to see its amounts and history.")
        self._content = EmptyOr(shown, nothing)
        self._content.set_empty(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._content)

    def _wire(self) -> None:
        links = (self.award.estimate, self.award.decided, self.award.paid)
        tab_order(*links, self.tabs.tabBar(), self.search, self.lines.view, self.lines.totals, self.history)
        self.lines.view.identify_by(lambda each: (each.line.amount.number, each.line.amount.line))
        self.lines.totals.identify_by(lambda _totals: "all")
        self.lines.view.figure_opened.connect(lambda each, title: self.figure_asked.emit(each, LINE_TITLES[title]))
        self.lines.view.opened.connect(lambda each: self.figure_asked.emit(each, "outstanding"))
        self.lines.totals.figure_opened.connect(lambda _totals, title: self.total_asked.emit(LINE_TITLES[title]))
        self.desk.serve(self.history)
        self.history.identify_by(lambda each: (type(each.records[0]), each.records[0].id, each.what))
        self.history.current_changed.connect(lambda _event: self.entry_chosen.emit())
        self.history.removal_asked.connect(lambda _events: self.removal_asked.emit())
        self.award.asked.connect(self.award_asked)
        self.tabs.currentChanged.connect(self._switched)
        self.search.set_target(self.lines.view)
        self.search.textChanged.connect(self._filter)
        self.lines.table.filters_changed.connect(self._tell)

    def show_claim(self, overview: Overview, position: ClaimPosition | None) -> None:
        """Show a claim's file; None: nothing."""
        self.position = position
        self._content.set_empty(position is None)
        if position is None:
            return
        mark = MARKS[position.status]
        self.number.setText(position.claim.number)
        self.status.setText(f"{choice(position.status)}. {mark.meaning}.{_revision_words(overview, position.claim)}")
        set_picture(self._icon, mark.icon, 20, mark.tint)
        self.award.show_award(overview, position.claim)
        names = overview.names
        self.lines.table.set_records([LineRow(each, names.get(each.amount.officer_id, "")) for each in position.lines])
        events = overview.history(position)
        self.history.table.set_records(events)
        self._filter(self.search.text())
        for tab, (text, number) in enumerate((("Amo&unts", len(position.lines)), ("Histor&y", len(events)))):
            self.tabs.setTabText(tab, f"{text} {number:,}")

    def _filter(self, text: str) -> None:
        self.lines.table.filter_words(text)
        self._tell()

    def _tell(self) -> None:
        shown = [each.line for each in self.lines.table.shown()]
        self.lines.show_totals([Totals.of(shown, count(len(shown), "amount"))])

    def _switched(self, tab: int) -> None:
        self.search.setVisible(tab == AMOUNTS)
        self.entry_chosen.emit()

    @property
    def entry(self) -> Event | None:
        """The current event, while the history is shown."""
        shown = self.position is not None and self.tabs.currentIndex() == HISTORY
        return self.history.current() if shown else None

    def show_record(self, record: LedgerRecord) -> None:
        """Bring an amount, or the event that a record is part of, into view."""
        if isinstance(record, ClaimAmount):
            self.tabs.setCurrentIndex(AMOUNTS)
            self.search.clear()
            self.lines.view.select(lambda each: each.line.amount.line == record.line)
        elif not isinstance(record, CertifiedClaim):
            self.tabs.setCurrentIndex(HISTORY)
            self.history.select(lambda each: record in each.records)

    def focus(self) -> None:
        """Give the focus to the rows of the tab."""
        target = self.history if self.tabs.currentIndex() == HISTORY else self.lines.view
        target.setFocus(Qt.FocusReason.TabFocusReason)


def _decided_words(made: AwardDecision | None) -> str:
    return f"· decided on {day(made.decided_on)}" if made else "· not decided yet"


def _revision_words(overview: Overview, claim: CertifiedClaim) -> str:
    """Which claim stands in place of which."""
    later = overview.ledger.superseded.get(claim.number)
    if later:
        return f" See {later}."
    return f" It stands in place of {claim.revises}." if claim.revises else ""


def _muted(text: str) -> QLabel:
    made = QLabel(text)
    look(made, "muted")
    return made
