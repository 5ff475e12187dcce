"""Location results: one row a quarter with rate, tier and award estimate; what each source states below."""

from collections.abc import Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSplitter, QWidget

from muster.domain import words
from muster.domain.award import rate, rate_words
from muster.domain.award_explanation import explain_estimates, explain_rate
from muster.domain.derivation import Derivation
from muster.domain.documents import Attachment
from muster.domain.fiscal import Quarter
from muster.domain.money import Cents
from muster.domain.readings import Preset
from muster.domain.records import Agreement, AnyRecord, Authorization, Interruption, Officer, Override, Result
from muster.services.changes import Changed
from muster.services.documents import Attached
from muster.services.results import ResultRow
from muster.ui import actions
from muster.ui.dialogs.record_dialog import RecordDialog
from muster.ui.format import amount, brought_back, day
from muster.ui.icons import pixmap
from muster.ui.models.record_table import Align, Kind, Mark, RecordTable, TableColumn
from muster.ui.page import Page, PageContext
from muster.ui.pages.beside_derivation import BesideDerivation, Show
from muster.ui.pages.document_desk import DocumentDesk, one
from muster.ui.pages.results_words import (
    QuarterResult,
    award_words,
    source_words,
    sources_words,
    stated_words,
    tier_test,
    tier_words,
    year_of,
    year_totals,
)
from muster.ui.theme import ROW_HEIGHT, UNIT, look
from muster.ui.widgets.enclosures import Enclosures
from muster.ui.widgets.figure_row import FigureRow
from muster.ui.widgets.form import RecordForm
from muster.ui.widgets.layouts import pane, row, tab_order
from muster.ui.widgets.preset_switch import PresetSwitch
from muster.ui.widgets.quarter_picker import quarter_words
from muster.ui.widgets.table import RecordView

T = TypeVar("T")

NOTE = (
    "The award is ICE's to decide, on the locations and on overall assistance. What stands here is an estimate, "
    "kept apart from the cost claim."
)
_ONLY_COUNTS = "Two whole numbers a quarter. Nothing about the persons is recorded."
_FORM = ("quarter", "stated_by", "referred", "located", "document", "dated_on")


def _differ_mark(each: QuarterResult) -> Mark | None:
    return Mark("info", sources_words(each), "accent") if each.award.other else None


def _count(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _referred(each: QuarterResult) -> int | None:
    return each.award.result.referred if each.award.result else None


def _located(each: QuarterResult) -> int | None:
    return each.award.result.located if each.award.result else None


def _document(each: QuarterResult) -> str:
    return each.award.result.document if each.award.result else ""


def _rate(each: QuarterResult) -> str:
    return rate_words(each.award.result) if each.award.result else ""


def _rate_tip(each: QuarterResult) -> str | None:
    return f"Exactly {_located(each)} of {_referred(each)}" if each.award.result else None


def _estimate(each: QuarterResult) -> str:
    return amount(each.award.amount) if each.award.result else ""


def _estimated(each: QuarterResult) -> Cents | None:
    return each.award.amount if each.award.result else None


def _per_officer(each: QuarterResult) -> str:
    return amount(each.award.per_officer) if each.award.result else ""


QUARTER_COLUMNS: tuple[TableColumn[QuarterResult], ...] = (
    TableColumn("Quarter", lambda each: str(each.row.quarter), lambda each: each.row.quarter),
    TableColumn("Referred", lambda each: _count(_referred(each)), _referred, Align.RIGHT, kind=Kind.COUNT),
    TableColumn("Located", lambda each: _count(_located(each)), _located, Align.RIGHT, kind=Kind.COUNT),
    TableColumn("Stated by", stated_words, mark=_differ_mark),
    TableColumn("Document", _document, tip=_document, stretch=True),
    TableColumn(
        "Dated",
        lambda each: day(each.award.result.dated_on) if each.award.result else "",
        lambda each: each.award.result.dated_on if each.award.result else None,
        kind=Kind.DATE,
    ),
    TableColumn("Rate", _rate, lambda each: each.row.rate, Align.RIGHT, tip=_rate_tip, is_link=True),
    TableColumn("Tier", tier_words, lambda each: each.award.tier, Align.RIGHT, is_link=True, kind=Kind.NUMBER),
    TableColumn(
        "Officers",
        lambda each: str(each.award.officers),
        lambda each: each.award.officers,
        Align.RIGHT,
        is_link=True,
        kind=Kind.NUMBER,
    ),
    TableColumn(
        "Per officer", _per_officer, lambda each: each.award.per_officer, Align.RIGHT, is_link=True, kind=Kind.MONEY
    ),
    TableColumn("Estimate", _estimate, _estimated, Align.RIGHT, room="999,999.99", is_link=True, kind=Kind.MONEY),
)
_EXPLAINED = {
    "Rate": "award_rate",
    "Tier": "award_tier",
    "Officers": "award_officers",
    "Per officer": "award_per_officer",
    "Estimate": "award",
}
"""The figure that a column shows, by its title."""

STATEMENT_COLUMNS: tuple[TableColumn[Result], ...] = (
    TableColumn("Stated by", source_words),
    TableColumn(
        "Referred", lambda each: f"{each.referred:,}", lambda each: each.referred, Align.RIGHT, kind=Kind.COUNT
    ),
    TableColumn("Located", lambda each: f"{each.located:,}", lambda each: each.located, Align.RIGHT, kind=Kind.COUNT),
    TableColumn("Rate", rate_words, rate, Align.RIGHT, is_link=True),
    TableColumn("Document", lambda each: each.document, stretch=True),
    TableColumn("Dated", lambda each: day(each.dated_on), lambda each: each.dated_on, kind=Kind.DATE),
)


class ResultsPage(Page):
    """The quarters, and below them the statements of the current one with the test of its tier."""

    key, title, icon = "results", "Results", "results"
    kinds = (Result, Officer, Agreement, Authorization, Interruption, Override, Attachment)

    def __init__(self, context: PageContext) -> None:
        """An empty page."""
        super().__init__(context)
        self._wanted: Result | None = None
        self._used = 0
        self.presets = PresetSwitch(self)
        self.quarters: RecordView[QuarterResult] = RecordView(
            RecordTable(QUARTER_COLUMNS), "Results by quarter", context.settings
        )
        use = TableColumn[Result]("Use", self._use, mark=self._use_mark, room="Kept, not used")
        self.desk = DocumentDesk[Result](context, self, self.message.error, one)
        self.statements: RecordView[Result] = RecordView(
            RecordTable(self.desk.among((*STATEMENT_COLUMNS, use))), "Statements", context.settings
        )
        self.totals = FigureRow("Award estimates", self)
        self.heading = QLabel(self)
        self.explanation = QLabel(self)
        self.test = QScrollArea(self)
        self._lay_out()
        self._wire()

    # -- layout

    def _lay_out(self) -> None:
        self.changing(self.add_action("&Add result…", self.add, icon="add", shortcut=actions.ADD, primary=True))
        self.edit_action = self.changing(self.add_action("&Edit…", self.edit, icon="edit", shortcut=actions.EDIT))
        self.remove_action = self.changing(self.add_action("&Remove…", self.remove, icon="remove"))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._quarters_part())
        parts.addWidget(self._detail_part())
        parts.setStretchFactor(0, 1)
        parts.setStretchFactor(1, 1)
        self.sides = BesideDerivation(parts, self.quarters, self.context, self.key)
        self.body.addWidget(self.sides, 1)

    def _quarters_part(self) -> QWidget:
        foot = row(self.totals, self.presets)
        foot.setStretch(0, 1)
        return pane(self.quarters, foot, self._note())

    def _note(self) -> QWidget:
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(UNIT)
        picture = QLabel()
        picture.setPixmap(pixmap("info", 16, "muted"))
        words = QLabel(NOTE)
        words.setWordWrap(True)
        look(words, "muted")
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        return whole

    def _detail_part(self) -> QWidget:
        look(self.heading, "heading")
        self.explanation.setWordWrap(True)
        self.explanation.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.explanation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.explanation.setMargin(UNIT)
        self.statements.setMinimumHeight(3 * ROW_HEIGHT)
        self.statements.setMaximumHeight(4 * ROW_HEIGHT)
        self.test.setAccessibleName("How the tier was found")
        self.test.setWidgetResizable(True)
        self.test.setWidget(self.explanation)
        look(self.test, "card")
        for ground in (self.test.viewport(), self.explanation):
            ground.setAutoFillBackground(False)
        return pane(self.heading, self.statements, self.test)

    def _wire(self) -> None:
        tab_order(self.quarters, *self.presets.buttons.values(), self.statements, self.test)
        self.quarters.identify_by(lambda each: each.row.quarter)
        self.quarters.current_changed.connect(self._detail)
        self.quarters.opened.connect(lambda _each: self.edit() if self.statements.current() else self.add())
        self.quarters.removal_asked.connect(lambda _rows: self.remove())
        ask = self.sides.ask
        self.quarters.figure_opened.connect(lambda each, title: ask(partial(self._explain, each.row.quarter, title)))
        self.totals.asked.connect(lambda year: ask(partial(self._explain_year, year)))
        self.statements.figure_opened.connect(
            lambda one, title: ask(partial(self._explain_rate, one.id)) if title == "Rate" else None
        )
        self.desk.serve(self.statements)
        self.statements.opened.connect(lambda _each: self.edit())
        self.statements.removal_asked.connect(lambda _rows: self.remove())
        self.statements.current_changed.connect(self._enable)
        self.presets.picked.connect(self._read)

    # -- reading

    def load(self) -> None:
        """Read every quarter off the GUI thread."""
        self._read()

    def _read(self, *_what: object) -> None:
        preset = self.presets.preset
        self.run("Estimating the awards", lambda _progress: self._gather(preset), self._show)

    def _gather(self, preset: Preset) -> tuple[list[QuarterResult], Attached]:
        rows = self.context.services.results.rows(self.context.today, preset)
        attached = self.context.services.documents.attached([each for row in rows for each in row.results])
        return [self._with_readings(row, preset) for row in rows], attached

    def _with_readings(self, row: ResultRow, preset: Preset) -> QuarterResult:
        readings = self.context.services.readings.rows(row.quarter.last_day)
        found = {each.parameter.name: each.under(preset) for each in readings}
        return QuarterResult(row, found["award_tiers"], found["award_rounding"], found["award_count_rule"])

    def _show(self, read: tuple[list[QuarterResult], Attached]) -> None:
        rows, self.desk.attached = read
        self.quarters.table.set_records(rows)
        if self.quarters.current() is None:
            self.quarters.select(lambda each: each.row == _first_shown(rows))
        self._detail(self.quarters.current())
        self._find_wanted()
        self.totals.tell("Estimates", year_totals(rows))
        without = [str(each.row.quarter) for each in rows if each.award.result is None]
        self.sides.ask_again()
        self.say(f"No result yet for {', '.join(without)}" if without else "Every quarter has a result")

    def _find_wanted(self) -> None:
        wanted = self._wanted
        if wanted is not None and self.quarters.select(lambda each: each.row.quarter == wanted.quarter):
            self.statements.select(lambda one: one == wanted)
            self._wanted = None

    def _detail(self, each: QuarterResult | None) -> None:
        if each is None:
            return
        self._used = each.award.result.id if each.award.result else 0
        self.heading.setText(f"{each.row.quarter}: what was stated, and the test of the tier")
        self.statements.table.set_records(each.row.results)
        self.statements.select(lambda one: one.id == self._used)
        lines = [sources_words(each), *tier_test(each), award_words(each)]
        self.explanation.setText("\n".join(line for line in lines if line))
        self._enable()

    def _use(self, result: Result) -> str:
        return "Used" if result.id == self._used else "Kept, not used"

    def _use_mark(self, result: Result) -> Mark | None:
        if result.id != self._used:
            return None
        return Mark("check", "The award is estimated from these counts", "success")

    def _enable(self, *_what: object) -> None:
        for each in (self.edit_action, self.remove_action):
            each.setEnabled(self.statements.current() is not None)

    # -- results

    def add(self) -> None:
        """Ask for a result, of the current quarter unless another is chosen."""
        current = self.quarters.current()
        stated = "ICE" if current is None or all(each.stated_by != "ICE" for each in current.row.results) else ""
        form = self._form()
        form.set_texts({"quarter": str(current.row.quarter) if current else "", "stated_by": stated})
        self._open("Add a location result", form)

    def edit(self) -> None:
        """Ask for changes to the current statement."""
        current = self.statements.current()
        if current is not None:
            form = self._form(current.quarter)
            form.set_record(current)
            self._open("Edit the location result", form, current)

    def _form(self, also: Quarter | None = None) -> RecordForm[Result]:
        quarters = {each.row.quarter for each in self.quarters.table.shown()} | ({also} if also else set())
        choices = [(str(quarter), quarter_words(quarter)) for quarter in sorted(quarters, reverse=True)]
        return RecordForm(Result, _FORM, choices={"quarter": choices})

    def _open(self, title: str, form: RecordForm[Result], seen: Result | None = None) -> None:
        save, files = partial(self._save, seen=seen), Enclosures(self)
        dialog = RecordDialog(title, form, save, self, text=_ONLY_COUNTS, enclosures=files)
        dialog.saved.connect(self.context.publish)
        dialog.open()

    def _save(self, result: Result, seen: Result | None) -> Changed:
        changed = self.context.services.records.save(result, seen)
        self._wanted = result
        return changed

    def remove(self) -> None:
        """Take the current statement out of the book, after asking."""
        result = self.statements.current()
        if result is None:
            return
        title = f"Remove the result of {result.quarter} stated by {words.stated_by(result.stated_by)}?"
        text = f"{result.located:,} of {result.referred:,} located. {brought_back(1)}"
        if self.context.prompts.confirm(self, title, text, "Remove"):
            self.attempt(lambda: self.context.services.records.remove([result]))

    # -- derivations

    def _explain(self, quarter: Quarter, title: str, show: Show) -> None:
        """Where a figure of a quarter comes from."""
        preset, claims = self.presets.preset, self.context.services.claims

        def derive(_progress: object) -> Derivation:
            return claims.explain_award(quarter, preset, _EXPLAINED[title])

        self.run("Working out the figure", derive, lambda found: show(found, _by(preset)))

    def _explain_rate(self, number: int, show: Show) -> None:
        """Where the rate of a recorded result comes from, as it is now."""
        stated = (one for each in self.quarters.table.shown() for one in each.row.results)
        result = next((one for one in stated if one.id == number), None)
        if result is None:
            show(None, "")
        else:
            show(explain_rate(result), f"As {words.stated_by(result.stated_by)} states it")

    def _explain_year(self, year: str, show: Show) -> None:
        awards = [(each.row.quarter, each.award) for each in self.quarters.table.shown() if year_of(each) == year]
        show(explain_estimates(year, sorted(awards)), _by(self.presets.preset))

    # -- for the window

    def show_record(self, record: AnyRecord) -> None:
        """Show a result's quarter with the statement current."""
        if isinstance(record, Result):
            self._wanted = record
            self._find_wanted()
            self.statements.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """The quarters."""
        return self.quarters


def _first_shown(rows: Sequence[QuarterResult]) -> ResultRow:
    """The latest quarter with a result, else the latest."""
    stated = [each.row for each in rows if each.award.result]
    return stated[-1] if stated else rows[-1].row


def _by(preset: Preset) -> str:
    return f"{preset.capitalize()} readings"
