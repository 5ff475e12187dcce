"""Files to be attached to the record that a form asks for, once it is saved."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QWidget

from muster.domain.records import AnyRecord
from muster.ui import actions
from muster.ui.documents import FILES, DocumentWork
from muster.ui.icons import set_icon
from muster.ui.page import Page
from muster.ui.theme import UNIT, look
from muster.ui.widgets.file_drop import FileDrop
from muster.ui.widgets.layouts import small_button


class Enclosures(QWidget):
    """One row below a form: the files chosen or dropped, and a button to choose more.

    Attributes:
        paths: The files.
    """

    def __init__(self, page: Page) -> None:
        """None yet; what is attached is told to the page."""
        super().__init__()
        self._prompts = page.context.prompts
        self.paths: list[Path] = []
        self.button = small_button("Attac&h…", f"Choose files to attach, or drop them here ({actions.DOCUMENTS.keys})")
        self.button.setAccessibleName("Attach files to the record")
        self.button.setShortcut(actions.DOCUMENTS.keys)
        self.button.clicked.connect(self.choose)
        self.names = QLabel()
        self.names.setWordWrap(True)
        look(self.names, "muted")
        self.clear_button = small_button("Clea&r", "Attach none of these files")
        self.clear_button.setAccessibleName("Attach none of these files")
        self.clear_button.clicked.connect(lambda: self._show([]))
        set_icon(self.button, "paperclip")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(UNIT)
        line.addWidget(self.button)
        line.addWidget(self.names, 1)
        line.addWidget(self.clear_button)
        self._page = page
        self._show([])

    def serve(self, dialog: QDialog, tell: Callable[[str], object]) -> None:
        """Take files dropped on the form's window; ``tell`` shows there what cannot be attached."""
        self._work = DocumentWork(self._page.context, dialog, tell)
        self._drop = FileDrop(dialog, lambda _at: "this record, once it is saved")
        self._drop.dropped.connect(lambda paths, _at: self.add(paths))

    def choose(self) -> None:
        """Ask for files."""
        self.add(self._prompts.open_files(self, "Attach documents", FILES))

    def add(self, paths: Sequence[Path]) -> None:
        """Take files, unless one of them cannot be attached."""
        if paths:
            self._work.check(paths, lambda: self._show(list(dict.fromkeys([*self.paths, *paths]))))

    def attach_to(self, record: AnyRecord) -> None:
        """The record is saved: attach the files to it."""
        paths, page = self.paths, self._page
        self._show([])
        if paths:
            context = page.context
            work = DocumentWork(context, page, lambda why: context.prompts.error(page, "Saved, but not attached", why))
            work.attach_saved(paths, record)

    def _show(self, paths: list[Path]) -> None:
        self.paths = paths
        self.names.setText(", ".join(path.name for path in paths) or "No file is attached")
        self.clear_button.setVisible(bool(paths))
