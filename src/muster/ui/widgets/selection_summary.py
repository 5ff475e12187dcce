"""In the status bar: what the selected cells come to, of the table that has the focus."""

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from muster.ui.widgets.table import RecordView


class SelectionSummary(QLabel):
    """``9 cells · $1,159.70 · 26.75 hours``, and how many rows the columns' filters show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Follow the focus within the window and its dialogs."""
        super().__init__(parent)
        self.setAccessibleName("Selected cells")
        self._followed: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
        self.hide()

    def _follow(self, left: QWidget | None, entered: QWidget | None) -> None:
        if isinstance(left, RecordView) and left is self._followed:
            left.summary_changed.disconnect(self._tell)
        self._followed = None
        if isinstance(entered, RecordView) and _outermost(entered) is _outermost(self):
            self._followed = entered
            entered.summary_changed.connect(self._tell)
            self._tell(entered.summary)
        else:
            self._tell("")

    def _tell(self, summary: str) -> None:
        self.setText(summary)
        self.setVisible(bool(summary))


def _outermost(widget: QWidget) -> QWidget:
    """The main window that a widget is in, be it in one of its dialogs."""
    window = widget.window()
    above = window.parentWidget()
    return _outermost(above) if above is not None else window
