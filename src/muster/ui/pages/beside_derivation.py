"""A page's content with the derivation of a figure beside it, while one is shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from muster.domain.derivation import Derivation
from muster.ui.page import PageContext
from muster.ui.theme import UNIT
from muster.ui.widgets.derivation_panel import DerivationPanel
from muster.ui.widgets.layouts import remember


class BesideDerivation(QSplitter):
    """Content left, panel right; the content keeps its distance, and gets the focus back when the panel is closed.

    Attributes:
        returns_to: What of the content has the focus after the panel is closed.
    """

    def __init__(self, content: QWidget, focus: QWidget, context: PageContext, key: str) -> None:
        """The content alone at first.

        Args:
            content: What the page shows; where it is a splitter itself, its division is remembered too.
            focus: What of it has the focus after the panel is closed.
            context: The page's.
            key: The page's; names the division in the settings.
        """
        super().__init__(Qt.Orientation.Horizontal)
        self._content, self.returns_to = content, focus
        self.panel = DerivationPanel(context.go_to, self)
        self.setChildrenCollapsible(False)
        self.addWidget(content)
        self.addWidget(self.panel)
        self.setStretchFactor(0, 1)
        if isinstance(content, QSplitter):
            remember(content, context.settings, f"{key}/parts")
        remember(self, context.settings, f"{key}/sides")
        self.panel.closed.connect(self._closed)

    def show_derivation(self, derivation: Derivation, subject: str = "") -> None:
        """Show where a figure comes from, and whose it is."""
        self._content.setContentsMargins(0, 0, 2 * UNIT, 0)
        self.panel.show_derivation(derivation, subject)

    def _closed(self) -> None:
        self._content.setContentsMargins(0, 0, 0, 0)
        self.returns_to.setFocus(Qt.FocusReason.OtherFocusReason)
