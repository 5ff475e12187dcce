"""One start of a window, run as a process of its own: `window_start.py bare|painted|rows [BOOK]`."""

import os
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


def end() -> None:
    """What was to be shown is on the screen: nothing after that counts."""
    os._exit(0)


def bare() -> None:
    """A main window of Qt's own, until it is painted."""
    application = QApplication([])

    class Bare(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, end)

    window = Bare()
    window.resize(1200, 760)
    window.show()
    application.exec()


def painted() -> None:
    """Muster's window, until it is painted."""
    from muster import app
    from muster.ui import start

    vars(start)["begin"] = lambda _window, _book: end()
    app.main([])


def rows(book: str) -> None:
    """Muster's window, until the officers of a book are painted."""
    from pathlib import Path

    from muster.app import Muster
    from muster.ui import start
    from muster.ui.main_window import MainWindow

    begin = start.begin

    def not_opened(why: str) -> None:
        sys.stderr.write(why)
        sys.stderr.flush()
        os._exit(1)

    def begin_and_end(window: MainWindow, path: Path | None) -> None:
        window.settings.setValue("window/page", "officers")
        vars(window)["_not_opened"] = not_opened
        window.book_opened.connect(lambda: _when_painted(window))
        begin(window, path)

    vars(start)["begin"] = begin_and_end
    start.run_window(Muster(), Path(book), [])


def _when_painted(window: QMainWindow) -> None:
    from PySide6.QtCore import QEvent, QObject

    from muster.ui.widgets.table import RecordView

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and view.table.rowCount():
                QTimer.singleShot(0, end)
            return super().eventFilter(watched, event)

    view = next(each for each in window.findChildren(RecordView) if each.isVisible())
    view.viewport().installEventFilter(Watch(window))
    view.viewport().update()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["bare"]:
            bare()
        case ["painted"]:
            painted()
        case ["rows", book_file]:
            rows(book_file)
