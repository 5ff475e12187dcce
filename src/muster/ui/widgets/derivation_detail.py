"""What is behind one figure of a derivation, in full: value, arithmetic, rule, record, note."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from muster.domain.derivation import Derivation
from muster.domain.records import AnyRecord
from muster.services.derivation_text import arithmetic_words, exact_words, rule_words, source_words, value_words
from muster.ui.theme import UNIT, look, tabular

EXPLAIN_LINE = "Show how this line was worked out"
EXPLAIN_CERTIFIED = "Show how it was worked out when certified"


class DerivationDetail(QFrame):
    """The current figure in full, below the tree.

    Attributes:
        source: Leads to the record; ``document`` to what is attached to it; ``how`` from a total to one of its lines.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing described."""
        super().__init__(parent)
        self.label = label("label")
        self.value = label("figure")
        self.arithmetic = label("")
        self.rule = label("muted")
        self.note = label("muted")
        self.source = _link("Go to the record")
        self.document = _link("Open the document")
        self.how = _link(EXPLAIN_LINE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, UNIT, 0, 0)
        column.setSpacing(UNIT // 2)
        for widget in (self.label, self.value, self.arithmetic, self.rule, self.note):
            column.addWidget(widget)
        for link in (self.source, self.document, self.how):
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setMinimumHeight(18 * UNIT)

    def describe(self, each: Derivation | None, how: str = "") -> None:
        """Show one figure; None: nothing. ``how`` is what leads on from it, where anything does."""
        self.setVisible(each is not None)
        if each is None:
            return
        exact = exact_words(each)
        words = (f"Exactly {exact}" if exact else "", arithmetic_words(each))
        say(self.label, each.label)
        say(self.value, value_words(each))
        say(self.arithmetic, "\n".join(part for part in words if part))
        say(self.rule, f"Rule {rule_words(each)}" if each.rule else "")
        say(self.note, each.note)
        self._point_to(each.source)
        say(self.document, "")
        say(self.how, how)

    def _point_to(self, source: AnyRecord | None) -> None:
        self.source.setVisible(source is not None)
        if source is not None:
            words = source_words(source)
            self.source.setText(words)
            self.source.setAccessibleName(f"Go to the record: {words}")
            self.source.setToolTip(f"Go to the record: {words}")


def label(name: str) -> QLabel:
    """Words that can be selected, in one of the style sheet's looks."""
    made = QLabel()
    made.setWordWrap(True)
    made.setFont(tabular(made.font()))
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if name:
        look(made, name)
    return made


def say(widget: QLabel | QPushButton, words: str) -> None:
    """Show the words, or nothing at all."""
    widget.setText(words)
    widget.setVisible(bool(words))


def _link(words: str) -> QPushButton:
    made = QPushButton(words)
    made.setFlat(True)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    look(made, "part")
    return made
