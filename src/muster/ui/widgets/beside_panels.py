"""A page's content, and beside it one of its side panels at a time."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QWidget

from muster.ui.theme import UNIT, look
from muster.ui.widgets.side_panel import SidePanel


class BesidePanels(QSplitter):
    """Content left, the panel shown right; whatever had the focus gets it back when the panel is closed.

    Attributes:
        closed: The panel was closed.
    """

    closed = Signal()

    def __init__(self, content: QWidget, panels: Sequence[SidePanel], view: QAbstractItemView) -> None:
        """The content alone at first; ``view``, part of it, keeps its current row in sight."""
        super().__init__(Qt.Orientation.Horizontal)
        self._panels, self._view = panels, view
        self._asked_from: QWidget = view
        self.setHandleWidth(2 * UNIT)
        look(self, "gap")
        self.setChildrenCollapsible(False)
        for position, widget in enumerate((content, *panels)):
            self.addWidget(widget)
            self.setStretchFactor(position, int(position == 0))
        for panel in panels:
            panel.closed.connect(self._closed)

    def remember_focus(self) -> None:
        """The widget that has the focus now, unless it is a panel's, gets it back later."""
        focus = cast("QWidget | None", self.window().focusWidget())
        if focus is not None and not any(panel.isAncestorOf(focus) for panel in self._panels):
            self._asked_from = focus

    def show_panel(self, panel: SidePanel) -> None:
        """Show one panel, at most half as wide as the page."""
        for other in self._panels:
            if other is not panel:
                other.hide()
        width = self.width()
        wanted = min(panel.sizeHint().width(), width // 2)
        if panel.width() < wanted or panel.width() > width // 2:
            self.setSizes([width - wanted, *[wanted] * len(self._panels)])
        QTimer.singleShot(0, self, self._keep_current_in_view)  # once the table has its new width

    def close_panels(self) -> bool:
        """Close what is shown; whether anything was."""
        shown = [panel for panel in self._panels if not panel.isHidden()]
        for panel in shown:
            panel.close_panel()
        return bool(shown)

    def _keep_current_in_view(self) -> None:
        if self._view.currentIndex().isValid():
            self._view.scrollTo(self._view.currentIndex())

    def _closed(self) -> None:
        self.closed.emit()
        self._asked_from.setFocus(Qt.FocusReason.OtherFocusReason)
