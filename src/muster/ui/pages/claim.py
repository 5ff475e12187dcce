"""The claim of a quarter, a draft or certified: lines and totals, findings, corrections; every figure explains."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from muster.domain.claim import Claim
from muster.domain.fiscal import Quarter
from muster.domain.ledger.positions import ClaimPosition, Status
from muster.domain.ledger.records import CertifiedClaim
from muster.domain.readings import Preset
from muster.domain.records import AnyRecord, OfficerRecord, Result
from muster.services.claims import Difference
from muster.services.ledger_overview import OUT_OF_FORCE
from muster.services.readings import ReadingRow
from muster.ui import actions
from muster.ui import format as shown
from muster.ui.page import Page, PageContext
from muster.ui.pages.claim_adjustments import AdjustmentsPanel
from muster.ui.pages.claim_certifying import Certifying
from muster.ui.pages.claim_comparison import Comparison, compare_button
from muster.ui.pages.claim_documents import ClaimDocuments
from muster.ui.pages.claim_explaining import Explaining
from muster.ui.pages.claim_findings import FindingsPanel
from muster.ui.pages.claim_lines import (
    FIGURES,
    PRESETS,
    WARNINGS,
    LineRow,
    LineTotals,
    line_columns,
    rows_of,
    total_columns,
)
from muster.ui.pages.claim_summary import Summary
from muster.ui.pages.claim_versions import DRAFT, VersionPicker, in_force
from muster.ui.pages.claim_views import ClaimViews
from muster.ui.pages.claim_warnings import WarningsPanel
from muster.ui.theme import UNIT
from muster.ui.widgets.beside_panels import BesidePanels
from muster.ui.widgets.derivation_panel import DerivationPanel
from muster.ui.widgets.footed_table import FootedTable
from muster.ui.widgets.layouts import row
from muster.ui.widgets.leaf_documents import LeafDocuments
from muster.ui.widgets.preset_switch import PresetSwitch
from muster.ui.widgets.quarter_picker import QuarterPicker
from muster.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from muster.services.ports import Progress
    from muster.ui.widgets.side_panel import SidePanel


class Shown(NamedTuple):
    """A quarter's claim to show, and all that were certified, the newest first."""

    claim: Claim
    versions: list[ClaimPosition]


class Compared(NamedTuple):
    """Both presets of one quarter."""

    quarter: Quarter
    differences: list[Difference]
    readings: list[ReadingRow]


class ClaimPage(Page):
    """One quarter's claim: a draft under one preset from the records as they now stand, or a certified one."""

    key, title, icon = "claim", "Claim", "claim"

    def __init__(self, context: PageContext) -> None:
        """Lay it out; nothing is computed before it is shown."""
        super().__init__(context)
        self._claim: Claim | None = None
        self._versions: list[ClaimPosition] = []
        self._wanted: str | None = None  # the claim to show, DRAFT for the draft; None: the one in force
        self._add_actions()
        self.picker = QuarterPicker(self)
        self.versions = VersionPicker(self)
        self.presets = PresetSwitch(self)
        self.compare = compare_button()
        self.search = SearchField("Search the lines", self)
        self.search.setMinimumWidth(20 * UNIT)
        self.summary = Summary(self)
        self.lines: FootedTable[LineRow, LineTotals] = FootedTable(
            line_columns(), total_columns(), "Claim lines", context.settings
        )
        self.comparison = Comparison(context.settings)
        self.derivation = DerivationPanel(context.go_to, self)
        LeafDocuments(context, self.derivation)
        self.warnings = WarningsPanel(self)
        self.findings = FindingsPanel(self)
        self.adjustments = AdjustmentsPanel(self)
        self.panels: tuple[SidePanel, ...] = (self.derivation, self.warnings, self.findings, self.adjustments)
        self.views = ClaimViews(self.lines, self.comparison, lambda: context.go_to("officers", None))
        self._lay_out()
        self.explaining = Explaining(self, self.derivation)
        self.certifying = Certifying(self)
        self._connect()

    # -- layout

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * UNIT)
        column.addWidget(self.summary)
        column.addWidget(self.views, 1)
        self.beside = BesidePanels(middle, self.panels, self.lines.view)
        choices = (self.picker, self.versions, self.presets, self.compare, None, self.search)
        self.body.addLayout(row(*choices, spacing=2 * UNIT))
        self.body.addWidget(self.beside, 1)

    def _connect(self) -> None:
        self.picker.picked.connect(lambda _quarter: self._choose(None))
        self.versions.picked.connect(self._choose)
        self.presets.picked.connect(lambda _preset: self._compute())
        self.compare.toggled.connect(lambda on: self._show_view(comparing=on))
        self.search.set_target(self.lines.view)
        self.search.textChanged.connect(self._filter)
        self.lines.table.filters_changed.connect(self._tell_shown)
        self.lines.view.identify_by(lambda row: row.line.officer_id)
        self.lines.view.figure_opened.connect(self._open_figure)
        self.lines.view.opened.connect(lambda row: self._ask(row.line.officer_id, "total"))
        self.lines.view.current_changed.connect(self._follow)
        self.lines.totals.figure_opened.connect(lambda _totals, title: self._ask(None, FIGURES[title]))
        for view in (self.comparison.table.view, self.comparison.table.totals):
            view.figure_opened.connect(self._open_difference)
            view.opened.connect(lambda difference: self._open_difference(difference, ""))
        self.summary.asked.connect(lambda figure: self._ask(None, figure))
        self.summary.corrections_asked.connect(self._show_corrections)
        self.warnings.line_asked.connect(self._select_line)
        self.adjustments.explain_asked.connect(self.explaining.ask_correction)
        self.adjustments.amend_asked.connect(self.certifying.amend)
        self.beside.closed.connect(self.explaining.forget)

    def _add_actions(self) -> None:
        self.warnings_action = self.add_action(
            "&Warnings", self._show_all_warnings, icon="warning", tip="Show every warning"
        )
        self.examine_action = self.add_action(
            "E&xamine", self.show_findings, icon="check", shortcut=actions.EXAMINE, tip="What the examiner finds"
        )
        self.documents = ClaimDocuments(self)
        self.certify_action = self.add_action(
            "Certif&y…",
            self._certify,
            icon="certify",
            shortcut=actions.CERTIFY,
            primary=True,
            tip="Sign and freeze the claim",
        )

    # -- reading

    def load(self) -> None:
        """Offer the quarters and show the chosen one's claim."""
        quarters = self.context.services.claims.quarters(self.context.today)
        first_time = self.picker.quarter is None
        self.picker.set_quarters(quarters)
        if first_time:
            ended = [each for each in quarters if each.until <= self.context.today]
            self.picker.choose((ended or quarters)[-1])
        self._compute()

    @property
    def claim(self) -> Claim | None:
        """What is shown; None while it is being computed."""
        return self._claim

    @property
    def position(self) -> ClaimPosition | None:
        """Where the claim shown stands; None for a draft."""
        number = self._claim.number if self._claim else ""
        return next((each for each in self._versions if each.claim.number == number), None)

    def show_claim_numbered(self, number: str) -> None:
        """Show a certified claim of the chosen quarter once the page reads again."""
        self._wanted = number

    def show_draft(self, quarter: Quarter) -> None:
        """Show a quarter's draft."""
        self.picker.choose(quarter)
        self._choose(DRAFT)

    def _choose(self, number: str | None) -> None:
        self._wanted = number
        self._compute()

    def _compute(self) -> None:
        quarter, preset, wanted = self.picker.quarter, self.presets.preset, self._wanted
        if quarter is None:
            return
        self._set_claim(None)
        self.say(f"Computing {quarter} …")
        services = self.context.services
        self.message.clear()
        versions: list[ClaimPosition] = []

        def work(_progress: "Progress") -> Shown:
            versions.extend(services.ledger.of_quarter(quarter))
            number = in_force(versions) if wanted is None else wanted
            claim = services.ledger.frozen(number).claim if number else services.claims.claim(quarter, preset)
            return Shown(claim, versions)

        def failed(why: str) -> None:
            self._show_refusal(versions, in_force(versions) if wanted is None else wanted, why)

        self.context.tasks.run(self, "Computing the claim", work, self._show_claim, failed)
        if self.compare.isChecked():
            self._compare(quarter)

    def _set_claim(self, claim: Claim | None) -> None:
        self._claim = claim
        self.documents.set_claim(claim)
        self.warnings_action.setEnabled(claim is not None)
        draft = claim is not None and claim.certification is None
        self.certify_action.setEnabled(claim is not None and self._certifiable())
        self.examine_action.setEnabled(claim is not None)
        self.presets.setEnabled(draft or claim is None)
        self.compare.setEnabled(draft or claim is None)

    def _certifiable(self) -> bool:
        """Whether the quarter's claim can be certified, or the one in force revised: nobody has decided on it (R15)."""
        number = in_force(self._versions)
        live = next((each for each in self._versions if each.claim.number == number), None)
        decided = live is not None and live.status not in {Status.CERTIFIED, Status.SUBMITTED}
        why = f"{number} has been decided on; corrections stand on the next claim" if decided else ""
        self.certify_action.setToolTip(why or "Sign and freeze the claim (Ctrl+Shift+S)")
        return not decided

    def _show_claim(self, shown_now: Shown) -> None:
        """Show a claim, if it is still the one that is wanted."""
        claim, versions = shown_now
        if claim.quarter != self.picker.quarter:
            return
        if claim.certification is None and claim.preset is not self.presets.preset:
            return
        self.adjustments.close_panel()  # what it says is another claim's, or of before
        self._versions = versions
        self.versions.set_versions(versions, claim.number if claim.certification else DRAFT)
        self._set_claim(claim)
        self.views.show_lines(comparing=self.compare.isChecked())
        self.summary.show()
        self.summary.show_claim(claim)
        self.lines.table.set_records(rows_of(claim))
        self._show_totals(claim)
        self.views.empty.set_empty(not claim.lines and not claim.adjustments)
        self.warnings.set_claim(claim)
        self.warnings_action.setText(f"&Warnings ({len(claim.warnings)})")
        self.certify_action.setText("Re&vise…" if in_force(versions) else "Certif&y…")
        self.say(self._described(claim))
        self.certifying.examine(claim)
        position = self.position
        if position is not None:
            self.certifying.look_behind(position)
        self.explaining.ask_again(comparing=self.compare.isChecked())

    def _show_refusal(self, versions: list[ClaimPosition], number: str, why: str) -> None:
        """Say why the claim is not shown, in the place of its figures; the quarter's others can be chosen."""
        self._versions = versions
        self.versions.set_versions(versions, number)
        self.beside.close_panels()
        self.summary.hide()
        self.views.refuse(why)
        self.say(number)

    def _show_totals(self, claim: Claim) -> None:
        self.lines.show_totals([LineTotals.of(claim, len(self.lines.table.shown()))])

    def _described(self, claim: Claim) -> str:
        made, position, lines = claim.certification, self.position, shown.count(len(claim.lines), "line")
        if made is not None and position is not None:
            status = f" · {position.status}" if position.status in OUT_OF_FORCE else ""
            return f"{lines} · certified on {shown.day(made.certified_on)} by {made.official}{status}"
        return f"{shown.day(claim.quarter.start)} to {shown.day(claim.quarter.last_day)} · {lines} · draft"

    # -- comparing

    def _show_view(self, *, comparing: bool) -> None:
        self.views.show_lines(comparing=comparing)
        self.search.setVisible(not comparing)
        if comparing and self.picker.quarter is not None:
            self._compare(self.picker.quarter)

    def _compare(self, quarter: Quarter) -> None:
        services = self.context.services

        def work(_progress: "Progress") -> Compared:
            return Compared(quarter, services.claims.compare(quarter), services.readings.rows(quarter.last_day))

        self.run("Comparing the presets", work, self._show_comparison)

    def _show_comparison(self, compared: Compared) -> None:
        if compared.quarter == self.picker.quarter:
            self.comparison.show_differences(compared.differences, compared.readings)

    def _open_difference(self, difference: Difference, title: str) -> None:
        """Where a figure comes from under either preset, or what makes the difference."""
        award = difference.officer_id is None and difference.name.startswith("Award")
        figure = "award" if award else "total"
        if title in PRESETS:
            self._ask(difference.officer_id, figure, Preset(title.lower()))
        else:
            self.beside.remember_focus()
            self.explaining.ask_change(difference.officer_id, figure)

    # -- the panels

    def _open_figure(self, row: LineRow, title: str) -> None:
        if title == WARNINGS:
            if row.warnings:
                self._show_warnings(row.line.officer_id)
        else:
            self._ask(row.line.officer_id, FIGURES[title])

    def _ask(self, officer_id: str | None, figure: str, preset: Preset | None = None) -> None:
        """Show where a figure comes from."""
        self.beside.remember_focus()
        self.explaining.ask(officer_id, figure, preset)

    def show_findings(self) -> None:
        """Show what the examiner finds, or had found."""
        self.beside.remember_focus()
        self.findings.open_panel()
        self.beside.show_panel(self.findings)

    def tell_findings(self, number: int, *, blocking: int) -> None:
        """Tell on the button how many findings want to be looked at."""
        blocks = f", {blocking} blocking" if blocking else ""
        self.examine_action.setText(f"E&xamine ({number}{blocks})" if number else "E&xamine")

    def _show_corrections(self, figure: str) -> None:
        if self._claim is not None:
            self.beside.remember_focus()
            self.adjustments.show_corrections(self._claim, figure)
            self.beside.show_panel(self.adjustments)

    def _show_all_warnings(self) -> None:
        self._show_warnings(None)

    def _show_warnings(self, officer_id: str | None) -> None:
        self.beside.remember_focus()
        self.warnings.show_warnings(officer_id)
        self.beside.show_panel(self.warnings)

    def _follow(self, row: LineRow | None) -> None:
        """While the warnings of one line are shown, they are those of the current line."""
        if row is not None:
            self.warnings.follow(row.line.officer_id)

    def _select_line(self, officer_id: str) -> None:
        self.compare.setChecked(False)
        self.search.clear()
        self.lines.view.select(lambda row: row.line.officer_id == officer_id)

    def _certify(self) -> None:
        self.certifying.certify()

    # -- what every page has

    def _filter(self, text: str) -> None:
        self.lines.table.filter_words(text)
        self._tell_shown()

    def _tell_shown(self) -> None:
        if self._claim is not None:
            self._show_totals(self._claim)

    def show_record(self, record: AnyRecord) -> None:
        """Bring an officer's line, a result's quarter or a certified claim into view."""
        if isinstance(record, Result):
            self.picker.choose(record.quarter)
            self._choose(None)
        elif isinstance(record, CertifiedClaim):
            self.picker.choose(record.quarter)
            self._choose(record.number)
        elif isinstance(record, OfficerRecord):
            self._select_line(record.officer_id)

    def search_target(self) -> QWidget | None:
        """The search field, while the lines are shown."""
        return None if self.compare.isChecked() else self.search

    def first_focus(self) -> QWidget | None:
        """The lines."""
        return self.lines.view

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the side panel."""
        if event.key() != Qt.Key.Key_Escape or not self.beside.close_panels():
            super().keyPressEvent(event)
