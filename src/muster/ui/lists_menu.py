"""Entries of the menus that lead to the federal list and to the printed lists, and what they do."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from muster.ui.actions import action
from muster.ui.icons import set_icon
from muster.ui.list_printing import print_authorizations, print_register, print_roster

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from muster.ui.main_window import MainWindow
    from muster.ui.page import Page


class ListsMenu:
    """The federal list, which needs no book, and the lists of the book to print.

    Attributes:
        printed: One entry for each list to print; they need a book.
    """

    def __init__(self, window: "MainWindow") -> None:
        """Make the entries; the window's menus place them."""
        self._window = window
        self.import_federal: QAction = action(window, "Import the federal &list…", self._import_federal)
        self.program: QAction = action(window, "The &program…", self._show_program, tip="Agreements by state and model")
        self.printed: list[QAction] = [
            action(window, "&Roster…", partial(self._print, print_roster)),
            action(window, "&Overtime register…", partial(self._print, print_register)),
            action(window, "&Authorizations that end within 90 days…", partial(self._print, print_authorizations)),
        ]

    def print_menu(self) -> QMenu:
        """The printed lists, as a menu of their own."""
        menu = QMenu("&Print list", self._window)
        set_icon(menu.menuAction(), "print")
        menu.addActions(self.printed)
        return menu

    def _print(self, show: "Callable[[Page], None]") -> None:
        page = self._window.page
        if page is not None:
            show(page)

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
