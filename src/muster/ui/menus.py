"""The window's menus and what their entries do."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QMenu

from muster import __version__, paths
from muster.ui import actions
from muster.ui.actions import Shortcut, action
from muster.ui.edit_menu import EditMenu
from muster.ui.imports_menu import ImportsMenu
from muster.ui.lists_menu import ListsMenu
from muster.ui.past_menu import PastMenu
from muster.ui.prompts import BOOKS
from muster.ui.settings import recent_books

if TYPE_CHECKING:
    from muster.services.imports import ImportReport
    from muster.ui.main_window import MainWindow
    from muster.ui.page import Page


class Menus:
    """File, Edit, View, Actions (the page's own), Help."""

    def __init__(self, window: "MainWindow") -> None:
        """Put the menus into the window's menu bar."""
        self._window = window
        self._with_book: list[QAction] = []
        self._changing: list[QAction] = []
        self.past = PastMenu(window)
        self._recent = QMenu("Open &recent", window)
        self._recent.aboutToShow.connect(self._list_recent)
        self._actions = QMenu("&Actions", window)
        self.lists = ListsMenu(window)
        self.imports = ImportsMenu(window, self._import, self.past.undo.trigger)
        self._file()
        self._edit_and_view()
        window.menuBar().addMenu(self._actions)
        self._help()
        window.start.new_asked.connect(self.new_agency)
        window.start.open_asked.connect(self.open)
        window.start.sample_asked.connect(window.open_sample)
        self.refresh()

    def refresh(self) -> None:
        """Grey out what needs a book while there is none."""
        there = self._window.services is not None
        for each in self._with_book:
            each.setEnabled(there)
        for each in self._changing:
            each.setEnabled(self._window.services is not None and not self._window.services.as_known)
        self.past.refresh()
        self._recent.setEnabled(bool(recent_books(self._window.settings)))
        if not there:
            self._take_page_actions()
        self._actions.setEnabled(not self._actions.isEmpty())

    def show_page_actions(self, page: "Page") -> None:
        """List the actions of the page that is shown."""
        self._take_page_actions()
        self._actions.addActions(page.actions())
        self._actions.setEnabled(not self._actions.isEmpty())

    def _take_page_actions(self) -> None:
        """The menu lets go of them; PySide's ``clear`` would delete those that only the page holds."""
        for each in self._actions.actions():
            self._actions.removeAction(each)

    def _file(self) -> None:
        window = self._window
        menu = window.menuBar().addMenu("&File")
        menu.addAction(action(window, "&New agency…", self.new_agency, icon="new", shortcut=actions.NEW))
        menu.addAction(action(window, "New &book from records folder…", self.new_from_folder, icon="import"))
        menu.addAction(action(window, "&Open…", self.open, icon="open", shortcut=actions.OPEN))
        menu.addMenu(self._recent)
        menu.addSeparator()
        self._changing = [
            action(window, "&Import files…", self.imports.ask, icon="import", shortcut=actions.IMPORT),
            action(window, "Import records &folder…", self.import_folder),
        ]
        self._with_book = [action(window, "&Export records…", self.export, icon="export", shortcut=actions.EXPORT)]
        menu.addActions([*self._changing, self.lists.import_federal, *self._with_book])
        menu.addSeparator()
        menu.addMenu(self.lists.print_menu())
        self._with_book += self.lists.printed
        menu.addSeparator()
        leave = action(window, "&Quit", window.close, shortcut=actions.QUIT)
        leave.setMenuRole(QAction.MenuRole.QuitRole)
        menu.addAction(leave)

    def _edit_and_view(self) -> None:
        window = self._window
        find = action(window, "&Find", window.find_on_page, icon="search", shortcut=actions.FIND)
        edit = window.menuBar().addMenu("&Edit")
        name = action(window, "Your &name…", self._display_name)
        view = window.menuBar().addMenu("&View")
        pages = [
            action(window, place.title, partial(window.go_to, place.key), icon=place.icon, shortcut=_page_key(number))
            for number, place in enumerate(window.places, 1)
        ]
        view.addActions(pages)
        self.past.add_to(edit, view)
        edit.addSeparator()
        self._edits = EditMenu(edit)
        edit.addSeparator()
        edit.addActions([find, name])
        view.addSeparator()
        refresh = action(window, "&Refresh", self._refresh_page, icon="refresh", shortcut=actions.REFRESH)
        view.addAction(refresh)
        view.addAction(self.lists.program)
        self._with_book += [find, refresh, *pages]

    def _help(self) -> None:
        window = self._window
        menu = window.menuBar().addMenu("&Help")
        menu.addAction(action(window, "Keyboard &shortcuts", self._shortcuts, shortcut=actions.HELP))
        menu.addAction(action(window, "Open &log folder", self._log_folder))
        menu.addAction(action(window, "Sample &agency", window.open_sample, icon="sample"))
        menu.addSeparator()
        about = action(window, "A&bout Muster", self._about, icon="info")
        about.setMenuRole(QAction.MenuRole.AboutRole)
        menu.addAction(about)

    # -- what they do

    def new_agency(self) -> None:
        """Ask for the agency, then make its book."""
        from muster.ui.dialogs.new_agency import NewAgencyDialog

        dialog = NewAgencyDialog(self._window.program.default_book, self._window.prompts, self._window)
        dialog.given.connect(self._window.create_book)
        dialog.open()
        lists = self._window.program.federal_lists
        title = "Reading the federal list"
        self._window.tasks.run(dialog, title, lambda _progress: lists.current(), dialog.offer, dialog.search.tell)

    def new_from_folder(self) -> None:
        """Ask for a records folder and a place, and make a book of it."""
        window = self._window
        folder = window.prompts.folder(window, "Make a book of a records folder")
        if folder is None:
            return
        suggested = window.program.default_book.with_name(f"{folder.name}{window.program.default_book.suffix}")
        path = window.prompts.save_file(window, "Save the new book as", BOOKS, suggested)
        if path is not None:
            window.create_book_from(path, folder)

    def open(self) -> None:
        """Ask for a book and open it."""
        books = recent_books(self._window.settings)
        folder = books[0].parent if books else self._window.program.default_book.parent
        path = self._window.prompts.open_file(self._window, "Open a book", BOOKS, folder)
        if path is not None:
            self._window.open_book(path)

    def import_folder(self) -> None:
        """Ask for a records folder and import it."""
        folder = self._window.prompts.folder(self._window, "Import a records folder")
        self._import([folder] if folder else [])

    def _import(self, chosen: list[Path]) -> None:
        services = self._window.services
        if not chosen or services is None:
            return
        self._window.tasks.run(
            self._window,
            "Importing records",
            lambda progress: services.imports.run(chosen, progress=progress),
            self._imported,
            partial(self._window.prompts.error, self._window, "Nothing was imported"),
            modal=True,
        )

    def _imported(self, report: "ImportReport") -> None:
        self._window.publish(report.changed)
        old = f"; {report.skipped:,} already in the book" if report.skipped else ""
        text = f"{report.new:,} new {'record' if report.new == 1 else 'records'} imported{old}."
        self._window.statusBar().showMessage(text, 10_000)
        if self._window.page is not None:
            self._window.page.message.success(text)

    def export(self) -> None:
        """Ask for a folder and write the records there."""
        services = self._window.services
        folder = self._window.prompts.folder(self._window, "Export records to an empty folder")
        if folder is None or services is None:
            return
        self._window.tasks.run(
            self._window,
            "Exporting the records",
            lambda _progress: services.exports.run(folder),
            partial(self._exported, folder),
            partial(self._window.prompts.error, self._window, "The records were not exported"),
            modal=True,
        )

    def _exported(self, folder: Path, files: list[Path]) -> None:
        if self._window.page is not None:
            self._window.page.message.success(f"The records are in {folder}, in {len(files)} files.")

    def _list_recent(self) -> None:
        self._recent.clear()
        for path in recent_books(self._window.settings):
            self._recent.addAction(action(self._recent, str(path), partial(self._window.open_book, path)))

    def _refresh_page(self) -> None:
        if self._window.page is not None:
            self._window.page.reload()

    def _display_name(self) -> None:
        """Ask for the name under which changes are logged."""
        from muster.services.ports import MusterError

        window = self._window
        label = "Changes to the book are logged under this name (empty: your user name):"
        name = window.prompts.text(window, "Your name", label, window.program.display_name)
        if name is None:
            return
        try:
            window.program.choose_display_name(name)
        except MusterError as error:
            window.prompts.error(window, "The name was not kept", str(error))
        else:
            window.statusBar().showMessage(f"Changes are logged under {window.program.display_name}", 4000)

    def _shortcuts(self) -> None:
        rows = "".join(
            f"<tr><td><b>{keys}</b>&nbsp;&nbsp;</td><td>{does}</td></tr>" for keys, does in actions.SHORTCUTS
        )
        self._window.prompts.inform(self._window, "Keyboard shortcuts", f"<table>{rows}</table>")

    def _log_folder(self) -> None:
        folder = paths.log().parent
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _about(self) -> None:
        book = self._window.services.book.path if self._window.services else None
        text = (
            f"Version {__version__}. Records and reimbursement claims of an agency in the 287(g) program. "
            "Everything stays in one file on this workstation."
        )
        self._window.prompts.inform(self._window, "Muster", f"{text}\n\nThis book: {book}" if book else text)


def _page_key(number: int) -> Shortcut:
    return Shortcut(f"Ctrl+{number}", "Go to the page")
