"""Entries of the menus that lead to the federal list, and what they do."""

from typing import TYPE_CHECKING

from muster.ui.actions import action

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from muster.ui.main_window import MainWindow


class ListsMenu:
    """The federal list, which needs no book."""

    def __init__(self, window: "MainWindow") -> None:
        """Make the entries; the window's menus place them."""
        self._window = window
        self.import_federal: QAction = action(window, "Import the federal &list…", self._import_federal)
        self.program: QAction = action(window, "The p&rogram…", self._show_program, tip="Agreements by state and model")

    def _show_program(self) -> None:
        from muster.ui.dialogs.program_totals import ProgramDialog

        dialog = ProgramDialog(self._window)
        dialog.read()
        dialog.open()

    def _import_federal(self) -> None:
        """Ask for the list, and show what came in."""
        from muster.ui.dialogs.program_totals import ProgramDialog, ask_for_list

        path = ask_for_list(self._window.prompts, self._window)
        if path is not None:
            dialog = ProgramDialog(self._window)
            dialog.read()
            dialog.open()
            dialog.take_in(path)
