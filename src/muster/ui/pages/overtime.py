"""Overtime: the entries of a quarter or an officer, and what each officer's cap leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSplitter, QWidget

from muster.domain.documents import Attachment
from muster.domain.fiscal import Quarter
from muster.domain.intervals import FOREVER, Span
from muster.domain.readings import Preset
from muster.domain.records import (
    Agreement,
    AnyRecord,
    Authorization,
    Interruption,
    Officer,
    Override,
    OvertimeEntry,
    Pay,
    Payroll,
)
from muster.services.changes import Changed
from muster.services.documents import Attached
from muster.services.overtime import CapRow, EntryStanding, OvertimeRow, QuarterOvertime
from muster.ui import actions
from muster.ui.dialogs.record_dialog import RecordDialog
from muster.ui.format import brought_back, choice, count, day
from muster.ui.list_printing import print_register
from muster.ui.models.record_table import RecordTable
from muster.ui.page import Page, PageContext
from muster.ui.pages.beside_derivation import BesideDerivation, Show
from muster.ui.pages.document_desk import DocumentDesk
from muster.ui.pages.overtime_batch import batch_actions
from muster.ui.pages.overtime_caps import Caps
from muster.ui.pages.overtime_dialog import EntryDialog, entry_form
from muster.ui.pages.overtime_foot import EntriesFoot
from muster.ui.pages.overtime_tables import CAP_TITLES, ENTRY_COLUMNS, WHY, entry_sum, entry_words, officer_words
from muster.ui.theme import UNIT
from muster.ui.widgets.choice_box import choice_box
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.enclosures import Enclosures
from muster.ui.widgets.form import RecordForm
from muster.ui.widgets.layouts import pane, row, tab_order
from muster.ui.widgets.quarter_picker import QuarterPicker
from muster.ui.widgets.search_field import SearchField
from muster.ui.widgets.table import RecordView


@dataclass(frozen=True)
class _Read:
    """What the page shows, as read from the book."""

    quarters: Sequence[Quarter]
    officers: Sequence[tuple[str, str]]
    overtime: QuarterOvertime
    entries: Sequence[OvertimeRow]
    attached: Attached


class OvertimePage(Page):
    """Two tables: the entries, with the sums of those selected, and the caps, with the derivation of each figure."""

    key, title, icon = "overtime", "Overtime", "overtime"
    kinds = (Officer, Agreement, Authorization, Interruption, Pay, Payroll, OvertimeEntry, Override, Attachment)

    def __init__(self, context: PageContext) -> None:
        """An empty page."""
        super().__init__(context)
        self._quarter: Quarter | None = None
        self._officers: Sequence[tuple[str, str]] = ()
        self._wanted: OvertimeEntry | None = None
        self._wanted_officer = ""
        self._saved: OvertimeEntry | None = None
        self.quarter = QuarterPicker(self)
        self.officer = choice_box("Officer")
        self.all_quarters = QCheckBox("All &quarters", self)
        self.status = choice_box("Status")
        self.search = SearchField("Search the entries")
        self.desk = DocumentDesk[OvertimeRow](context, self, self.message.error, lambda row: (row.entry,))
        table = RecordTable(self.desk.among(ENTRY_COLUMNS))
        self.entries: RecordView[OvertimeRow] = RecordView(table, "Overtime entries", context.settings)
        self.caps = Caps(context.settings, self)
        self.foot = EntriesFoot(self)
        self.empty = EmptyState("", icon="overtime", action="Add e&ntry…", slot=self._fill)
        self._lay_out()
        self._wire()

    # -- layout

    def _lay_out(self) -> None:
        self.changing(self.add_action("&Add entry…", self.add, icon="add", shortcut=actions.ADD, primary=True))
        self.edit_action = self.changing(self.add_action("&Edit…", self.edit, icon="edit", shortcut=actions.EDIT))
        self.remove_action = self.changing(self.add_action("&Remove…", self.remove, icon="remove"))
        register, tip = lambda: print_register(self, self._quarter), "Print the overtime register"
        self.add_action("&Print…", register, icon="print", shortcut=actions.PRINT, tip=tip)
        self.addActions(self.quarter.actions())
        self.status.addItem("Every status", None)
        for standing in EntryStanding:
            self.status.addItem(choice(standing), standing)
            self.status.setItemData(self.status.count() - 1, WHY[standing], Qt.ItemDataRole.ToolTipRole)
        self.search.setMinimumWidth(13 * UNIT)
        self.all_quarters.setToolTip("Show the officer's entries of every quarter")
        self.body.addLayout(row(self.quarter, self.officer, self.all_quarters, self.status, None, self.search))
        tables = QSplitter(Qt.Orientation.Vertical)
        tables.setChildrenCollapsible(False)
        tables.addWidget(self._entries_part())
        tables.addWidget(self.caps)
        tables.setStretchFactor(0, 3)
        tables.setStretchFactor(1, 2)
        self.sides = BesideDerivation(tables, self.caps.view, self.context, self.key)
        self.body.addWidget(self.sides, 1)

    def _entries_part(self) -> QWidget:
        self.shown_or_empty = EmptyOr(self.entries, self.empty)
        return pane(self.shown_or_empty, self.foot)

    def _wire(self) -> None:
        tab_order(self.quarter.box, self.officer, self.all_quarters, self.status, self.search)
        tab_order(self.search, self.entries, *self.caps.presets.buttons.values(), self.caps.view)
        self.entries.identify_by(lambda row: row.entry.id)
        batch = batch_actions(self, self.entries)
        self.addActions(batch)
        self.entries.addActions([self.edit_action, self.remove_action, *batch])
        self.desk.serve(self.entries)
        self.search.set_target(self.entries)
        self.search.textChanged.connect(self._search)
        self.entries.table.filters_changed.connect(self._tell_totals)
        self.status.currentIndexChanged.connect(self._filter)
        self.quarter.picked.connect(self._pick_quarter)
        self.caps.presets.picked.connect(self._read)
        self.all_quarters.toggled.connect(self._read)
        self.officer.currentIndexChanged.connect(self._pick_officer)
        self.entries.opened.connect(self._edit)
        self.entries.removal_asked.connect(self._remove)
        self.entries.selectionModel().selectionChanged.connect(self._tell_selection)
        self.foot.asked.connect(self.sides.ask)
        self.caps.view.figure_opened.connect(lambda row, title: self._ask(row.officer_id, CAP_TITLES[title]))
        self.caps.asked.connect(self.sides.ask)
        self.sides.panel.line_asked.connect(self._ask)
        self.caps.view.opened.connect(self._show_officer)

    # -- reading

    def load(self) -> None:
        """Read the quarter off the GUI thread."""
        self._read()

    def _read(self, *_what: object) -> None:
        quarter, preset = self._quarter, self.caps.presets.preset
        officer_id = self._officer_id() if self.all_quarters.isChecked() else ""
        self.run("Reading the overtime", lambda _progress: self._gather(quarter, preset, officer_id), self._show)

    def _gather(self, quarter: Quarter | None, preset: Preset, officer_id: str) -> _Read:
        services = self.context.services
        quarters = services.claims.quarters(self.context.today)
        with services.book.read() as records:
            officers = [(each.officer_id, each.name) for each in records.all(Officer)]
            later = {Quarter.holding(each.worked_on) for each in records.overtime(Span(quarters[-1].until, FOREVER))}
        overtime = services.overtime.of_quarter(quarter or quarters[-1], preset)
        entries = services.overtime.of_officer(officer_id, preset) if officer_id else overtime.entries
        attached = services.documents.attached([row.entry for row in entries])
        return _Read([*quarters, *later], officers, overtime, entries, attached)

    def _show(self, read: _Read) -> None:
        self._quarter = read.overtime.quarter
        self.quarter.set_quarters(sorted({*read.quarters, self._quarter}))
        self.quarter.choose(self._quarter)
        self._offer(read.officers)
        self.desk.attached = read.attached
        self.entries.table.set_records(read.entries)
        self.caps.show_caps(self._quarter, read.overtime.caps)
        self._filter()
        self._find_wanted()
        self._tell_where_saved(read.quarters)
        self.sides.ask_again()

    def _offer(self, officers: Sequence[tuple[str, str]]) -> None:
        if officers != self._officers or not self.officer.count():
            self._officers = officers
            chosen = self._officer_id()
            self.officer.blockSignals(True)
            self.officer.clear()
            self.officer.addItem("All officers", "")
            for officer_id, name in officers:
                self.officer.addItem(officer_words(officer_id, name), officer_id)
            self.officer.setCurrentIndex(max(0, self.officer.findData(chosen)))
            self.officer.blockSignals(False)
        self.all_quarters.setEnabled(bool(self._officer_id()))

    # -- filters

    def _officer_id(self) -> str:
        return str(self.officer.currentData() or "")

    def _pick_quarter(self, quarter: Quarter) -> None:
        self.message.clear()
        self._quarter = quarter
        self._read_all_quarters(all_of_them=False)

    def _pick_officer(self, *_what: object) -> None:
        """An officer's entries are shown of all quarters at first; everybody's only quarter by quarter."""
        self._read_all_quarters(all_of_them=bool(self._officer_id()))

    def _read_all_quarters(self, *, all_of_them: bool) -> None:
        self.all_quarters.blockSignals(True)
        self.all_quarters.setChecked(all_of_them)
        self.all_quarters.blockSignals(False)
        self._read()

    def _filter(self, *_what: object) -> None:
        officer_id, standing = self._officer_id(), self.status.currentData()
        everything = not officer_id and standing is None
        self.entries.table.filter_by(
            None
            if everything
            else lambda row: officer_id in {"", row.entry.officer_id} and standing in {None, row.standing}
        )
        self.caps.show_only(officer_id)
        self._search(self.search.text())

    def _search(self, words: str) -> None:
        self.entries.table.filter_words(words)
        self._tell_totals()

    @property
    def _filtered(self) -> bool:
        chosen = self._officer_id() or self.status.currentData() or self.search.text()
        return bool(chosen or self.entries.table.filters)

    def _tell_totals(self) -> None:
        rows = self.entries.table.shown()
        quarter = "all quarters" if self.all_quarters.isChecked() else str(self._quarter)
        self.foot.tell(rows, f"{self.officer.currentText()} · {quarter}")
        self.say(self._subtitle())
        self._tell_empty(empty=not rows)
        self._tell_selection()

    def _subtitle(self) -> str:
        if self._quarter is None:
            return ""
        if self.all_quarters.isChecked():
            return f"{self.officer.currentText()}, all quarters"
        return f"{self._quarter}: worked {day(self._quarter.start)} to {day(self._quarter.last_day)}"

    def _tell_selection(self, *_what: object) -> None:
        chosen = self.entries.selected()
        self.foot.tell_chosen(chosen)
        for each in (self.edit_action, self.remove_action):
            each.setEnabled(bool(chosen))

    def _tell_empty(self, *, empty: bool) -> None:
        title, text, button = self._why_empty()
        self.empty.say(title, text, button)
        self.shown_or_empty.set_empty(empty)

    def _why_empty(self) -> tuple[str, str, str]:
        if not self._officers:
            return "No officers yet", "Overtime is recorded for an officer; add the officers first.", "Go to &Officers"
        if self._filtered and self.entries.table.total:
            return (
                "No entry matches",
                "The officer, status, words and columns chosen leave nothing to show.",
                "&Clear the filters",
            )
        words = f"Add what was worked in {self._quarter}, paste rows of a spreadsheet (Ctrl+V), or import a file."
        return "No overtime entries", words, "Add e&ntry…"

    def _fill(self) -> None:
        """Do what helps against the empty table."""
        if not self._officers:
            self.context.go_to("officers", None)
        elif self._filtered and self.entries.table.total:
            self.clear_filters()
        else:
            self.add()

    def clear_filters(self) -> None:
        """Show every entry of the quarter."""
        self.search.clear()
        self.status.setCurrentIndex(0)
        self.officer.setCurrentIndex(0)
        self.entries.table.clear_filters()

    # -- entries

    def add(self) -> None:
        """Ask for new entries, one after the other."""
        if not self._officers:
            self.message.info("Overtime is recorded for an officer; add the officers first, on the Officers page.")
            return
        start = {"officer_id": self._officer_id()}
        self._open(EntryDialog(self._form(), self._save, self, start))

    def edit(self) -> None:
        """Ask for changes to the current entry."""
        current = self.entries.current()
        if current is not None:
            self._edit(current)

    def _edit(self, row: OvertimeRow) -> None:
        form = self._form()
        form.set_record(row.entry)
        save, files = partial(self._save, seen=row.entry), Enclosures(self)
        self._open(RecordDialog("Edit the overtime entry", form, save, self, enclosures=files))

    def _form(self) -> RecordForm[OvertimeEntry]:
        return entry_form([(key, officer_words(key, name)) for key, name in self._officers])

    def _save(self, entry: OvertimeEntry, seen: OvertimeEntry | None = None) -> Changed:
        changed = self.context.services.records.save(entry, seen)
        self._saved = entry
        return changed

    def _tell_where_saved(self, quarters: Sequence[Quarter]) -> None:
        """Where an entry went that is not among those shown."""
        saved, self._saved = self._saved, None
        if saved is None or self.all_quarters.isChecked():
            return
        quarter = Quarter.holding(saved.worked_on)
        if quarter not in quarters:
            self.message.warning(f"The entry of {day(saved.worked_on)} is kept, but it is before the program began.")
        elif quarter != self._quarter:
            self.message.info(
                f"The entry of {day(saved.worked_on)} is kept in {quarter}; choose that quarter to see it."
            )

    def _open(self, dialog: RecordDialog[OvertimeEntry]) -> None:
        dialog.saved.connect(self.context.publish)
        dialog.open()

    def remove(self) -> None:
        """Take the selected entries out of the book."""
        self._remove(self.entries.selected())

    def _remove(self, rows: Sequence[OvertimeRow]) -> None:
        if not rows:
            return
        title = f"Remove {count(len(rows), 'overtime entry', 'overtime entries')}?"
        text = f"{entry_words(rows)} · {entry_sum(rows)}. {brought_back(len(rows))}"
        if self.context.prompts.confirm(self, title, text, "Remove"):
            self.attempt(lambda: self.context.services.records.remove([row.entry for row in rows]))

    # -- caps

    def _ask(self, officer_id: str, figure: str) -> None:
        self.sides.ask(partial(self._explain, officer_id, figure))

    def _explain(self, officer_id: str, figure: str, show: Show) -> None:
        """Where a figure of an officer's cap comes from."""
        quarter, preset = self._quarter, self.caps.presets.preset
        if officer_id not in dict(self._officers):
            show(None, "")
        elif quarter is not None:
            explain = self.context.services.overtime.explain
            whose = officer_words(officer_id, dict(self._officers).get(officer_id, ""))
            self.run(
                "Working out the figure",
                lambda _progress: explain(quarter, preset, officer_id, figure),
                lambda found: show(found, f"{whose} · {preset} readings"),
            )

    def _show_officer(self, row: CapRow) -> None:
        """Enter on an officer's cap shows that officer's entries."""
        self.officer.setCurrentIndex(self.officer.findData(row.officer_id))

    # -- for the window

    def show_record(self, record: AnyRecord) -> None:
        """Show an entry's quarter with the entry current; or an officer's entries."""
        if isinstance(record, OvertimeEntry):
            self._wanted = record
            self._quarter = Quarter.holding(record.worked_on)
            self.quarter.choose(self._quarter)
            self.clear_filters()
            self._read()
        elif isinstance(record, Officer):
            self._wanted_officer = record.officer_id
            self._find_wanted()

    def _find_wanted(self) -> None:
        officer = self.officer.findData(self._wanted_officer) if self._wanted_officer else -1
        if officer >= 0:
            self._wanted_officer = ""
            self.officer.setCurrentIndex(officer)
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self.entries.select(lambda row: row.entry.id == wanted.id):
            self.entries.setFocus(Qt.FocusReason.OtherFocusReason)

    def search_target(self) -> QWidget:
        """The search field."""
        return self.search

    def first_focus(self) -> QWidget:
        """The entries."""
        return self.entries
