"""In the status bar: what the selected cells come to, of the table that has the focus."""

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from muster.ui.widgets.table import RecordView


class SelectionSummary(QLabel):
    """``9 cells · $1,159.70 · 26.75 hours``, and how many rows the columns' filters show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Follow the focus."""
        super().__init__(parent)
        self.setAccessibleName("Selected cells")
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
        self.hide()

    def _follow(self, left: QWidget | None, entered: QWidget | None) -> None:
        if isinstance(left, RecordView):
            left.summary_changed.disconnect(self._tell)
        if isinstance(entered, RecordView):
            entered.summary_changed.connect(self._tell)
        self._tell(entered.summary if isinstance(entered, RecordView) else "")

    def _tell(self, summary: str) -> None:
        self.setText(summary)
        self.setVisible(bool(summary))
