"""Pasted rows as they are understood, before they are kept: new, in the book already, or rejected and why."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout

from muster.domain.records import Record
from muster.domain.schema import COLUMNS
from muster.domain.words import capitalized
from muster.services.changes import Changed
from muster.services.pasting import Outcome, Paste, PastedRow, Pasting
from muster.services.records import counted
from muster.ui.format import count
from muster.ui.models.record_table import Kind, Mark, RecordTable, TableColumn
from muster.ui.page import Page
from muster.ui.pages.record_columns import columns_of
from muster.ui.table_text import told
from muster.ui.theme import MARGIN, UNIT, look
from muster.ui.widgets.message_bar import MessageBar
from muster.ui.widgets.table import RecordView

_MARKS = {
    Outcome.NEW: Mark("add", "It is added", "success"),
    Outcome.UNCHANGED: Mark("check", "It is equal in every cell to one in the book and left out", "muted"),
    Outcome.REJECTED: Mark("error", "It cannot be taken; nothing is pasted while a row is rejected", "error"),
}


def paste_columns(paste: Paste) -> list[TableColumn[PastedRow]]:
    """The outcome of a row and why, then the cells as understood, of the columns that have any."""
    names = (each.name for each in COLUMNS[paste.kind])
    understood = [_understood(column) for column in columns_of(paste.kind, *names, stretch="")]
    cells = [column for column in understood if any(map(column.text, paste.rows))]
    return [
        TableColumn("Row", lambda row: f"{row.number:,}", lambda row: row.number, kind=Kind.NUMBER),
        TableColumn(
            "Outcome",
            lambda row: capitalized(row.outcome),
            mark=lambda row: _MARKS[row.outcome],
            room=capitalized(Outcome.UNCHANGED),
        ),
        TableColumn("Note", _note, tip=_note, stretch=not cells),
        *cells,
    ]


def _note(row: PastedRow) -> str:
    """With the cells as pasted, where they cannot be read."""
    return capitalized(row.note) if row.record else f"{capitalized(row.note)}: {' | '.join(row.texts)}"


def _understood(column: TableColumn[Any]) -> TableColumn[PastedRow]:
    key = column.key
    return TableColumn(
        column.title,
        lambda row: column.text(row.record) if row.record else "",
        (lambda row: key(row.record) if row.record else None) if key else None,
        column.align,
        kind=column.kind,
    )


class PasteDialog(QDialog):
    """Asks whether the rows are to be kept.

    Attributes:
        saved: What was kept; the dialog closes then.
    """

    saved = Signal(Changed)

    def __init__(self, paste: Paste, pasting: Pasting, page: Page) -> None:
        """Show what was pasted."""
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._paste = paste
        self._pasting = pasting
        self._page = page
        self._saving = False
        self.message = MessageBar(self)
        self.summary = QLabel(outcome_words(paste), self)
        self.sums = QLabel(sum_words(paste), self)
        self.reason = QLabel(self)
        self.reason.setAccessibleName("The row's note in full")
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self.table: RecordTable[PastedRow] = RecordTable(paste_columns(paste), parent=self)
        self.view: RecordView[PastedRow] = RecordView(self.table, "Pasted rows")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        new = len(paste.of(Outcome.NEW))
        self.keep_button = self.buttons.addButton(f"&Paste {count(new, 'row')}", QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._begin(new)

    def _lay_out(self) -> None:
        title = f"Paste {counted(self._paste.kind, len(self._paste.rows))}"
        self.setWindowTitle(title)
        heading = QLabel(title, self)
        look(heading, "heading")
        look(self.sums, "muted")
        for label in (self.summary, self.reason):
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        for widget in (heading, self.message, self.summary, self.view, self.reason, self.sums, self.buttons):
            column.addWidget(widget, int(widget is self.view))
        self.resize(130 * UNIT, 70 * UNIT)

    def _begin(self, new: int) -> None:
        rejected = self._paste.of(Outcome.REJECTED)
        self.keep_button.setDefault(True)
        self.keep_button.setEnabled(bool(new) and not rejected)
        self.buttons.accepted.connect(self.keep)
        self.buttons.rejected.connect(self.reject)
        self.view.current_changed.connect(self._tell_reason)
        self.view.opened.connect(lambda _row: self.keep())
        self.table.set_records([*rejected, *(row for row in self._paste.rows if row.outcome is not Outcome.REJECTED)])
        if rejected:
            self.message.error(
                "Correct the rejected rows in the spreadsheet and paste again; nothing is pasted so far."
            )
        elif not new:
            self.message.info("All of these rows are in the book already.")
        self.view.setCurrentIndex(self.table.index(0, 0))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_reason(self, row: PastedRow | None) -> None:
        """The current row's note, which may be longer than its cell."""
        note = _note(row) if row is not None and row.note else ""
        self.reason.setText(f"Row {row.number:,}: {note}" if row is not None and note else "")
        self.reason.setVisible(bool(note))

    def keep(self) -> None:
        """Keep the new rows off the GUI thread, then close; or show why they cannot be kept."""
        if self._saving or not self.keep_button.isEnabled():
            return
        self._saving = True
        self.keep_button.setEnabled(False)
        work = self._pasting.keep
        paste = self._paste
        self._page.context.tasks.run(self, self.windowTitle(), lambda _progress: work(paste), self._kept, self._refused)

    def reject(self) -> None:
        """Close, unless the rows are being kept."""
        if not self._saving:
            super().reject()

    def _kept(self, changed: Changed) -> None:
        self._saving = False
        self.accept()
        self.saved.emit(changed)

    def _refused(self, why: str) -> None:
        self._saving = False
        self.message.error(why)


def outcome_words(paste: Paste) -> str:
    """``12 new · 1 in the book already · 1 rejected``, and which columns nothing is taken from."""
    parts = [f"{len(paste.of(each)):,} {each}" for each in Outcome if paste.of(each)]
    left_out = f" Nothing is taken from {', '.join(paste.left_out)}." if paste.left_out else ""
    other = f" {count(paste.no_records, 'header or total', 'headers or totals')} left out." if paste.no_records else ""
    return f"{' · '.join(parts)}.{left_out}{other}"


def sum_words(paste: Paste) -> str:
    """What the new rows come to, column by column: ``New rows: Hours 26.75 hours · Amount $1,159.70``."""
    records = [each.record for each in paste.of(Outcome.NEW) if each.record]
    columns = columns_of(paste.kind, *(each.name for each in COLUMNS[paste.kind]), stretch="")
    sums = (_sum(column, records) for column in columns if column.kind.is_summed)
    return f"New rows: {' · '.join(each for each in sums if each) or 'none'}"


def _sum(column: TableColumn[Any], records: list[Record]) -> str:
    keys = [column.key(each) for each in records] if column.key else []
    known = [each for each in keys if each is not None]
    return f"{column.title} {told([(column.kind, len(known), known)]).rpartition(' · ')[2]}" if known else ""
