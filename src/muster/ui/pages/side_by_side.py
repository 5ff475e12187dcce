"""Two panes beside each other, divided as the width asks until the user divides them; that is remembered."""

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class SideBySide(QSplitter):
    """A splitter that keeps its division in the settings."""

    def __init__(self, left: QWidget, right: QWidget, key: str, settings: QSettings, *, room: int) -> None:
        """Put two panes side by side; neither becomes narrower than its minimum.

        Args:
            left: The first pane, a little less than half the width.
            right: The second pane.
            key: The page's key, in the settings.
            settings: Where the division is kept.
            room: The width, in pixels, that the right pane gets before the left one gets more than its minimum.
        """
        super().__init__(Qt.Orientation.Horizontal)
        self._settings, self._key = settings, f"{key}/division"
        self._left, self._room = left, room
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.addWidget(left)
        self.addWidget(right)
        stored = settings.value(self._key)
        self._by_user = isinstance(stored, QByteArray) and self.restoreState(stored)
        self.splitterMoved.connect(self._keep)

    def _keep(self) -> None:
        self._by_user = True
        self._settings.setValue(self._key, self.saveState())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the width anew, unless the user has."""
        super().resizeEvent(event)
        if not self._by_user:
            width = self.width()
            left = max(self._left.minimumSizeHint().width(), min(width * 48 // 100, width - self._room))
            self.setSizes([left, width - left])
