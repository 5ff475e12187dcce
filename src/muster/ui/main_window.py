"""The window's shell: navigation, one page at a time, menus, status bar; what it opens and what it remembers."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSettings, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from muster.ui.settings import recent_books, remember_book, saved_bytes
from muster.ui.theme import MARGIN, UNIT

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from muster.domain.records import AnyRecord, Record
    from muster.services.bundle import Services
    from muster.services.changes import Changed
    from muster.services.ports import Progress
    from muster.ui.menus import Menus
    from muster.ui.navigation import Place, Rail
    from muster.ui.page import Page, PageContext
    from muster.ui.program import Program
    from muster.ui.prompts import Prompts
    from muster.ui.start_page import StartPage
    from muster.ui.tasks import Tasks
    from muster.ui.widgets.message_bar import MessageBar


class MainWindow(QMainWindow):
    """A shell around the pages.

    Attributes:
        changed: What a use case changed; every page hears it.
        first_painted: The window is on the screen; what takes time starts now.
        book_opened: Another book is shown.
    """

    changed = Signal(object)
    first_painted = Signal()
    book_opened = Signal()

    alarm: "MessageBar"
    banner: "MessageBar"
    rail: "Rail"
    start: "StartPage"
    menus: "Menus"

    def __init__(self, program: "Program", prompts: "Prompts", tasks: "Tasks", settings: QSettings) -> None:
        """A bare window, quick to paint: :meth:`furnish` it, then open a book or :meth:`show_start`."""
        super().__init__()
        self.program = program
        self.prompts = prompts
        self.tasks = tasks
        self.settings = settings
        self.services: Services | None = None
        self.places: tuple[Place, ...] = ()
        self._pages: dict[str, Page] = {}
        self._as_known: list[MainWindow] = []
        self._painted = False
        self.menuBar().addMenu("&File")
        self._opening = QLabel()
        self._opening.setMargin(MARGIN)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._opening)
        middle = QWidget()
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self.pages, 1)
        self._column.addLayout(self._row, 1)
        self.setCentralWidget(middle)
        self._lay_out_status()
        self._restore()
        self._name_window("")

    def _lay_out_status(self) -> None:
        self._busy = QLabel()
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setAccessibleName("Working")
        self._where = QLabel()
        self._where.setAccessibleName("The book's file")
        for widget in (self._busy, self._bar, self._where):
            self.statusBar().addPermanentWidget(widget)
        self._bar.hide()
        self.statusBar().setSizeGripEnabled(False)
        self.tasks.shown.connect(self._show_busy)

    def furnish(self) -> None:
        """Put in the menus, the rail and the start page: all that the first paint does not wait for."""
        from muster.ui.menus import Menus
        from muster.ui.navigation import PLACES, Rail
        from muster.ui.start_page import StartPage
        from muster.ui.widgets.message_bar import MessageBar
        from muster.ui.widgets.selection_summary import SelectionSummary

        self.statusBar().insertPermanentWidget(0, SelectionSummary())
        self.alarm = MessageBar(closable=False)
        self.banner = MessageBar(closable=False)
        for place, bar in enumerate((self.banner, self.alarm)):
            self._column.insertWidget(place, bar)
        self.places = PLACES
        self.rail = Rail(self.places)
        self.rail.chosen.connect(self._show_place)
        self.rail.hide()
        self.start = StartPage()
        self.start.recent_asked.connect(self.open_book)
        self.pages.addWidget(self.start)
        self._row.insertWidget(0, self.rail)
        self.menuBar().clear()
        self.menus = Menus(self)

    @property
    def current_day(self) -> "date":
        """The day it is at the workstation; date fields below the window ask for it."""
        return self.program.clock.now().astimezone().date()

    # -- books

    def open_book(self, path: Path) -> None:
        """Open a book off the GUI thread; when that fails the start page says why, or the book stays that is open."""
        whole = path.absolute()  # it is shown, and remembered for a start from another folder
        self._open_by(lambda _progress: self.program.open(whole), f"Opening {path.name}")

    def open_sample(self) -> None:
        """Open the sample agency's book, made when it is not there."""
        self._open_by(lambda _progress: self.program.sample(), "Opening the sample agency")

    def create_book(self, path: Path, records: "list[Record]") -> None:
        """Make a book that holds these records, and open it; nothing stays when it cannot be filled."""
        self._create_by(path, lambda services, _progress: services.records.save_all(records))

    def create_book_from(self, path: Path, folder: Path) -> None:
        """Make a book of a records folder, and open it; nothing stays when it cannot be filled."""
        self._create_by(path, lambda services, progress: services.imports.run([folder], progress=progress))

    def _create_by(self, path: Path, fill: "Callable[[Services, Progress], object]") -> None:
        def create(progress: "Progress") -> "Services":
            from muster.services.new_book import new_book

            with new_book(self.program.create, path) as services:
                fill(services, progress)
                return services

        self._open_by(create, "Making the book")

    def _open_by(self, work: "Callable[[Progress], Services]", title: str) -> None:
        if not self._may_leave():
            return
        if self.services is None:
            self._opening.setText(f"{title} …")
            self.pages.setCurrentWidget(self._opening)
        self.tasks.run(self, title, work, self._opened, self._not_opened)

    def _not_opened(self, why: str) -> None:
        if self.services is None:
            self.show_start(why)
        else:
            self.prompts.error(self, "The book was not opened", why)

    def _opened(self, services: "Services") -> None:
        self._forget_pages()
        self.services = services
        self._tell_where(services)
        self._name_window(services.agency.profile().agency.name or services.book.path.stem)
        self.rail.show()
        last = str(self.settings.value("window/page") or "")
        keys = [place.key for place in self.places]
        self.go_to(last if last in keys else keys[0])
        self.menus.refresh()
        self.book_opened.emit()
        self._verify(services)

    def _tell_where(self, services: "Services") -> None:
        """Say which file is shown; of a book as it once was, which day."""
        self.banner.clear()
        path = services.book.path
        if services.as_known:
            self._where.setText(f"{services.as_known}  ·  read-only")
            self.banner.info(
                f"{services.as_known}, read only: every page as it stood then. Nothing can be changed here."
            )
        else:
            remember_book(self.settings, path)
            self._where.setText(f"{path}{'' if os.access(path, os.W_OK) else '  ·  read-only'}")

    @property
    def _shows_the_past(self) -> bool:
        """Such a window beside the book's own is not the one to be found again."""
        return self.services is not None and bool(self.services.as_known)

    def show_as_known(self, services: "Services") -> "MainWindow":
        """Show the book as it once was, in a window of its own that closes with this one."""
        window = MainWindow(self.program, self.prompts, self.tasks.another(), self.settings)
        window.furnish()
        window.setWindowIcon(self.windowIcon())
        window.show_services(services)
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        spare = room.bottomRight() - QPoint(frame.width(), frame.height())  # so that the window is wholly on the screen
        at = self.pos() + QPoint(4 * UNIT, 4 * UNIT)
        window.move(max(room.left(), min(at.x(), spare.x())), max(room.top(), min(at.y(), spare.y())))
        window.resize(self.size())
        window.show()
        self._as_known = [each for each in self._as_known if each.services is not None] + [window]
        return window

    def show_services(self, services: "Services") -> None:
        """Show a book that is open already."""
        self._opened(services)

    def _verify(self, services: "Services") -> None:
        """Look whether the book still is as it was written; what is not stays in view while the book is open."""
        self.alarm.clear()

        def tell(found: list[str]) -> None:
            if found and self.services is services:
                self._alarm(found)

        self.tasks.run(self, "Verifying the book", services.proof.verify, tell, self.alarm.error)

    def _alarm(self, found: list[str]) -> None:
        more = f" And {len(found) - 1:,} more." if len(found) > 1 else ""
        self.alarm.error(
            f"This book was changed by something other than Muster. {found[0]}{more} Keep the file as it is, and work "
            "on a copy from before."
        )
        show = partial(self.prompts.inform, self, "What is not as it was written", "\n".join(found))
        self.alarm.offer("Show all", show)

    def show_start(self, why: str = "") -> None:
        """Ask for a book; ``why`` says what went wrong with the one before."""
        self.alarm.clear()
        self.banner.clear()
        self.start.set_recent(recent_books(self.settings))
        self.start.message.clear()
        if why:
            self.start.message.error(why)
        self.rail.hide()
        self.pages.setCurrentWidget(self.start)
        self.start.new.setFocus()
        self.menus.refresh()

    def _may_leave(self) -> bool:
        """Whether every page lets go of the book; one with something unsaved asks."""
        return all(page.can_leave() for page in self._pages.values())

    def _forget_pages(self) -> None:
        for page in self._pages.values():
            self.pages.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        if self.services is not None:
            self.services.book.close()
        self.services = None

    # -- pages

    @property
    def page(self) -> "Page | None":
        """The page shown; None while there is no book."""
        shown = self.pages.currentWidget()
        return next((page for page in self._pages.values() if page is shown), None)

    def go_to(self, key: str, record: "AnyRecord | None" = None) -> None:
        """Show a page and, if given, a record on it."""
        row = next(number for number, place in enumerate(self.places) if place.key == key)
        if self.rail.currentRow() == row:
            self._show_place(row)
        else:
            self.rail.setCurrentRow(row)
        if record is not None and self.page is not None:
            self.page.show_record(record)

    def _show_place(self, row: int) -> None:
        if self.services is None or row < 0:
            return
        place = self.places[row]
        page = self._pages.get(place.key)
        if page is None:
            page = place.load()(self._context(self.services))
            self._pages[place.key] = page
            self.changed.connect(page.hear)
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        if not self._shows_the_past:
            self.settings.setValue("window/page", place.key)
        self.menus.show_page_actions(page)
        page.activate()
        target = None if self.rail.hasFocus() else page.first_focus()
        if target is not None:
            target.setFocus()

    def _context(self, services: "Services") -> "PageContext":
        from muster.ui.page import PageContext

        return PageContext(
            services=services,
            prompts=self.prompts,
            tasks=self.tasks,
            settings=self.settings,
            clock=services.clock,
            publish=self.publish,
            go_to=self.go_to,
        )

    def publish(self, changed: "Changed") -> None:
        """Tell every page what changed."""
        from muster.domain.records import Agency

        if self.services is not None and changed.concerns(Agency):
            self._name_window(self.services.agency.profile().agency.name or self.services.book.path.stem)
        self.statusBar().showMessage("Saved", 4000)
        self.changed.emit(changed)

    def find_on_page(self) -> None:
        """Put the focus into the page's search."""
        target = self.page.search_target() if self.page else None
        if target is not None:
            target.setFocus()

    # -- the window itself

    def _name_window(self, agency: str) -> None:
        known = f" - {self.services.as_known}" if self.services and self.services.as_known else ""
        self.setWindowTitle(f"{agency}[*]{known} - Muster" if agency else "Muster")

    def _show_busy(self, titles: str) -> None:
        self._busy.setText(f"{titles} …" if titles else "")
        self._bar.setVisible(bool(titles))

    def _restore(self) -> None:
        room = self.screen().availableSize()  # a claim's twelve columns want some 1,260 pixels
        self.resize(max(1200, min(1360, room.width() - 16)), max(760, min(860, room.height() - 48)))
        self.setMinimumSize(720, 480)
        self.restoreGeometry(saved_bytes(self.settings, "window/geometry"))
        self.restoreState(saved_bytes(self.settings, "window/state"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window is on the screen."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Qt does in dialogs only; Shift+F10 asks for a menu."""
        from PySide6.QtCore import Qt  # the first paint does not wait for it

        from muster.ui.widgets.context_menu import ask_by_key

        button = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(button, QPushButton | QToolButton):
            button.click()
        elif not ask_by_key(event, button):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the window's state; stop what is under way; close the book. Unless a page has something unsaved."""
        if not self._may_leave():
            event.ignore()
            return
        if not self._shows_the_past:
            self.settings.setValue("window/geometry", self.saveGeometry())
            self.settings.setValue("window/state", self.saveState())
        self.tasks.stop()
        for window in self._as_known:
            window.close()
        self._forget_pages()
        super().closeEvent(event)
