"""A part of a dialog that keeps its natural height: where the room is too low for it, it scrolls."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from muster.ui.theme import UNIT


class Scrolled(QScrollArea):
    """Shows a widget or a layout as wide as there is room, never squashed, and brings what has the focus into view."""

    def __init__(self, content: QWidget | QLayout) -> None:
        """Around the content."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._inner = QWidget()
        self._around = QVBoxLayout(self._inner)
        self._around.setContentsMargins(0, 0, 0, 0)
        if isinstance(content, QWidget):
            self._around.addWidget(content)
        else:
            self._around.addLayout(content)
        self._around.addStretch(1)
        self.verticalScrollBar().rangeChanged.connect(lambda _low, high: self._keep_off_bar(shown=bool(high)))
        self.setWidget(self._inner)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._inner.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 2 * UNIT)

    def _keep_off_bar(self, *, shown: bool) -> None:
        self._around.setContentsMargins(0, 0, UNIT if shown else 0, 0)

    def sizeHint(self) -> QSize:
        """The content's."""
        return self._around.totalSizeHint()

    def heightForWidth(self, width: int) -> int:
        """The height at which nothing has to scroll."""
        return height_of(self._around, width)

    def event(self, event: QEvent) -> bool:
        """The content has another height: so have this and the room that it asks for."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._keep_height()
            self.updateGeometry()
        return handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes other heights."""
        super().resizeEvent(event)
        self._keep_height()

    def _keep_height(self) -> None:
        self._inner.setMinimumHeight(self.heightForWidth(self.viewport().width()))


def height_of(layout: QLayout, width: int) -> int:
    """The height that a layout asks for at a width, with its margins."""
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
