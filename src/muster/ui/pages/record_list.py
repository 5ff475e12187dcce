"""A small table of dated records with the buttons and keys that add, edit and remove one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Generic

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from muster.domain.records import R
from muster.services.changes import Changed
from muster.services.documents import NOTHING, Attached
from muster.services.mass_edit import SETTABLE
from muster.services.pasting import Target
from muster.ui import actions
from muster.ui import format as shown
from muster.ui.dialogs.record_dialog import RecordDialog
from muster.ui.dialogs.set_cells_dialog import SetCellsDialog
from muster.ui.icons import set_icon
from muster.ui.models.record_table import RecordTable, TableColumn
from muster.ui.page import Page
from muster.ui.pages.document_desk import DocumentDesk, one
from muster.ui.pages.pasting import paste_action
from muster.ui.theme import UNIT, look
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.enclosures import Enclosures
from muster.ui.widgets.figure_row import FigureRow
from muster.ui.widgets.form import RecordForm
from muster.ui.widgets.table import RecordView


@dataclass(frozen=True)
class Listing(Generic[R]):
    """What a list of records is about.

    Attributes:
        noun: One of them: ``authorization``; ``title`` is what all are called: ``Authorizations``.
        columns: As shown.
        empty: Why the list may be empty and what one would enter.
        hints: Lines below the form's fields, by column name.
        targets: What the columns are filled with when rows are pasted, by title; none where they cannot be.
    """

    kind: type[R]
    title: str
    noun: str
    columns: Sequence[TableColumn[R]]
    empty: str
    hints: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, Target] = field(default_factory=dict)

    @property
    def one(self) -> str:
        """With its article: ``an authorization``."""
        return f"{'an' if self.noun[0] in 'aeiou' else 'a'} {self.noun}"

    def name(self, record: R) -> str:
        """A record by its first filled cells: ``pay row 1 Oct 2025``."""
        cells = [column.text(record) for column in self.columns if column.text(record)]
        return " ".join([self.noun, *cells[:2]])


class RecordList(QWidget, Generic[R]):
    """Shows records of one kind; Ins adds, Enter and F2 edit, Del removes."""

    def __init__(self, page: Page, listing: Listing[R]) -> None:
        """An empty list on a page."""
        super().__init__(page)
        self.page = page
        self.listing = listing
        self._fixed: Mapping[str, str] = {}
        self._start: Mapping[str, str] = {}
        self._whose = ""
        self._wanted: R | None = None
        self.desk = DocumentDesk[R](page.context, page, page.message.error, one)
        table = RecordTable(self.desk.among(listing.columns))
        self.view: RecordView[R] = RecordView(table, listing.title, page.context.settings)
        self.view.opened.connect(self.edit)
        self.view.removal_asked.connect(self.remove)
        self.view.current_changed.connect(self._enable)
        self.summary = QLabel(self)
        look(self.summary, "muted")
        self.summary.setWordWrap(True)
        self.foot = FigureRow(listing.title, self)
        self.foot.hide()
        self.add_button = self._button("add", f"A&dd {listing.one}…", self.add)
        self.edit_button = self._button("edit", "Ed&it…", self.edit)
        self.remove_button = self._button("remove", "Re&move…", self.remove)
        self.documents_button = self._button("paperclip", "Documents…", self.desk.open)
        self._lay_out()
        self._keys()
        self.show_records(())

    def _button(self, icon: str, text: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text.replace(f" {self.listing.one}", ""), self)
        button.setAutoDefault(False)
        button.setAccessibleName(
            text.replace("&", "").rstrip("…") + ("" if icon == "add" else f" the {self.listing.noun}")
        )
        button.setToolTip(button.accessibleName())
        button.clicked.connect(lambda _checked=False: slot())
        set_icon(button, icon)
        if self.page.read_only and icon != "paperclip":
            button.hide()
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addWidget(self.summary, 1)
        for button in (self.add_button, self.edit_button, self.remove_button, self.documents_button):
            row.addWidget(button)
        how = " Rows of a spreadsheet are pasted by Ctrl+V." if self.listing.targets else ""
        self.empty = EmptyState(f"No {self.listing.title.lower()}", f"{self.listing.empty}{how}")
        self._content = EmptyOr(self.view, self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, UNIT, 0, 0)
        column.setSpacing(UNIT)
        column.addLayout(row)
        column.addWidget(self._content, 1)
        column.addWidget(self.foot)
        order = (self.add_button, self.edit_button, self.remove_button, self.documents_button, self.view)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _keys(self) -> None:
        """The same three as actions: their keys work in the whole list, and they are its context menu."""
        made = [
            actions.action(self, f"Add {self.listing.one}…", self.add, icon="add", shortcut=actions.ADD_ROW),
            actions.action(self, "Edit…", self.edit, icon="edit", shortcut=actions.EDIT),
            actions.action(self, "Remove…\tDel", self.remove, icon="remove"),
        ]
        if self.listing.kind in SETTABLE:
            made.append(actions.action(self, "&Set cells…", self.set_cells, shortcut=actions.SET_CELLS))
        if self.listing.targets:
            listing = self.listing
            made.append(paste_action(self.page, self.view, listing.kind, listing.targets, lambda: self._fixed))
        for each in made:
            self.page.changing(each)
            each.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addActions(made)
        self.view.addActions(made)
        self.desk.serve(self.view)

    def show_records(
        self,
        records: Sequence[R],
        *,
        fixed: Mapping[str, str] | None = None,
        start: Mapping[str, str] | None = None,
        whose: str = "",
        attached: Attached = NOTHING,
    ) -> None:
        """Show these.

        Args:
            records: In the order wanted until a column is sorted by.
            fixed: The cells of a new record that are not asked, by column name.
            start: What a new record's form starts with.
            whose: Told above the form and before removing: ``Lind, Avery (0417)``.
            attached: Their documents.
        """
        if fixed != self._fixed:  # somebody else's records
            self.view.setCurrentIndex(QModelIndex())
            self.view.clearSelection()
        self._fixed, self._start, self._whose = fixed or {}, start or {}, whose
        self.desk.attached = attached
        self.view.table.set_records(records)
        self._content.set_empty(not records)
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self.select(wanted):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._enable()

    def say(self, summary: str) -> None:
        """A line above the table."""
        self.summary.setText(summary)

    def add_up(self, words: str, figures: Mapping[str, str]) -> None:
        """A line below the table: words, and the sums of columns by their names; nothing where there are no sums."""
        self.foot.setVisible(bool(figures))
        self.foot.tell(words, figures)

    def select(self, record: R) -> bool:
        """Make an equal record the current one; tells whether there is one."""
        return self.view.select(lambda each: each == record)

    def focus(self) -> None:
        """Give the focus to the rows, or to Add where there are none."""
        target = self.view if self.view.table.rowCount() else self.add_button
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def add(self) -> None:
        """Ask for a new record."""
        form = RecordForm(self.listing.kind, fixed=self._fixed, hints=self.listing.hints)
        form.set_texts(self._start)
        self._ask(f"Add {self.listing.one}", form)

    def edit(self, record: R | None = None) -> None:
        """Ask for changes to a record (the current one where none is given)."""
        chosen = record or self.view.current()
        if chosen is None:
            return
        form = RecordForm(self.listing.kind, fixed=self._fixed, hints=self.listing.hints)
        form.set_record(chosen)
        self._ask(f"Edit {self.listing.one}", form, chosen)

    def _ask(self, title: str, form: RecordForm[R], seen: R | None = None) -> None:
        save, files = partial(self._save, seen=seen), Enclosures(self.page)
        dialog = RecordDialog(title, form, save, self.page, text=self._whose, enclosures=files)
        dialog.saved.connect(self.page.context.publish)
        dialog.open()

    def _save(self, record: R, seen: R | None) -> Changed:
        changed = self.page.context.services.records.save(record, seen)
        self._wanted = record
        return changed

    def remove(self, records: Sequence[R] = ()) -> None:
        """Remove records (the selected ones where none is given), after asking."""
        chosen = list(records or self.view.selected())
        if not chosen:
            return
        several = shown.count(len(chosen), self.listing.noun, plural(self.listing.noun))
        what = self.listing.name(chosen[0]) if len(chosen) == 1 else several
        text = f"{self._whose}\n\n" if self._whose else ""
        text += shown.brought_back(len(chosen))
        if self.page.context.prompts.confirm(self.page, f"Remove the {what}?", text, "Remove"):
            self.page.attempt(lambda: self.page.context.services.records.remove(chosen))

    def set_cells(self) -> None:
        """Ask for the cells that the selected records are to be given."""
        chosen = self.view.selected()
        if chosen:
            noun = self.listing.noun
            many = shown.count(len(chosen), noun, plural(noun))
            dialog = SetCellsDialog(chosen, many, self.page.context.services.mass_edits, self.page)
            dialog.saved.connect(self.page.context.publish)
            dialog.open()

    def _enable(self, _record: object = None) -> None:
        for button in (self.edit_button, self.remove_button, self.documents_button):
            button.setEnabled(self.view.current() is not None)


def plural(noun: str) -> str:
    """``pay rows``, ``overtime entries``."""
    return f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}s"
