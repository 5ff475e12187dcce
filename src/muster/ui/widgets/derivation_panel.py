"""The side panel that shows where a figure comes from: the tree of its arithmetic, and what is behind each line."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from muster.domain.derivation import Derivation
from muster.domain.explanation import FIGURES
from muster.domain.ledger.records import LEDGER_KINDS, ClaimAmount, Nature
from muster.domain.records import Agency, Agreement, AnyRecord, Officer, Override, OvertimeEntry, Result
from muster.services.derivation_text import arithmetic_words, exact_words, source_words, text, value_words
from muster.ui.models.derivation_tree import DerivationTree
from muster.ui.theme import UNIT, colors, look, tabular
from muster.ui.widgets.side_panel import SidePanel, quiet_button

Index = QModelIndex | QPersistentModelIndex
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


class _Rows(QStyledItemDelegate):
    """Draws a cell on the upper of a row's two lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now = colors()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(now.selection))
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        place = option.rect.adjusted(UNIT // 2, UNIT // 2, -UNIT // 2, 0)
        place.setHeight(QFontMetrics(option.font).height())
        painter.setPen(QColor(now.muted if index.column() == 2 else now.text))
        _write(painter, option.font, place, str(index.data()), align)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetrics(tabular(option.font))
        width = metrics.horizontalAdvance(str(index.data())) + 2 * UNIT
        return QSize(width, 2 * metrics.height() + UNIT)


def _write(painter: QPainter, font: QFont, place: QRect, words: str, align: Qt.AlignmentFlag) -> None:
    figures = tabular(font)
    painter.setFont(figures)
    fitting = QFontMetrics(figures).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, int(align), fitting)


class _Tree(QTreeView):
    """The tree by keyboard: Enter opens a branch or goes to a leaf's record, Ctrl+C copies the figure as text."""

    entered_leaf = Signal()
    copy_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex().siblingAtColumn(0)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            if index.model().hasChildren(index):
                self.setExpanded(index, not self.isExpanded(index))
            else:
                self.entered_leaf.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        else:
            super().keyPressEvent(event)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row, under it across all columns the arithmetic or the record, and the current row's focus ring."""
        super().drawRow(painter, option, index)
        now = colors()
        first = index.sibling(index.row(), 0)
        place = self.visualRect(first)
        place.setRight(self.viewport().width())
        painter.setPen(QColor(now.border))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        place.adjust(UNIT // 2, UNIT // 2 + self.fontMetrics().height(), -UNIT // 2, 0)
        place.setHeight(self.fontMetrics().height())
        painter.setPen(QColor(now.muted))
        words = str(first.data(DerivationTree.WORDS))
        _write(painter, self.font(), place, words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if self.hasFocus() and first == self.currentIndex().siblingAtColumn(0):
            painter.setPen(QPen(QColor(now.accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))


class DerivationPanel(SidePanel):
    """Shows a derivation.

    Attributes:
        line_asked: The derivation of an officer's own figure is wanted: officer id and figure (from a total's tree).
        amount_asked: How a certified claim's amount was worked out is wanted; offered where ``leads_on`` is set.
    """

    line_asked = Signal(str, str)
    amount_asked = Signal(object)

    def __init__(self, go_to: Callable[[str, AnyRecord | None], None], parent: QWidget | None = None) -> None:
        """An empty, hidden panel; ``go_to`` shows a page and a record on it."""
        super().__init__("How the figure was worked out", "Close the derivation", parent)
        self._go_to = go_to
        self._shown: Derivation | None = None
        self.leads_on = False
        self.tree = DerivationTree(self)
        self.view = self._make_view()
        self.subject = _label("muted")
        self.heading = _label("heading")
        self.detail = _Detail(self)
        self.detail.source.clicked.connect(self._go_to_source)
        self.detail.how.clicked.connect(self._ask_line)
        self.arrange([self.subject, self.heading], self._buttons(), [self.view, self.detail])
        self.setMinimumWidth(42 * UNIT)

    def sizeHint(self) -> QSize:
        """As wide as a derivation is comfortable to read."""
        return QSize(55 * UNIT, 80 * UNIT)

    def _make_view(self) -> _Tree:
        view = _Tree(self)
        view.setAccessibleName("Derivation")
        view.setModel(self.tree)
        view.setItemDelegate(_Rows(view))
        view.setUniformRowHeights(True)
        view.setIndentation(2 * UNIT)
        view.setExpandsOnDoubleClick(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        header = view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(5 * UNIT)
        view.selectionModel().currentChanged.connect(lambda now, _before: self._describe(now))
        view.entered_leaf.connect(self._go_to_source)
        view.copy_asked.connect(self.copy)
        return view

    def _buttons(self) -> list[QToolButton]:
        self.copy_button = quiet_button("Copy", "Copy the whole derivation as text (Ctrl+C: the selected figure)")
        self.copy_button.clicked.connect(self.copy_all)
        self.expand_button = quiet_button("Expand", "Show every step (* opens all below a figure)")
        self.expand_button.clicked.connect(self.view.expandAll)
        return [self.copy_button, self.expand_button]

    # -- what it shows

    def show_derivation(self, derivation: Derivation, subject: str = "", *, focus: bool = True) -> None:
        """Show where a figure comes from, its first two levels open.

        Args:
            derivation: The figure.
            subject: Whose it is, like ``0417 Lind, Avery``.
            focus: Take the focus too.
        """
        _say(self.subject, subject)
        self._shown = derivation
        self.heading.setText(f"{derivation.label}: {value_words(derivation)}")
        self.tree.set_derivation(derivation)
        self.view.expandToDepth(1 if len(derivation.inputs) < 20 else 0)
        self.view.setCurrentIndex(self.tree.index(0, 0))
        self.show()
        if focus:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def derivation(self) -> Derivation | None:
        """What is shown."""
        return self._shown

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
        self.detail.describe(self.tree.derivation(index), leads_on=self.leads_on)

    # -- what can be done

    def copy(self) -> None:
        """Put the current figure and all below it on the clipboard as text."""
        self._copy(self.current() or self._shown)

    def copy_all(self) -> None:
        """Put the whole derivation on the clipboard as text."""
        self._copy(self._shown)

    @staticmethod
    def _copy(derivation: Derivation | None) -> None:
        if derivation is not None:
            QGuiApplication.clipboard().setText(text(derivation))

    def _go_to_source(self) -> None:
        current = self.current()
        if current is not None and current.source is not None:
            self._go_to(page_of(current.source), current.source)

    def _ask_line(self) -> None:
        asked, amount = line_of(self.current()), amount_of(self.current())
        if asked is not None:
            self.line_asked.emit(*asked)
        elif amount is not None:
            self.amount_asked.emit(amount)


def line_of(derivation: Derivation | None) -> tuple[str, str] | None:
    """The officer and figure that a leaf of a total stands for; None for any other figure."""
    if derivation is None or derivation.inputs or derivation.field not in FIGURES:
        return None
    return (derivation.source.officer_id, derivation.field) if isinstance(derivation.source, Officer) else None


def amount_of(derivation: Derivation | None) -> ClaimAmount | None:
    """The certified claim's amount that a leaf is, where the claim kept how it was worked out; else None."""
    source = derivation.source if derivation is not None and not derivation.inputs else None
    return source if isinstance(source, ClaimAmount) and source.nature is not Nature.RESUBMISSION else None


class _Detail(QFrame):
    """What is behind the current row, in full: value, arithmetic, rule, record, note."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = _label("label")
        self.value = _label("figure")
        self.arithmetic = _label("")
        self.rule = _label("muted")
        self.note = _label("muted")
        self.source = _link()
        self.how = _link()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, UNIT, 0, 0)
        column.setSpacing(UNIT // 2)
        for widget in (self.label, self.value, self.arithmetic, self.rule, self.note):
            column.addWidget(widget)
        for link in (self.source, self.how):
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setMinimumHeight(18 * UNIT)

    def describe(self, each: Derivation | None, *, leads_on: bool) -> None:
        """Show one figure; None: nothing. With ``leads_on`` a certified amount leads to how it was worked out."""
        self.setVisible(each is not None)
        if each is None:
            return
        exact = exact_words(each)
        words = (f"Exactly {exact}" if exact else "", arithmetic_words(each))
        _say(self.label, each.label)
        _say(self.value, value_words(each))
        _say(self.arithmetic, "\n".join(part for part in words if part))
        _say(self.rule, f"Rule {each.rule}" if each.rule else "")
        _say(self.note, each.note)
        self._point_to(each.source)
        certified = leads_on and amount_of(each) is not None
        self.how.setText(
            "Show how it was worked out when certified" if certified else "Show how this line was worked out"
        )
        self.how.setVisible(certified or line_of(each) is not None)

    def _point_to(self, source: AnyRecord | None) -> None:
        self.source.setVisible(source is not None)
        if source is not None:
            words = source_words(source)
            self.source.setText(words)
            self.source.setAccessibleName(f"Go to the record: {words}")
            self.source.setToolTip(f"Go to the record: {words}")


def _label(name: str) -> QLabel:
    made = QLabel()
    made.setWordWrap(True)
    made.setFont(tabular(made.font()))
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if name:
        look(made, name)
    return made


def _say(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))


def _link() -> QPushButton:
    made = QPushButton()
    made.setFlat(True)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    look(made, "link")
    return made
