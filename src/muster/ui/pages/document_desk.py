"""The documents of a table's rows: a column that marks what is there and what is missing, their window, and drops."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

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
from muster.ui.page import PageContext
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

    def __init__(
        self,
        context: PageContext,
        owner: QWidget,
        tell: Callable[[str], object],
        records: Callable[[T], Sequence[AnyRecord]],
    ) -> None:
        """For a table of a page.

        Args:
            context: The page's.
            owner: The page, or a part of it.
            tell: Shows a sentence about a drop that could not be taken.
            records: What a row's documents are attached to; none where it can have no document.
        """
        self._context = context
        self._owner = owner
        self._records = records
        self.attached: Attached = NOTHING
        self._work = DocumentWork(context, owner, tell)
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
        self._drop = FileDrop(view.viewport(), lambda at: _called(self._under(at)))
        self._drop.dropped.connect(self._dropped)

    def open(self) -> None:
        """Show the documents of the selected rows."""
        self._open(self._view.selected())

    def _open(self, rows: Sequence[T]) -> None:
        records = self._of(rows)
        if records:
            DocumentsDialog(self._context, records, self._owner).open()

    def _dropped(self, paths: list[Path], at: QPoint) -> None:
        self._work.attach(paths, self._under(at))

    def _under(self, at: QPoint) -> list[AnyRecord]:
        """What the row there stands for; with it all that are selected, where it is one of them."""
        index = self._view.indexAt(at)
        if not index.isValid():
            return []
        row, selected = self._view.table.record(index), self._view.selected()
        return self._of(selected if any(each is row for each in selected) else [row])

    def _of(self, rows: Sequence[T]) -> list[AnyRecord]:
        return [record for row in rows for record in self._records(row)]

    # -- the column

    def _files(self, row: T) -> list[Attachment]:
        """What is attached, each file once."""
        found = {each.sha256: each for record in self._records(row) for each in self.attached.to(record)}
        return list(found.values())

    def _support(self, row: T) -> Support:
        """Of several records the one with the least."""
        found = [support(each, self.attached.to(each)) for each in self._records(row)]
        return min(found, key=_ORDER.index, default=Support.NOT_NEEDED)

    def _words(self, row: T) -> str:
        found = self._support(row)
        return count(len(self._files(row)), "file") if found is Support.ATTACHED else _WORDS[found]

    def _key(self, row: T) -> tuple[int, int] | None:
        found = self._support(row)
        return None if found is Support.NOT_NEEDED else (_ORDER.index(found), len(self._files(row)))

    def _mark(self, row: T) -> Mark | None:
        found = self._support(row)
        if found is Support.ATTACHED:
            return Mark("paperclip", f"{count(len(self._files(row)), 'document')} attached", "accent")
        return _MARKS[found]

    def _names(self, row: T) -> str | None:
        return "\n".join(each.name for each in self._files(row)) or None


def not_attached(context: PageContext, owner: QWidget) -> Callable[[str], object]:
    """Tells what could not be attached where there is no message bar."""
    return lambda why: context.prompts.error(owner, "The document was not attached", why)


def one(record: AnyRecord) -> tuple[AnyRecord, ...]:
    """A row that is the record itself."""
    return (record,)


def _called(records: Sequence[AnyRecord]) -> str:
    """A record in words, several by how many they are; empty without one."""
    if len(records) == 1:
        return source_words(records[0])
    return count(len(records), "record") if records else ""
