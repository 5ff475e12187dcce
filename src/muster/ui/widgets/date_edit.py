"""A date as text: may be empty, and reads 2025-11-17, 11/17/2025 and 3 Nov 2025."""

from PySide6.QtWidgets import QLineEdit, QWidget

from muster.ui.format import iso_date


class DateEdit(QLineEdit):
    """Turns what was typed into ``YYYY-MM-DD`` when it is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty field."""
        super().__init__(parent)
        self.setPlaceholderText("YYYY-MM-DD")
        self.editingFinished.connect(self._tidy)

    def iso(self) -> str:
        """The date as ``YYYY-MM-DD``; empty when nothing is typed.

        Raises:
            ValueError: with a plain sentence when it is no date.
        """
        return iso_date(self.text())

    def _tidy(self) -> None:
        try:
            written = self.iso()
        except ValueError:
            return
        if written != self.text():
            self.setText(written)
