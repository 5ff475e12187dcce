"""The documents of records: what is attached, and attaching, opening, saving and detaching."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from muster.domain.documented import Support, support
from muster.domain.documents import Attachment
from muster.domain.media import words_of
from muster.domain.records import AnyRecord, Officer, OfficerRecord
from muster.domain.words import size
from muster.services.derivation_text import source_words
from muster.services.documents import Attached
from muster.ui import actions
from muster.ui.documents import DocumentWork
from muster.ui.format import count, day
from muster.ui.icons import set_icon
from muster.ui.models.record_table import Align, Kind, RecordTable, TableColumn
from muster.ui.page import PageContext
from muster.ui.theme import MARGIN, UNIT, look
from muster.ui.widgets.derivation_detail import label, say
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.file_drop import FileDrop
from muster.ui.widgets.layouts import row, small_button, tab_order
from muster.ui.widgets.message_bar import MessageBar
from muster.ui.widgets.table import RecordView


@dataclass(frozen=True, slots=True)
class Listed:
    """A file, and its attachment to each of the records that have it."""

    attachments: tuple[Attachment, ...]

    @property
    def file(self) -> Attachment:
        """What is told of it."""
        return self.attachments[0]


class DocumentsDialog(QDialog):
    """What is attached to one record, or to several at once; a file dropped on it is attached to all of them."""

    def __init__(self, context: PageContext, records: Sequence[AnyRecord], parent: QWidget | None = None) -> None:
        """Show it with ``open()``; the records are in the book."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._records = tuple(records)
        self.message = MessageBar(self)
        self._read_only = bool(context.services.as_known)
        self.work = DocumentWork(context, self, self.message.error, self.read)
        self.support = QLabel(self)
        look(self.support, "muted")
        self.support.setWordWrap(True)
        self.view: RecordView[Listed] = RecordView(RecordTable(self._columns()), "Documents", context.settings)
        self.view.identify_by(lambda each: each.file.sha256)
        self.digest = label("muted")
        self._lay_out()
        self._wire()
        self.setWindowTitle(f"Documents of {self._called()}")
        self.resize(720, 400)
        self.read()

    def _columns(self) -> list[TableColumn[Listed]]:
        columns = [
            TableColumn[Listed]("Document", lambda each: each.file.name, stretch=True),
            TableColumn[Listed]("Kind", lambda each: words_of(each.file.media_type)),
            TableColumn[Listed]("Size", lambda each: size(each.file.size), lambda each: each.file.size, Align.RIGHT),
            TableColumn[Listed](
                "Added", lambda each: day(each.file.added_on), lambda each: each.file.added_on, kind=Kind.DATE
            ),
            TableColumn[Listed]("By", lambda each: each.file.added_by),
        ]
        if len(self._records) > 1:
            columns.append(TableColumn[Listed]("On", self._on, lambda each: len(each.attachments)))
        return columns

    def _on(self, each: Listed) -> str:
        return f"{len(each.attachments):,} of {len(self._records):,}"

    def _called(self) -> str:
        if len(self._records) > 1:
            return count(len(self._records), "record")
        (record,) = self._records
        words = source_words(record)
        if isinstance(record, OfficerRecord) and not isinstance(record, Officer):
            return f"Officer {record.officer_id}: {words}"
        return words

    # -- layout

    def _lay_out(self) -> None:
        heading = QLabel(self._called())
        heading.setWordWrap(True)
        look(heading, "heading")
        self.attach_button = self._button("&Attach…", "Choose files to attach (Ctrl+Shift+A)", "paperclip")
        self.open_button = self._button("&Open", "Show a read-only copy in another program (Enter)", "open")
        self.save_button = self._button("&Save a copy…", "Write a copy to a folder", "export")
        self.detach_button = self._button(
            "&Detach…", "Take it off the record; the file stays in the book (Del)", "remove"
        )
        self.close_button = small_button("&Close", "Close (Esc)")
        buttons = (self.attach_button, self.open_button, self.save_button, self.detach_button)
        how = "" if self._read_only else "Drop files here, or choose Attach."
        empty = EmptyState("No document is attached", how, icon="paperclip")
        self._content = EmptyOr(self.view, empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * UNIT)
        column.setSpacing(UNIT)
        for part in (heading, self.support, self.message):
            column.addWidget(part)
        column.addWidget(self._content, 1)
        column.addWidget(self.digest)
        column.addSpacing(UNIT)
        column.addLayout(row(*buttons, None, self.close_button))
        tab_order(self.view, *buttons, self.close_button)

    def _button(self, text: str, tip: str, icon: str) -> QPushButton:
        made = small_button(text, tip)
        made.setAccessibleName(text.replace("&", "").rstrip("…"))
        set_icon(made, icon)
        return made

    def _wire(self) -> None:
        attach = actions.action(self, "Attach…", self.attach, icon="paperclip", shortcut=actions.DOCUMENTS)
        detach = actions.action(self.view, "Detach…\tDel", self.detach, icon="remove")
        self.addAction(attach)
        self.view.addActions(
            [
                attach,
                actions.action(self.view, "Open\tEnter", self.open_current, icon="open"),
                actions.action(self.view, "Save a copy…", self.save, icon="export"),
                detach,
            ]
        )
        if self._read_only:
            for changing in (attach, detach, self.attach_button, self.detach_button):
                changing.setVisible(False)
        self.attach_button.clicked.connect(self.attach)
        self.open_button.clicked.connect(self.open_current)
        self.save_button.clicked.connect(self.save)
        self.detach_button.clicked.connect(self.detach)
        self.close_button.clicked.connect(self.accept)
        self.view.opened.connect(lambda each: self.work.open(each.file))
        self.view.removal_asked.connect(lambda _rows: self.detach())
        self.view.current_changed.connect(self._tell_current)
        self._drops = [FileDrop(each, lambda _at: self._called()) for each in (self, self.view.viewport())]
        for drop in self._drops:
            drop.dropped.connect(lambda paths, _at: self.attach_files(paths))

    # -- what is shown

    def read(self) -> None:
        """Read what is attached now."""
        self.work.read(self._records, self._show)

    def _show(self, attached: Attached) -> None:
        by_file: dict[str, list[Attachment]] = {}
        for record in self._records:
            for each in attached.to(record):
                by_file.setdefault(each.sha256, []).append(each)
        self.view.table.set_records([Listed(tuple(each)) for each in by_file.values()])
        self._content.set_empty(not by_file)
        say(self.support, self._support_words(attached))
        if by_file and self.view.current() is None:
            self.view.setCurrentIndex(self.view.table.index(0, 0))
        alone = self.close_button if self._read_only else self.attach_button
        (self.view if by_file else alone).setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_current()

    def _support_words(self, attached: Attached) -> str:
        """What is cited and not attached, or missing."""
        found = [support(each, attached.to(each)) for each in self._records]
        if len(found) == 1:
            named = getattr(self._records[0], "document", "")
            return _ONE[found[0]].format(named=named)
        parts = [f"{found.count(each):,} {words}" for each, words in _SEVERAL.items() if each in found]
        return f"{'; '.join(parts)}." if parts else ""

    def _tell_current(self, *_what: object) -> None:
        current = self.view.current()
        for button in (self.open_button, self.save_button, self.detach_button):
            button.setEnabled(current is not None)
        say(self.digest, f"SHA-256 {current.file.sha256}" if current else "")

    # -- what can be done

    def attach(self) -> None:
        """Choose files and attach them to all of the records."""
        self.message.clear()
        self.work.choose(self._records)

    def attach_files(self, paths: Sequence[Path]) -> None:
        """Attach files to all of the records."""
        self.message.clear()
        self.work.attach(paths, self._records)

    def open_current(self) -> None:
        """Show a read-only copy of the current document."""
        current = self.view.current()
        if current is not None:
            self.message.clear()
            self.work.open(current.file)

    def save(self) -> None:
        """Write a copy of the current document."""
        current = self.view.current()
        if current is not None:
            self.message.clear()
            self.work.save(current.file)

    def detach(self) -> None:
        """Take the selected documents off the records."""
        chosen = [each for listed in self.view.selected() for each in listed.attachments]
        if chosen:
            self.message.clear()
            self.work.detach(chosen)


_ONE = {
    Support.MISSING: "It needs a document, and none is named or attached.",
    Support.CITED: "“{named}” is named; no file is attached.",
    Support.ATTACHED: "",
    Support.NOT_NEEDED: "",
}
_SEVERAL = {
    Support.MISSING: "without a document",
    Support.CITED: "with a document only named",
    Support.ATTACHED: "with a file",
}
