"""The claims and where each stands, with the file of the current one below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QSplitter, QVBoxLayout, QWidget

from muster.domain.ledger.positions import ClaimPosition
from muster.services.ledger_overview import Overview
from muster.ui.page import PageContext
from muster.ui.pages.ledger_file import ClaimFile
from muster.ui.pages.ledger_tables import TITLES, Totals, claim_columns, out_of_force, total_columns
from muster.ui.theme import ROW_HEIGHT
from muster.ui.widgets.footed_table import FootedTable
from muster.ui.widgets.layouts import pane, remember


class ClaimsView(QWidget):
    """The list of claims and the file of the current one.

    Attributes:
        chosen: Another claim is the current one.
        figure_asked: A figure of a claim was asked for; ``total_asked`` of all in force.
    """

    chosen = Signal()
    figure_asked = Signal(object, str)
    total_asked = Signal(str)

    def __init__(self, context: PageContext) -> None:
        """Empty."""
        super().__init__()
        self._overview: Overview | None = None
        self.all_claims = QCheckBox("Sho&w superseded and void")
        self.list: FootedTable[ClaimPosition, Totals] = FootedTable(
            claim_columns(), total_columns(("Total", "", "", ""), TITLES), "Claims", context.settings, stretch=False
        )
        self.file = ClaimFile(context)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(pane(self.list))
        self.parts.addWidget(self.file)
        self.parts.setSizes([8 * ROW_HEIGHT, 10 * ROW_HEIGHT])
        remember(self.parts, context.settings, "ledger/claims")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.parts)
        self._wire()

    def _wire(self) -> None:
        view = self.list.view
        view.identify_by(lambda each: each.claim.number)
        self.list.totals.identify_by(lambda _totals: "in force")
        self.list.table.filters_changed.connect(self._tell)
        view.current_changed.connect(self._choose)
        view.opened.connect(lambda _each: self.file.focus())
        view.figure_opened.connect(lambda each, title: self.figure_asked.emit(each, TITLES[title]))
        self.list.totals.figure_opened.connect(lambda _totals, title: self.total_asked.emit(TITLES[title]))
        self.all_claims.toggled.connect(self._filter)
        escape = QShortcut(QKeySequence("Esc"), self.file)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(lambda: view.setFocus(Qt.FocusReason.OtherFocusReason))

    @property
    def current(self) -> ClaimPosition | None:
        """The current claim."""
        return self.list.view.current()

    def show_overview(self, overview: Overview) -> None:
        """Show the claims of a ledger; the newest one in force is current at first."""
        self._overview = overview
        gone = len(overview.positions) - len(overview.in_force)
        self.all_claims.setText(f"Sho&w superseded and void ({gone})")
        self.all_claims.setEnabled(bool(gone))
        self.list.table.set_records(overview.positions)
        self._filter()
        if self.current is None and overview.in_force:
            self.select(overview.in_force[-1].claim.number)
        self._choose(self.current)

    def _filter(self, *_what: object) -> None:
        everything = self.all_claims.isChecked()
        self.list.table.filter_by(lambda each: everything or not out_of_force(each))
        self._tell()

    def _tell(self) -> None:
        """The totals are those of all claims in force, as their derivations are."""
        if self._overview is not None:
            shown = f", {self.list.table.rowCount()} shown" if self.list.table.filters else ""
            claims = self._overview.in_force
            self.list.show_totals([Totals.of(claims, f"{len(claims)} in force{shown}")])

    def _choose(self, position: ClaimPosition | None) -> None:
        if self._overview is not None:
            self.file.show_claim(self._overview, position)
            self.chosen.emit()

    def select(self, number: str) -> bool:
        """Make a claim the current one, also one that is out of force; tells whether there is one."""
        found = self._overview.position(number) if self._overview else None
        if found is not None and out_of_force(found):
            self.all_claims.setChecked(True)
        return self.list.view.select(lambda each: each.claim.number == number)
