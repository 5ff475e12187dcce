"""A page's content with the derivation of a figure beside it, while one is shown."""

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from muster.domain.derivation import Derivation
from muster.domain.records import AnyRecord
from muster.ui.page import PageContext
from muster.ui.theme import UNIT, look
from muster.ui.widgets.derivation_panel import DerivationPanel
from muster.ui.widgets.layouts import remember
from muster.ui.widgets.leaf_documents import LeafDocuments

Show = Callable[[Derivation | None, str], object]
"""Shows a derivation, and whose it is; None where what was explained is not there any more."""
Answer = Callable[[Show], object]
"""Works a derivation out of what the page shows now, at once or off the GUI thread, and has it shown."""


class Asked:
    """What a panel was asked last: late answers to earlier questions are dropped, and it can be asked again."""

    def __init__(self, panel: DerivationPanel) -> None:
        """Nothing asked yet."""
        self._panel = panel
        self._answer: Answer | None = None
        panel.went_back.connect(self._went_back)

    def ask(self, answer: Answer, *, focus: bool = True) -> None:
        """Have it answered and shown, with the focus or without."""
        self._answer = answer
        answer(partial(self._show, answer, focus))

    def ask_again(self) -> None:
        """While a derivation is shown: the same of what the page shows now."""
        if self._answer is not None and not self._panel.isHidden():
            self.ask(self._answer, focus=False)

    def _show(self, answer: Answer, focus: bool, found: Derivation | None, subject: str) -> None:
        if answer != self._answer:
            return
        if found is None:
            self._panel.dismiss()
        else:
            self._panel.show_derivation(found, subject, about=answer, focus=focus)

    def _went_back(self, answer: Answer) -> None:
        self._answer = answer


class BesideDerivation(QSplitter):
    """Content left, panel right; the content keeps its distance, and gets the focus back when the panel is closed.

    Attributes:
        leading: The derivation is leading to a record that it comes from.
    """

    def __init__(self, content: QWidget, focus: QWidget, context: PageContext, key: str) -> None:
        """The content alone at first.

        Args:
            content: What the page shows; where it is a splitter itself, its division is remembered too.
            focus: What of it has the focus after the panel is closed, unless the figure was asked from elsewhere.
            context: The page's.
            key: The page's; names the division in the settings.
        """
        super().__init__(Qt.Orientation.Horizontal)
        self._content, self._focus = content, focus
        self._go_to = context.go_to
        self.leading = False
        self.panel = DerivationPanel(self._lead, self)
        LeafDocuments(context, self.panel)
        self._asked = Asked(self.panel)
        self.setChildrenCollapsible(False)
        look(self, "gap")
        self.addWidget(content)
        self.addWidget(self.panel)
        self.setStretchFactor(0, 1)
        if isinstance(content, QSplitter):
            remember(content, context.settings, f"{key}/parts")
        remember(self, context.settings, f"{key}/sides")
        self.panel.closed.connect(self._closed)

    def ask(self, answer: Answer) -> None:
        """Show where a figure comes from."""
        asked_from = cast("QWidget | None", self.focusWidget())
        if asked_from is not None and not self.panel.isAncestorOf(asked_from):
            self._focus = asked_from
        self._content.setContentsMargins(0, 0, 2 * UNIT, 0)
        self._asked.ask(answer)

    def ask_again(self) -> None:
        """What the page shows has changed: show the same figure's derivation as it is now."""
        self._asked.ask_again()

    def _lead(self, page: str, record: AnyRecord | None) -> None:
        self.leading = True
        self._go_to(page, record)
        self.leading = False

    def _closed(self) -> None:
        self._content.setContentsMargins(0, 0, 0, 0)
        self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
