"""Starts the window: paint first, then open the book."""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from muster import __version__, paths
from muster.ui.main_window import MainWindow
from muster.ui.prompts import WindowPrompts
from muster.ui.settings import open_settings, recent_books
from muster.ui.tasks import Tasks, sentence
from muster.ui.theme import Theme

if TYPE_CHECKING:
    from muster.ui.program import Program

_LOG = logging.getLogger("muster")


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
    _write_log(paths.log())
    window = MainWindow(program, WindowPrompts(), Tasks(), open_settings(paths.settings()))
    window.first_painted.connect(lambda: _begin(window, book))
    window.show()
    code = application.exec()
    sys.excepthook = sys.__excepthook__
    return code


def _begin(window: MainWindow, book: Path | None) -> None:
    """All that can wait until the window is on the screen."""
    from muster.ui.icons import application_icon

    window.furnish()
    window.setWindowIcon(application_icon())
    _catch_all(window)
    path = book or _last_book(window)
    if path is None:
        window.show_start()
    else:
        window.open_book(path)


def _last_book(window: MainWindow) -> Path | None:
    default = window.program.default_book
    return next(iter([*recent_books(window.settings), *([default] if default.exists() else [])]), None)


def _write_log(file: Path) -> None:
    """Send the program's log, and Qt's own messages, to a file; the window works without one too."""
    from logging.handlers import RotatingFileHandler

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    qInstallMessageHandler(_log_qt)


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    serious = kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
    _LOG.log(logging.WARNING if serious else logging.DEBUG, "Qt: %s", text)


def _catch_all(window: MainWindow) -> None:
    """An error that nobody expected becomes a sentence; the traceback goes to the log."""

    def caught(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            window.close()
            return
        window.prompts.error(window, "Something went wrong", sentence(error))

    sys.excepthook = caught
