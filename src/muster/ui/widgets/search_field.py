"""The search field above a list: type to filter, Esc clears, Down goes to the list."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from muster.ui.icons import set_icon


class SearchField(QLineEdit):
    """Filters ``target`` as one types; ``textChanged`` tells what was typed."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        """An empty field; ``hint`` says what is searched (``Search officers``)."""
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setToolTip(f"{hint} (Ctrl+F); Esc clears")
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(240)
        self.setMaximumWidth(360)
        self._target: QWidget | None = None
        lens = QAction(self)
        set_icon(lens, "search", "muted")
        self.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)

    def set_target(self, target: QWidget) -> None:
        """The list that Down and Enter move on to."""
        self._target = target

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears; Down and Enter go to the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._target is not None:
            self._target.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
