"""The documents of a table's rows: a column that marks what is there and what is missing, their window, and drops."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, Qt

from muster.domain.documented import Support, support
from muster.domain.documents import Attachment
from muster.domain.records import AnyRecord
from muster.services.derivation_text import source_words
from muster.services.documents import NOTHING, Attached
from muster.ui import actions
from muster.ui.dialogs.documents_dialog import DocumentsDialog
from muster.ui.documents import DocumentWork
from muster.ui.format import count
from muster.ui.models.record_table import Mark, TableColumn
from muster.ui.page import Page
from muster.ui.widgets.file_drop import FileDrop
from muster.ui.widgets.table import RecordView

T = TypeVar("T")

TITLE = "Files"
_NAMED = "Document"
_FIRST = 3
"""Columns that tell the record apart."""
_WORDS = {Support.MISSING: "Missing", Support.CITED: "Cited", Support.NOT_NEEDED: ""}
_MARKS = {
    Support.MISSING: Mark("warning", "It needs a document, and none is named or attached", "warning"),
    Support.CITED: Mark("cited", "A document is named, but no file is attached", "muted"),
    Support.NOT_NEEDED: None,
}
_ORDER = tuple(Support)


class DocumentDesk(Generic[T]):
    """Serves one table.

    Attributes:
        attached: What is attached to the records shown; set it before they are.
        action: Opens the window of the selected rows' documents.
    """

    def __init__(self, page: Page, record: Callable[[T], AnyRecord]) -> None:
        """For a table of a page; ``record`` is what a row's documents are attached to."""
        self._page = page
        self._record = record
        self.attached: Attached = NOTHING
        self.column = TableColumn[T](
            TITLE,
            self._words,
            self._key,
            tip=self._names,
            mark=self._mark,
            is_link=True,
            opens="Show the documents",
            room="Missing",
            muted=lambda row: self._support(row) is Support.CITED,
        )
        self._work = DocumentWork(page.context, page, page.message.error)

    def among(self, columns: Sequence[TableColumn[T]]) -> tuple[TableColumn[T], ...]:
        """Columns with the documents' own: before the document that is named, else after the first few."""
        titles = [each.title for each in columns]
        place = titles.index(_NAMED) if _NAMED in titles else _FIRST
        return (*columns[:place], self.column, *columns[place:])

    def serve(self, view: RecordView[T]) -> None:
        """Take the column's links, Ctrl+Shift+A, the rows' menu and files dropped on a row."""
        self._view = view
        self.action = actions.action(view, "Documents…", self.open, icon="paperclip", shortcut=actions.DOCUMENTS)
        self.action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        view.addAction(self.action)
        view.figure_opened.connect(lambda row, title: self._open([row]) if title == TITLE else None)
        self._drop = FileDrop(view.viewport(), lambda at: _called(self._records(self._under(at))))
        self._drop.dropped.connect(self._dropped)

    def open(self) -> None:
        """Show the documents of the selected rows."""
        self._open(self._view.selected())

    def _open(self, rows: Sequence[T]) -> None:
        if rows:
            DocumentsDialog(self._page.context, self._records(rows), self._page).open()

    def _dropped(self, paths: list[Path], at: QPoint) -> None:
        self._work.attach(paths, self._records(self._under(at)))

    def _under(self, at: QPoint) -> list[T]:
        """The row there; with it all that are selected, where it is one of them."""
        index = self._view.indexAt(at)
        if not index.isValid():
            return []
        row, selected = self._view.table.record(index), self._view.selected()
        return selected if any(each is row for each in selected) else [row]

    def _records(self, rows: Sequence[T]) -> list[AnyRecord]:
        return [self._record(row) for row in rows]

    # -- the column

    def _of(self, row: T) -> tuple[Attachment, ...]:
        return self.attached.to(self._record(row))

    def _support(self, row: T) -> Support:
        return support(self._record(row), self._of(row))

    def _words(self, row: T) -> str:
        found = self._of(row)
        return count(len(found), "file") if found else _WORDS[self._support(row)]

    def _key(self, row: T) -> tuple[int, int] | None:
        found = self._support(row)
        return None if found is Support.NOT_NEEDED else (_ORDER.index(found), len(self._of(row)))

    def _mark(self, row: T) -> Mark | None:
        found = self._of(row)
        if found:
            return Mark("paperclip", f"{count(len(found), 'document')} attached", "accent")
        return _MARKS[self._support(row)]

    def _names(self, row: T) -> str | None:
        return "\n".join(each.name for each in self._of(row)) or None


def _called(records: Sequence[AnyRecord]) -> str:
    """A record in words, several by how many they are; empty without one."""
    if len(records) == 1:
        return source_words(records[0])
    return count(len(records), "record") if records else ""
