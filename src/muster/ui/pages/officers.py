"""The officers: a list to find one, and their file beside it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from muster.domain.documents import Attachment
from muster.domain.records import (
    Agreement,
    AnyRecord,
    Authorization,
    Effort,
    Interruption,
    Officer,
    OfficerRecord,
    Override,
    OvertimeEntry,
    Pay,
    Payroll,
)
from muster.services.changes import Changed
from muster.services.officers import OfficerDetail, RosterRow
from muster.ui import actions
from muster.ui import format as shown
from muster.ui.dialogs.raise_dialog import RaiseDialog
from muster.ui.dialogs.record_dialog import RecordDialog
from muster.ui.list_printing import print_authorizations, print_roster
from muster.ui.page import Page, PageContext
from muster.ui.pages.beside_derivation import Answer, Asked
from muster.ui.pages.officers_detail import OfficerPane
from muster.ui.pages.officers_list import OfficerList
from muster.ui.pages.officers_sections import SECTIONS
from muster.ui.pages.officers_standing import counts
from muster.ui.pages.record_list import plural
from muster.ui.pages.side_by_side import SideBySide
from muster.ui.theme import UNIT
from muster.ui.widgets.derivation_panel import DerivationPanel
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.form import RecordForm
from muster.ui.widgets.leaf_documents import LeafDocuments

_ROSTER: tuple[type[AnyRecord], ...] = (Officer, Authorization, Interruption, Agreement, Override)
"""What the list and everybody's standing are made of."""
_FILE: tuple[type[AnyRecord], ...] = (Pay, Effort, OvertimeEntry, Payroll, Attachment)
"""What concerns only the file of one officer."""


class OfficersPage(Page):
    """Finds officers and keeps their records."""

    key = "officers"
    title = "Officers"
    icon = "officers"
    kinds: ClassVar[tuple[type[AnyRecord], ...]] = (*_ROSTER, *_FILE)

    def __init__(self, context: PageContext) -> None:
        """Lay out the list and the file beside it."""
        super().__init__(context)
        self._wanted: OfficerRecord | None = None
        self.changing(self.add_action("&New officer…", self.add, icon="add", shortcut=actions.ADD, primary=True))
        self.edit_action = self.changing(
            self.add_action("&Edit…", self.edit, icon="edit", tip="Edit the selected officer (F2)")
        )
        self.rename_action = actions.action(self, "&Change ID…", self.rename)
        self.remove_action = actions.action(self, "&Remove…\tDel", self.remove, icon="remove")
        self.raise_action = actions.action(self, "Raise &pay…", self.raise_pay, shortcut=actions.SET_CELLS)
        self.raise_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        more = QMenu(self)
        more.addActions([self.changing(each) for each in (self.raise_action, self.rename_action, self.remove_action)])
        more.addSeparator()
        more.addAction(actions.action(self, "&Print the roster…", partial(print_roster, self), icon="print"))
        endings = "Print &authorizations that end…"
        more.addAction(actions.action(self, endings, partial(print_authorizations, self)))
        self.add_action(
            "&More", more.show, menu=more, tip="More for the selected officers, and lists to print"
        ).setMenu(more)
        self.list = OfficerList(context.settings, self)
        self.pane = OfficerPane(self)
        self.derivation = DerivationPanel(context.go_to, self)
        LeafDocuments(context, self.derivation)
        self._asked = Asked(self.derivation)
        self._asked_of = ""
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.list.setMinimumWidth(35 * UNIT)
        self.pane.setMinimumWidth(45 * UNIT)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, UNIT, 0)
        column.addWidget(self.list)
        column.addWidget(self.derivation)
        self.beside = SideBySide(left, self.pane, self.key, self.context.settings, room=60 * UNIT)
        self.empty = EmptyState(
            "No officers yet",
            "Add the first officer here, or import a file of them (Ctrl+I).",
            icon="officers",
            action="Add a&n officer…",
            slot=self.add,
        )
        self._content = EmptyOr(self.beside, self.empty)
        self.body.addWidget(self._content, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _row: self.pane.focus())
        self.list.removal_asked.connect(lambda _rows: self.remove())
        self.pane.left.connect(lambda: self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason))
        self.pane.asked.connect(self._ask_for)
        self.derivation.closed.connect(self._derivation_closed)
        edit = actions.action(self.list, "Edit…", self.edit, icon="edit", shortcut=actions.EDIT)
        edit.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.list.addActions([edit, self.raise_action])
        self.list.view.addActions([edit, self.raise_action, self.rename_action, self.remove_action])

    # -- reading

    def search_target(self) -> QWidget | None:
        """The search field above the list."""
        return self.list.search

    def first_focus(self) -> QWidget:
        """The list, or the derivation that is shown in its place."""
        if self.empty.button is not None and self.empty.isVisible():
            return self.empty.button
        return self.list.view if self.derivation.isHidden() else self.derivation.view

    def hear(self, changed: Changed) -> None:
        """What changes nobody's standing needs only the file shown to be read again."""
        if self.isVisible() and not changed.concerns(*_ROSTER) and changed.concerns(*_FILE):
            self._read_file()
        else:
            super().hear(changed)

    def load(self) -> None:
        """Read the roster; the file follows the selection."""
        self.run("Reading the officers", lambda _progress: self.context.services.officers.roster(), self._show_roster)

    def _show_roster(self, rows: list[RosterRow]) -> None:
        self._content.set_empty(not rows)
        self.say(counts(rows) if rows else "Nobody is recorded yet")
        self.list.show_rows(rows)
        if self._wanted is not None and not self.list.select(self._wanted.officer_id):
            self._wanted = None  # gone meanwhile
        self._enable()

    def _choose(self, row: RosterRow | None) -> None:
        self._enable()
        if row is None:
            self.pane.show_detail(None, self.context.today)
        else:
            self._read_file()

    def _read_file(self) -> None:
        row = self.list.view.current()
        if row is not None:
            read = self.context.services.officers.detail
            self.run("Reading the officer", lambda _progress: read(row.officer.officer_id), self._show_file)

    def _show_file(self, detail: OfficerDetail | None) -> None:
        self.pane.show_detail(detail, self.context.today)
        if detail is None or detail.officer.officer_id != self._asked_of:
            self.derivation.hide()
            self.list.show()
        self._asked.ask_again()
        wanted = self._wanted
        if detail is not None and wanted is not None and wanted.officer_id == detail.officer.officer_id:
            self._wanted = None
            self.pane.show_record(wanted)

    # -- derivations

    def _ask_for(self, answer: Answer) -> None:
        """Show where a sum in the file comes from, in the list's place."""
        self._asked_of = self.pane.detail.officer.officer_id if self.pane.detail else ""
        self.list.hide()
        self._asked.ask(answer)

    def _derivation_closed(self) -> None:
        self.list.show()
        self.pane.focus()

    def show_record(self, record: AnyRecord) -> None:
        """Select the officer, and the dated record in their file."""
        if not isinstance(record, OfficerRecord):
            return
        self._wanted = record
        if self.list.select(record.officer_id):
            self._read_file()

    def _enable(self) -> None:
        for action in (self.edit_action, self.raise_action, self.rename_action, self.remove_action):
            action.setEnabled(self.list.view.current() is not None)

    # -- keeping officers

    def add(self) -> None:
        """Ask for a new officer."""
        self._ask("Add an officer", RecordForm(Officer), self.context.services.records.save)

    def edit(self) -> None:
        """Ask for changes to the selected officer."""
        row = self.list.view.current()
        if row is None:
            return
        form = RecordForm(Officer, fixed={"officer_id": row.officer.officer_id})
        form.set_record(row.officer)
        save = partial(self.context.services.records.save, seen=row.officer)
        self._ask(f"Edit officer {row.officer.officer_id}", form, save)

    def rename(self) -> None:
        """Ask for another ID for the selected officer."""
        row = self.list.view.current()
        if row is None:
            return
        officer, records = row.officer, self.context.services.records
        form = RecordForm(Officer, ("officer_id",))
        form.set_record(officer)

        def save(changed: Officer) -> Changed:
            same = changed.officer_id == officer.officer_id
            return Changed(frozenset()) if same else records.rename_officer(officer, changed.officer_id)

        self._ask("Change the officer's ID", form, save, f"All records of {officer.name} follow the new ID.")

    def _ask(self, title: str, form: RecordForm[Officer], save: Callable[[Officer], Changed], text: str = "") -> None:
        def keep(officer: Officer) -> Changed:
            changed = save(officer)
            self._wanted = None if self.list.holds(officer.officer_id) else officer
            return changed

        dialog = RecordDialog(title, form, keep, self, text=text)
        dialog.saved.connect(self._saved)
        dialog.open()

    def _saved(self, changed: Changed) -> None:
        self.context.publish(changed)
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def raise_pay(self) -> None:
        """Ask for a pay scale for the selected officers."""
        chosen = [row.officer.officer_id for row in self.list.view.selected()]
        if chosen:
            edits = self.context.services.mass_edits
            self.run("Reading their pay", lambda _progress: edits.pay_of(chosen), self._ask_scale)

    def _ask_scale(self, officers: list[tuple[Officer, list[Pay]]]) -> None:
        dialog = RaiseDialog(officers, self.context.services.mass_edits, self)
        dialog.saved.connect(self._saved)
        dialog.open()

    def remove(self) -> None:
        """Remove the selected officers with all their records, after asking."""
        chosen = [row.officer for row in self.list.view.selected()]
        if not chosen:
            return
        who = f"{chosen[0].name} ({chosen[0].officer_id})" if len(chosen) == 1 else f"{len(chosen):,} officers"
        text = f"{self._belongings(chosen)} {shown.brought_back(1 + len(chosen))}"  # with all that is theirs
        if self.context.prompts.confirm(self, f"Remove {who}?", text, "Remove"):
            records = self.context.services.records
            self.run("Removing officers", lambda _progress: records.remove(chosen), self.context.publish, modal=True)

    def _belongings(self, chosen: Sequence[Officer]) -> str:
        """What goes with an officer, in a sentence."""
        if len(chosen) > 1:
            return f"All records of these {len(chosen):,} officers are removed: authorizations, pay, overtime, payroll."
        detail = self.context.services.officers.detail(chosen[0].officer_id)
        counted = [(section.listing.noun, len(section.records(detail)) if detail else 0) for section in SECTIONS]
        parts = [shown.count(number, noun, plural(noun)) for noun, number in counted if number]
        if not parts:
            return "The officer has no other records."
        return f"Removed with the officer: {', '.join(parts)}."
