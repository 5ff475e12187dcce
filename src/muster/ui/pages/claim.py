"""The claim of a quarter: lines and totals, what to look at, the award apart; every figure opens its derivation."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from muster.domain.claim import Claim
from muster.domain.derivation import Derivation
from muster.domain.fiscal import Quarter
from muster.domain.readings import Preset
from muster.domain.records import OfficerRecord, Record, Result
from muster.services.claims import Difference
from muster.services.readings import ReadingRow
from muster.ui import actions
from muster.ui import format as shown
from muster.ui.page import Page, PageContext
from muster.ui.pages.claim_comparison import Comparison, compare_button
from muster.ui.pages.claim_documents import FORMATS, ClaimDocuments
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
from muster.ui.pages.claim_questions import Question
from muster.ui.pages.claim_summary import Summary
from muster.ui.pages.claim_warnings import WarningsPanel, names_of
from muster.ui.theme import UNIT, look
from muster.ui.widgets.derivation_panel import DerivationPanel
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.footed_table import FootedTable
from muster.ui.widgets.layouts import row
from muster.ui.widgets.preset_switch import PresetSwitch
from muster.ui.widgets.quarter_picker import QuarterPicker
from muster.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from muster.services.ports import Progress


class Compared(NamedTuple):
    """Both presets of one quarter."""

    quarter: Quarter
    differences: list[Difference]
    readings: list[ReadingRow]


class ClaimPage(Page):
    """One quarter's claim under one preset, computed from the records as they now stand."""

    key, title, icon = "claim", "Claim", "claim"

    def __init__(self, context: PageContext) -> None:
        """Lay it out; nothing is computed before it is shown."""
        super().__init__(context)
        self._claim: Claim | None = None
        self._question: Question | None = None
        self._asked_from: QWidget | None = None
        self._documents = ClaimDocuments(self)
        self._add_actions()
        self.picker = QuarterPicker(self)
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
        self.warnings = WarningsPanel(self)
        self.empty = EmptyOr(self.lines, self._nothing_to_claim())
        self._lay_out()
        self._connect()

    # -- layout

    def _nothing_to_claim(self) -> EmptyState:
        return EmptyState(
            "Nothing to claim in this quarter",
            "No officer has claimable days with pay, or overtime, in it. Officers need an authorization under an "
            "agreement in force, and a pay record.",
            icon="claim",
            action="Go to Officers",
            slot=lambda: self.context.go_to("officers", None),
        )

    def _lay_out(self) -> None:
        self._views = QStackedWidget()
        self._views.addWidget(self.empty)
        self._views.addWidget(self.comparison)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * UNIT)
        column.addWidget(self.summary)
        column.addWidget(self._views, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(2 * UNIT)
        look(self._splitter, "gap")
        self._splitter.setChildrenCollapsible(False)
        for position, widget in enumerate((middle, self.derivation, self.warnings)):
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(position, int(position == 0))
        self.body.addLayout(row(self.picker, self.presets, self.compare, None, self.search, spacing=2 * UNIT))
        self.body.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        self.picker.picked.connect(lambda _quarter: self._compute())
        self.presets.picked.connect(lambda _preset: self._compute())
        self.compare.toggled.connect(lambda on: self._show_view(comparing=on))
        self.search.set_target(self.lines.view)
        self.search.textChanged.connect(self._filter)
        self.lines.view.identify_by(lambda row: row.line.officer_id)
        self.lines.view.figure_opened.connect(self._open_figure)
        self.lines.view.opened.connect(lambda row: self._ask(row.line.officer_id, "total"))
        self.lines.view.current_changed.connect(self._follow)
        self.lines.totals.figure_opened.connect(lambda _totals, title: self._ask(None, FIGURES[title]))
        for view in (self.comparison.table.view, self.comparison.table.totals):
            view.figure_opened.connect(self._open_difference)
            view.opened.connect(lambda difference: self._open_difference(difference, ""))
        self.summary.asked.connect(lambda figure: self._ask(None, figure))
        self.derivation.line_asked.connect(self._ask_line)
        self.derivation.went_back.connect(self._ask_no_more)
        self.warnings.line_asked.connect(self._select_line)
        for panel in (self.derivation, self.warnings):
            panel.closed.connect(self._panel_closed)

    def _add_actions(self) -> None:
        self.warnings_action = self.add_action(
            "&Warnings", self._show_all_warnings, icon="warning", tip="Show every warning"
        )
        menu = QMenu(self)
        self._save_actions: list[QAction] = []
        for suffix, kind in FORMATS.items():
            keys = actions.SAVE_PDF if suffix == "pdf" else None
            made = actions.action(
                self, f"Save as {kind.name}…", partial(self._save, suffix), icon=_ICONS[suffix], shortcut=keys
            )
            menu.addAction(made)
            self.addAction(made)
            self._save_actions.append(made)
        self._menu_action = self.add_action("&Save as", menu.show, icon="export", menu=menu, tip="PDF, Excel or CSV")
        self.removeAction(self._menu_action)  # the window's menu lists what is in it
        self.print_action = self.add_action(
            "&Print…", self._preview, icon="print", shortcut=actions.PRINT, primary=True, tip="Preview and print"
        )

    # -- reading

    def load(self) -> None:
        """Offer the quarters and compute the chosen one."""
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

    def _compute(self) -> None:
        quarter, preset = self.picker.quarter, self.presets.preset
        if quarter is None:
            return
        self._set_claim(None)
        self.say(f"Computing {quarter} …")
        claims = self.context.services.claims
        self.message.clear()
        self.run("Computing the claim", lambda _progress: claims.claim(quarter, preset), self._show_claim)
        if self.compare.isChecked():
            self._compare(quarter)

    def _set_claim(self, claim: Claim | None) -> None:
        self._claim = claim
        for each in (*self._save_actions, self._menu_action, self.print_action, self.warnings_action):
            each.setEnabled(claim is not None)

    def _show_claim(self, claim: Claim) -> None:
        """Show a claim, if it is still the one that is wanted."""
        if (claim.quarter, claim.preset) != (self.picker.quarter, self.presets.preset):
            return
        self._set_claim(claim)
        self.summary.show_claim(claim)
        self.lines.table.set_records(rows_of(claim))
        self._show_totals(claim)
        self.empty.set_empty(not claim.lines)
        self.warnings.set_claim(claim)
        self.warnings_action.setText(f"&Warnings ({len(claim.warnings)})")
        self._describe(claim)
        self._ask_again()

    def _show_totals(self, claim: Claim) -> None:
        self.lines.show_totals([LineTotals.of(claim, len(self.lines.table.shown()))])

    def _describe(self, claim: Claim) -> None:
        quarter = claim.quarter
        days = f"{shown.day(quarter.start)} to {shown.day(quarter.last_day)}"
        self.say(f"{days} · {shown.count(len(claim.lines), 'line')} · draft")

    # -- comparing

    def _show_view(self, *, comparing: bool) -> None:
        self._views.setCurrentWidget(self.comparison if comparing else self.empty)
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
        preset = Preset(title.lower()) if title in PRESETS else None
        award = difference.officer_id is None and difference.name.startswith("Award")
        self._ask_under(preset, difference.officer_id, "award" if award else "total")

    # -- derivations

    def _open_figure(self, row: LineRow, title: str) -> None:
        if title == WARNINGS:
            if row.warnings:
                self._show_warnings(row.line.officer_id)
        else:
            self._ask(row.line.officer_id, FIGURES[title])

    def _ask(self, officer_id: str | None, figure: str) -> None:
        """Show where a figure of the claim comes from."""
        self._ask_under(self.presets.preset, officer_id, figure)

    def _ask_line(self, officer_id: str, figure: str) -> None:
        """Show where a line of the total comes from whose derivation is shown."""
        self._ask_under(self._question.preset if self._question else self.presets.preset, officer_id, figure)

    def _ask_under(self, preset: Preset | None, officer_id: str | None, figure: str) -> None:
        if self._claim is None:
            return
        if not self.derivation.isAncestorOf(self.focusWidget()):
            self._asked_from = self.focusWidget()
        name = "reimbursement" if officer_id is None and figure == "total" else figure
        self._work_out(Question(self._claim.quarter, preset, officer_id, name), focus=True)

    def _ask_again(self) -> None:
        """After another choice, or a change: the same figure of the claim now shown."""
        if self._claim is None or self._question is None or self.derivation.isHidden():
            return
        if not self.compare.isChecked():
            question = replace(self._question, quarter=self._claim.quarter, preset=self._claim.preset)
        else:
            question = replace(self._question, quarter=self._claim.quarter)
        self._work_out(question, focus=False)

    def _ask_no_more(self, question: Question) -> None:
        """The panel shows again what it had shown for an earlier question."""
        self._question = question

    def _work_out(self, question: Question, *, focus: bool) -> None:
        self._question = question
        claim, claims = self._claim, self.context.services.claims
        if claim is not None:
            self.run(
                "Working out the figure",
                lambda _progress: question.answer(claims, claim),
                lambda found: self._show_derivation(question, found, focus=focus),
            )

    def _show_derivation(self, question: Question, found: Derivation, *, focus: bool) -> None:
        if question == self._question and question.quarter == self.picker.quarter:
            names = names_of(self._claim) if self._claim else {}
            self.warnings.hide()
            self.derivation.show_derivation(found, question.subject(names), about=question, focus=focus)
            self._make_room(self.derivation)

    def _make_room(self, panel: QWidget) -> None:
        """Give a panel its width, at most half; keep the current line in view."""
        width = self._splitter.width()
        wanted = min(panel.sizeHint().width(), width // 2)
        if panel.width() < wanted or panel.width() > width // 2:
            self._splitter.setSizes([width - wanted, wanted, wanted])
        QTimer.singleShot(0, self, self._keep_current_in_view)  # once the table has its new width

    def _keep_current_in_view(self) -> None:
        view = self.lines.view
        if view.currentIndex().isValid():
            view.scrollTo(view.currentIndex())

    # -- warnings

    def _show_all_warnings(self) -> None:
        self._show_warnings(None)

    def _show_warnings(self, officer_id: str | None) -> None:
        self._asked_from = self.focusWidget()
        self.derivation.hide()
        self.warnings.show_warnings(officer_id)
        self._make_room(self.warnings)

    def _follow(self, row: LineRow | None) -> None:
        """While the warnings of one line are shown, they are those of the current line."""
        if row is not None:
            self.warnings.follow(row.line.officer_id)

    def _select_line(self, officer_id: str) -> None:
        self.compare.setChecked(False)
        self.search.clear()
        self.lines.view.select(lambda row: row.line.officer_id == officer_id)

    def _panel_closed(self) -> None:
        self._question = None
        target = self._asked_from or self.lines.view
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- documents

    def _save(self, suffix: str) -> None:
        if self._claim is not None:
            self._documents.save(self._claim, suffix)

    def _preview(self) -> None:
        if self._claim is not None:
            self._documents.preview(self._claim)

    # -- what every page has

    def _filter(self, text: str) -> None:
        self.lines.table.filter_words(text)
        if self._claim is not None:
            self._show_totals(self._claim)

    def show_record(self, record: Record) -> None:
        """Bring an officer's line, or a result's quarter, into view."""
        if isinstance(record, Result):
            self.picker.choose(record.quarter)
            self._compute()
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
        if event.key() == Qt.Key.Key_Escape and not (self.derivation.isHidden() and self.warnings.isHidden()):
            self.derivation.close_panel()
            self.warnings.close_panel()
        else:
            super().keyPressEvent(event)


_ICONS = {"pdf": "pdf", "xlsx": "workbook", "csv": "export"}
