"""What is done with documents on any page: asked through prompts, done off the GUI thread, told to every page."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from muster.domain.documents import Attachment
from muster.services.derivation_text import source_words
from muster.ui.format import count

if TYPE_CHECKING:
    from muster.domain.records import AnyRecord
    from muster.services.changes import Changed
    from muster.services.documents import Attached
    from muster.services.ports import Progress
    from muster.ui.page import PageContext

T = TypeVar("T")

FILES = "Documents (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.docx *.xlsx *.csv *.txt *.msg *.eml);;All files (*)"


class DocumentWork:
    """Attaches, opens, saves and detaches documents for a widget."""

    def __init__(
        self,
        context: "PageContext",
        owner: QWidget,
        tell: Callable[[str], object],
        changed: Callable[[], object] = lambda: None,
    ) -> None:
        """Work for ``owner``; ``tell`` shows a sentence about what could not be done, ``changed`` looks again."""
        self._context = context
        self._owner = owner
        self._tell = tell
        self._changed = changed
        self._documents = context.services.documents

    def read(self, records: "Sequence[AnyRecord]", done: "Callable[[Attached], object]") -> None:
        """What is attached to records."""
        self._run("Looking for documents", lambda: self._documents.attached(records), done)

    def choose(self, records: "Sequence[AnyRecord]") -> None:
        """Ask for files and attach them."""
        paths = self._context.prompts.open_files(self._owner, "Attach documents", FILES)
        if paths:
            self.attach(paths, records)

    def attach(self, paths: Sequence[Path], records: "Sequence[AnyRecord]") -> None:
        """Attach files to every one of the records."""
        self._attach(paths, records, lambda progress: self._documents.attach(paths, records, progress))

    def attach_saved(self, paths: Sequence[Path], record: "AnyRecord") -> None:
        """Attach files to a record that was just saved."""
        self._attach(paths, [record], lambda progress: self._documents.attach_to_saved(paths, record, progress))

    def _attach(
        self, paths: Sequence[Path], records: "Sequence[AnyRecord]", work: "Callable[[Progress], Changed]"
    ) -> None:
        """The window waits. The title tells one from another: the runner drops what is under way already."""
        what = ", ".join(path.name for path in paths)
        to = source_words(records[0]) if len(records) == 1 else count(len(records), "record")
        self._context.tasks.run(self._owner, f"Attaching {what} to {to}", work, self._publish, self._tell, modal=True)

    def check(self, paths: Sequence[Path], done: Callable[[], object]) -> None:
        """Whether files can be attached."""
        self._run("Reading the documents", lambda: self._documents.check(paths), lambda _checked: done())

    def open(self, attachment: Attachment) -> None:
        """Show a read-only copy in the system's program."""
        self._run("Opening the document", lambda: self._documents.open_copy(attachment), self._show)

    def _show(self, path: Path) -> None:
        if not self._context.prompts.show_file(self._owner, path):
            self._tell(f"No program on this computer shows “{path.name}”; save a copy, and open that with one.")

    def save(self, attachment: Attachment) -> None:
        """Ask where, and write a copy."""
        path = self._context.prompts.save_file(
            self._owner, "Save a copy of the document", "All files (*)", Path(attachment.name)
        )
        if path:
            self._run("Saving the copy", lambda: self._documents.save_copy(attachment, path), lambda _saved: None)

    def detach(self, attachments: Sequence[Attachment]) -> None:
        """Take documents off their records, after asking."""
        names = sorted({each.name for each in attachments})
        what = f"“{names[0]}”" if len(names) == 1 else count(len(names), "document")
        records = count(len({each.record for each in attachments}), "record")
        text = f"It is taken off {records}. The file stays in the book, and the change log keeps that it was attached."
        if self._context.prompts.confirm(self._owner, f"Detach {what}?", text, "Detach"):
            self._run("Detaching", lambda: self._documents.detach(attachments), self._publish)

    def _publish(self, changed: "Changed") -> None:
        self._context.publish(changed)
        self._changed()

    def _run(self, title: str, work: Callable[[], T], done: Callable[[T], object]) -> None:
        self._context.tasks.run(self._owner, title, lambda _progress: work(), done, self._tell)
