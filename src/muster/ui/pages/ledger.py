"""The ledger: what became of certified claims, what was denied, what is still to be received, where deposits went."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from muster.domain.documents import Attachment
from muster.domain.ledger.positions import ClaimPosition
from muster.domain.ledger.records import (
    LEDGER_KINDS,
    Acceptance,
    AwardDecision,
    Deposit,
    LedgerRecord,
    Payment,
    Resubmission,
    Signer,
    WriteOff,
)
from muster.domain.records import AnyRecord, Officer
from muster.services.documents import Attached
from muster.services.ledger_overview import Overview
from muster.ui.format import count
from muster.ui.page import Page, PageContext
from muster.ui.pages.beside_derivation import BesideDerivation
from muster.ui.pages.ledger_actions import LedgerActions, Selected
from muster.ui.pages.ledger_claims import ClaimsView
from muster.ui.pages.ledger_denied import DeniedView
from muster.ui.pages.ledger_deposits import DepositsView
from muster.ui.pages.ledger_explaining import LedgerExplaining
from muster.ui.pages.ledger_receivable import ReceivableView
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.layouts import pane, tab_order

CLAIMS, DENIED, RECEIVABLE, DEPOSITS = range(4)


class LedgerPage(Page):
    """Four views of one ledger, each figure with its derivation."""

    key, title, icon = "ledger", "Ledger", "ledger"
    kinds = (*LEDGER_KINDS, Officer, Attachment)

    def __init__(self, context: PageContext) -> None:
        """An empty page."""
        super().__init__(context)
        self._overview: Overview | None = None
        self._wanted: LedgerRecord | None = None
        self.commands = LedgerActions(self)
        self.claims = ClaimsView(context)
        self.denied = DeniedView(context)
        self.receivable = ReceivableView(context)
        self.deposits = DepositsView(context)
        self.views = QTabWidget(self)
        self._lay_out()
        self._wire()
        self._switched(CLAIMS)

    # -- layout

    def _lay_out(self) -> None:
        for widget in (self.views, self.views.tabBar()):
            widget.setAccessibleName("Views of the ledger")
        for view, title in zip(self._views, _TITLES, strict=True):
            self.views.addTab(view, title)
        self.views.setCornerWidget(self.claims.all_claims)
        self.sides = BesideDerivation(pane(self.views), self.claims.list.view, self.context, self.key)
        self.explaining = LedgerExplaining(self, self.sides)
        self.empty = EmptyState(
            "No claim is certified yet",
            "A quarter's claim is certified on the Claim page. From then on, what is decided on it and paid of it "
            "is kept here.",
            icon="ledger",
            action="Go to the C&laim",
            slot=lambda: self.context.go_to("claim", None),
        )
        self.shown_or_empty = EmptyOr(self.sides, self.empty)
        self.body.addWidget(self.shown_or_empty, 1)

    @property
    def _is_empty(self) -> bool:
        return self._overview is not None and not self._overview.positions

    @property
    def _views(self) -> tuple[QWidget, ...]:
        return self.claims, self.denied, self.receivable, self.deposits

    def _wire(self) -> None:
        claims = self.claims
        tab_order(self.views.tabBar(), claims.all_claims, claims.list.view, claims.list.totals)
        tab_order(claims.list.totals, claims.file.award.estimate)
        self.views.currentChanged.connect(self._switched)
        for signal in (self.claims.chosen, self.claims.file.entry_chosen, self.denied.chosen, self.deposits.chosen):
            signal.connect(self._select)
        claims.list.view.addActions(self.commands.of_claim)  # they are the rows' menus
        claims.file.history.addAction(self.commands.undo)
        self.denied.view.addActions(self.commands.of_denied)
        self.deposits.view.addAction(self.commands.remove)
        explain = self.explaining
        claims.figure_asked.connect(explain.claim)
        claims.total_asked.connect(explain.claims)
        claims.file.figure_asked.connect(explain.line)
        claims.file.total_asked.connect(lambda figure: self._of_current(explain.claim, figure))
        claims.file.award_asked.connect(lambda figure: self._of_current(explain.award, figure))
        claims.file.removal_asked.connect(self.commands.take_back_entry)
        self.denied.asked.connect(explain.denied)
        self.receivable.asked.connect(explain.dues)
        self.receivable.claims_asked.connect(explain.not_submitted)
        self.receivable.claim_asked.connect(self._show_claim)
        self.deposits.asked.connect(explain.deposits)
        self.deposits.removal_asked.connect(self.commands.take_back_deposit)

    def _of_current(self, explain: Callable[[ClaimPosition, str], None], figure: str) -> None:
        if self.claims.current is not None:
            explain(self.claims.current, figure)

    # -- reading

    def load(self) -> None:
        """Read the ledger off the GUI thread."""
        self.run("Reading the ledger", lambda _progress: self._gather(), self._show)

    def _gather(self) -> tuple[Overview, Attached]:
        services = self.context.services
        overview = services.ledger.overview()
        return overview, services.documents.attached(overview.ledger.documented)

    def _show(self, read: tuple[Overview, Attached]) -> None:
        overview, attached = read
        self.claims.file.desk.attached = self.deposits.desk.attached = attached
        self._overview = self.explaining.overview = overview
        self.shown_or_empty.set_empty(not overview.positions)
        self.say(_subtitle(overview))
        self.claims.show_overview(overview)
        self.denied.show_overview(overview)
        self.receivable.show_overview(overview, self.context.today)
        self.deposits.show_overview(overview)
        counts = (len(overview.in_force), len(overview.denied), len(overview.dues), len(overview.deposits))
        for place, (title, number) in enumerate(zip(_TITLES, counts, strict=True)):
            self.views.setTabText(place, f"{title} {number:,}")
        self.commands.show_view(None if self._is_empty else self.views.currentIndex())
        self._select()
        self._find_wanted()
        self.sides.ask_again()

    def _switched(self, view: int) -> None:
        if not self.sides.leading:
            self.sides.panel.dismiss()  # it explains what another view shows
        self.claims.all_claims.setVisible(view == CLAIMS)
        self.commands.show_view(view)
        self._select()
        target = self.first_focus()
        if self.isVisible() and target is not None and not self.views.tabBar().hasFocus():
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _select(self, *_what: object) -> None:
        """Tell the actions what is selected in the view that is shown."""
        overview = self._overview
        if overview is None or self._is_empty:
            self.commands.select(Selected())
            return
        view = self.views.currentIndex()
        self.commands.select(
            Selected(
                overview,
                self.claims.current if view == CLAIMS else None,
                self.claims.file.entry if view == CLAIMS else None,
                self.denied.view.selected() if view == DENIED else (),
                self.deposits.view.current() if view == DEPOSITS else None,
            )
        )

    # -- for the window

    def show_record(self, record: AnyRecord) -> None:
        """Bring a record of the ledger into view: a claim, an amount, a deposit, or the entry of a claim's history."""
        if isinstance(record, LEDGER_KINDS):
            self._wanted = record
            self._find_wanted()

    def _find_wanted(self) -> None:
        wanted = self._wanted
        if wanted is None or self._overview is None:
            return
        self._wanted = None
        match wanted:
            case Deposit():
                self._show_deposit(wanted.id)
            case Payment():
                self._show_deposit(wanted.deposit)
            case Resubmission() | WriteOff() if self._is_waiting(wanted):
                self._show_denied(wanted)
            case AwardDecision() | Acceptance():
                live = self._overview.ledger.live.get(wanted.quarter)
                self._show_claim(live.number if live else "", wanted)
            case Signer():
                pass
            case _:
                self._show_claim(wanted.number, wanted)

    def _show_claim(self, number: str, record: LedgerRecord | None = None) -> None:
        if not self.claims.select(number):
            return
        self.views.setCurrentIndex(CLAIMS)
        if record is None:
            self.claims.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.claims.file.show_record(record)
            self.claims.file.focus()

    def _show_deposit(self, number: int) -> None:
        self.views.setCurrentIndex(DEPOSITS)
        self.deposits.select(number)
        self.deposits.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_waiting(self, record: Resubmission | WriteOff) -> bool:
        rows = self._overview.denied if self._overview else ()
        return any((each.line.amount.number, each.line.amount.line) == (record.number, record.line) for each in rows)

    def _show_denied(self, record: Resubmission | WriteOff) -> None:
        self.views.setCurrentIndex(DENIED)
        self.denied.search.clear()
        self.denied.view.select(
            lambda each: (each.line.amount.number, each.line.amount.line) == (record.number, record.line)
        )
        self.denied.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def search_target(self) -> QWidget | None:
        """The search field of the view that is shown."""
        return (self.claims.file.search, self.denied.search, None, self.deposits.search)[self.views.currentIndex()]

    def first_focus(self) -> QWidget | None:
        """The rows of the view that is shown."""
        if self._is_empty:
            return self.empty.button
        views = (self.claims.list.view, self.denied.view, self.receivable.table.view, self.deposits.view)
        return views[self.views.currentIndex()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the derivation."""
        if event.key() == Qt.Key.Key_Escape and not self.sides.panel.isHidden():
            self.sides.panel.close_panel()
        else:
            super().keyPressEvent(event)


_TITLES = ("&Claims", "De&nied", "&Receivable", "Deposi&ts")


def _subtitle(overview: Overview) -> str:
    """How many claims are in force."""
    return count(len(overview.in_force), "claim in force", "claims in force") if overview.positions else ""
