"""Starts the window: paint first, then load what it shows and open the book."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from muster import __version__, paths
from muster.ui.main_window import MainWindow
from muster.ui.prompts import WindowPrompts
from muster.ui.settings import open_settings, recent_books
from muster.ui.tasks import Tasks, sentence
from muster.ui.theme import Theme

if TYPE_CHECKING:
    from muster.ui.program import Program


def run_window(program: "Program", book: Path | None, argv: Sequence[str]) -> int:
    """Show the window until it is closed; returns the exit code.

    Args:
        program: Makes and opens books.
        book: The book to open; None for the one opened last, else the default one, else the start page.
        argv: The command line, for Qt's own options.
    """
    application = QApplication(list(argv))
    application.setApplicationName("Muster")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("muster")
    Theme(application)
    window = MainWindow(program, WindowPrompts(), Tasks(), open_settings(paths.settings()))
    window.first_painted.connect(lambda: begin(window, book))
    window.show()
    code = application.exec()
    sys.excepthook = sys.__excepthook__
    return code


def begin(window: MainWindow, book: Path | None) -> None:
    """All that can wait until the window is on the screen: the log, menus and pages, the book."""
    from muster.ui.icons import application_icon
    from muster.ui.immortals import keep_alive
    from muster.ui.log import catch_all, write_log

    keep_alive()
    write_log(paths.log())
    catch_all(lambda error: window.prompts.error(window, "Something went wrong", sentence(error)))
    window.furnish()
    window.setWindowIcon(application_icon())
    default = window.program.default_book
    known = [*recent_books(window.settings), *([default] if default.exists() else [])]
    path = book or next(iter(known), None)
    if path is None:
        window.show_start()
    else:
        window.open_book(path)
