"""Importing a file: one that the program writes itself at once, any other step by step."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from muster.ui.prompts import TABLES

if TYPE_CHECKING:
    from muster.services.changes import Changed
    from muster.services.importing.file_imports import FileImports, Suggestion
    from muster.services.importing.open_file import OpenFile
    from muster.services.ports import Progress
    from muster.ui.main_window import MainWindow


class ImportsMenu:
    """What the File menu's entry does."""

    def __init__(
        self,
        window: "MainWindow",
        import_records: Callable[[list[Path]], object],
        undo: Callable[[], object],
    ) -> None:
        """For a window; ``import_records`` takes in files of a records folder, ``undo`` takes the last step back."""
        self._undo = undo
        self._window = window
        self._import_records = import_records

    def ask(self) -> None:
        """Ask for files and import them: those of a records folder at once, another one by its dialog."""
        services = self._window.services
        chosen = self._window.prompts.open_files(self._window, "Import files", TABLES)
        if services is None or not chosen:
            return
        foreign = [path for path in chosen if not services.imports.is_records_file(path)]
        if not foreign:
            self._import_records(chosen)
        elif len(chosen) == 1:
            self._read(foreign[0], services.file_imports)
        else:
            why = f"{foreign[0].name} is not a file of a records folder; choose such a file alone, one after another."
            self._window.prompts.error(self._window, "Nothing was imported", why)

    def _read(self, path: Path, imports: "FileImports") -> None:

        def read(progress: "Progress") -> "tuple[OpenFile, Suggestion]":
            file = imports.open(path, progress)
            return file, imports.suggest(file)

        failed = partial(self._window.prompts.error, self._window, "The file was not imported")
        self._window.tasks.run(
            self._window, f"Reading {path.name}", read, lambda found: self._show(*found), failed, modal=True
        )

    def _show(self, file: "OpenFile", suggested: "Suggestion") -> None:
        from muster.ui.imports.import_dialog import ImportDialog, ImportTools

        services = self._window.services
        if services is None:
            return
        tools = ImportTools(services.file_imports, self._window.tasks, self._window.prompts)
        dialog = ImportDialog(file, suggested, tools, self._window)
        dialog.imported.connect(self._imported)
        dialog.remembered.connect(self._window.publish)
        dialog.open()

    def _imported(self, changed: "Changed", words: str) -> None:
        self._window.publish(changed)
        if self._window.page is not None:
            self._window.page.message.success(words)
            self._window.page.message.offer("Undo", self._undo)
