"""The side panel that shows where a figure comes from: the tree of its arithmetic, and what is behind each line."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton, QWidget

from muster.domain.derivation import Derivation
from muster.domain.ledger.records import LEDGER_KINDS
from muster.domain.records import Agency, Agreement, AnyRecord, Override, OvertimeEntry, Result
from muster.services.derivation_text import made_of, text, value_words
from muster.ui.models.derivation_tree import DerivationTree, amount_of, line_of
from muster.ui.theme import UNIT
from muster.ui.widgets.context_menu import Entry, pop_up
from muster.ui.widgets.derivation_detail import EXPLAIN_CERTIFIED, EXPLAIN_LINE, DerivationDetail, label, say
from muster.ui.widgets.derivation_view import DerivationView
from muster.ui.widgets.side_panel import SidePanel, quiet_button

_PAGES: dict[type, str] = {
    Agency: "agency",
    Agreement: "agency",
    OvertimeEntry: "overtime",
    Result: "results",
    Override: "rules",
    **dict.fromkeys(LEDGER_KINDS, "ledger"),
}
"""The page on which a kind of record is kept; any other is on the officer's."""


def page_of(record: AnyRecord) -> str:
    """The key of the page that a record is kept on."""
    return _PAGES.get(type(record), "officers")


class _Shown(NamedTuple):
    """A derivation, whose it is, and which question of the page's it answers."""

    derivation: Derivation
    subject: str
    about: object


class DerivationPanel(SidePanel):
    """Shows a derivation; from a total's it leads to a line's and back.

    Attributes:
        line_asked: The derivation of an officer's own figure is wanted: officer id and figure (from a total's tree).
        amount_asked: How a certified claim's amount was worked out is wanted; offered where ``leads_on`` is set.
        went_back: The total is shown again that a line was asked for from; with what it answers.
        described: The record behind the figure that is current now, None where there is none; who hears that may
            :meth:`offer_document`.
        document_asked: The document behind the current figure is wanted.
    """

    line_asked = Signal(str, str)
    amount_asked = Signal(object)
    went_back = Signal(object)
    described = Signal(object)
    document_asked = Signal()

    def __init__(self, go_to: Callable[[str, AnyRecord | None], None], parent: QWidget | None = None) -> None:
        """An empty, hidden panel; ``go_to`` shows a page and a record on it."""
        super().__init__("How the figure was worked out", "Close the derivation", parent)
        self._go_to = go_to
        self.leads_on = False
        self._shown: _Shown | None = None
        self._trail: list[tuple[_Shown, Derivation]] = []
        self._following: tuple[_Shown, Derivation] | None = None
        self.tree = DerivationTree(self)
        self.view = DerivationView(self.tree, self)
        self.subject = label("muted")
        self.heading = label("heading")
        self.detail = DerivationDetail(self)
        self.arrange([self.subject, self.heading], self._buttons(), [self.view, self.detail])
        self.setMinimumWidth(42 * UNIT)
        self._connect()

    def sizeHint(self) -> QSize:
        """As wide as a derivation is comfortable to read."""
        return QSize(55 * UNIT, 80 * UNIT)

    def _buttons(self) -> list[QToolButton]:
        self.back_button = quiet_button("Back", "Back to the total (Alt+Left)")
        self.back_button.clicked.connect(self.go_back)
        self.copy_button = quiet_button("Copy", "Copy the whole derivation as text (Ctrl+Shift+C)")
        self.copy_button.clicked.connect(self.copy_all)
        self.expand_button = quiet_button("Expand", "Show every step (* opens all below a figure)")
        self.expand_button.clicked.connect(self.view.expandAll)
        return [self.back_button, self.copy_button, self.expand_button]

    def _connect(self) -> None:
        self.view.selectionModel().currentChanged.connect(lambda now, _before: self._describe(now))
        self.view.leaf_entered.connect(self.go_to_record)
        self.view.line_asked.connect(self.ask_line)
        self.view.copy_asked.connect(lambda whole: self.copy_all() if whole else self.copy())
        self.view.menu_asked.connect(self._show_menu)
        self.detail.source.clicked.connect(self.go_to_record)
        self.detail.document.clicked.connect(self.document_asked)
        self.detail.how.clicked.connect(self.ask_line)
        back = QShortcut(QKeySequence("Alt+Left"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.go_back)

    # -- what it shows

    def show_derivation(
        self, derivation: Derivation, subject: str = "", *, about: object = None, focus: bool = True
    ) -> None:
        """Show where a figure comes from, its first two levels open.

        Args:
            derivation: The figure.
            subject: Whose it is, like ``0417 Lind, Avery``.
            about: What it answers; :attr:`went_back` tells it again.
            focus: Take the focus too.
        """
        following, self._following = self._following, None
        self._trail = [*self._trail, following] if following else []
        self._show(_Shown(derivation, subject, about))
        if focus:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, shown: _Shown) -> None:
        derivation = shown.derivation
        self._shown = shown
        say(self.subject, shown.subject)
        self.heading.setText(f"{derivation.label}: {value_words(derivation)}")
        self.back_button.setVisible(bool(self._trail))
        self.tree.set_derivation(derivation)
        self.view.expandToDepth(1 if len(derivation.inputs) < 20 else 0)
        self.view.setCurrentIndex(self.tree.index(0, 0))
        self.show()

    @property
    def derivation(self) -> Derivation | None:
        """What is shown."""
        return self._shown.derivation if self._shown else None

    def current(self) -> Derivation | None:
        """The figure of the current row."""
        return self.tree.derivation(self.view.currentIndex())

    def select(self, derivation: Derivation) -> bool:
        """Make a figure of the tree current, opening what it is below; tells whether it is there."""
        index = self._find(derivation, self.tree.index(0, 0))
        if index is None:
            return False
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        return True

    def _find(self, derivation: Derivation, at: QModelIndex) -> QModelIndex | None:
        if self.tree.derivation(at) is derivation:
            return at
        found = (self._find(derivation, self.tree.index(row, 0, at)) for row in range(self.tree.rowCount(at)))
        return next((each for each in found if each is not None), None)

    def _describe(self, index: QModelIndex) -> None:
        each = self.tree.derivation(index)
        self.detail.describe(each, self._leads_to(each))
        self.described.emit(each.source if each else None)

    def offer_document(self, words: str) -> None:
        """Lead from the current figure to the document behind it."""
        say(self.detail.document, words)

    # -- what can be done

    def _show_menu(self, at: QPoint) -> None:
        """What can be done with the current figure."""
        current = self.current()
        if current is None:
            return
        enter = "" if current.inputs else "Enter"
        lead = [Entry("&Go to the record", enter, self.go_to_record)] if current.source else []
        if not self.detail.document.isHidden():
            lead.append(Entry(self.detail.document.text(), "", self.document_asked.emit))
        how = self._leads_to(current)
        if how:
            lead.append(Entry(f"&{how}", "F2", self.ask_line))
        copy = (
            Entry("&Copy this figure", "Ctrl+C", self.copy),
            Entry("Copy the &whole derivation", "Ctrl+Shift+C", self.copy_all),
        )
        below = Entry("&Expand all below", "*", self.view.expand_below, enabled=bool(made_of(current)))
        pop_up(self.view, at, lead, copy, (below,))

    def copy(self) -> None:
        """Put the current figure and all below it on the clipboard as text."""
        self._copy(self.current() or self.derivation)

    def copy_all(self) -> None:
        """Put the whole derivation on the clipboard as text."""
        self._copy(self.derivation)

    @staticmethod
    def _copy(derivation: Derivation | None) -> None:
        if derivation is not None:
            QGuiApplication.clipboard().setText(text(derivation))

    def go_to_record(self) -> None:
        """Show the record that the current figure comes from, on its page."""
        current = self.current()
        if current is not None and current.source is not None:
            self._go_to(page_of(current.source), current.source)

    def ask_line(self) -> None:
        """Ask for the derivation of the line that the current figure stands for."""
        current = self.current()
        if current is None or self._shown is None or not self._leads_to(current):
            return
        self._following = (self._shown, current)
        asked = line_of(current)
        if asked is not None:
            self.line_asked.emit(*asked)
        else:
            self.amount_asked.emit(amount_of(current))

    def _leads_to(self, each: Derivation | None) -> str:
        """What the figure leads on to, in words; empty where to nothing."""
        if line_of(each):
            return EXPLAIN_LINE
        return EXPLAIN_CERTIFIED if self.leads_on and amount_of(each) else ""

    def go_back(self) -> None:
        """Show the total again that a line was asked for from."""
        if self._trail:
            shown, current = self._trail.pop()
            self._show(shown)
            self.select(current)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.went_back.emit(shown.about)
