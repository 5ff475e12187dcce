"""Choosing a quarter: a list, and the quarter before and after it by button or key."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from muster.domain.fiscal import Quarter
from muster.ui import actions
from muster.ui.theme import UNIT, look

_MONTHS = {1: "Oct to Dec", 2: "Jan to Mar", 3: "Apr to Jun", 4: "Jul to Sep"}


def quarter_words(quarter: Quarter) -> str:
    """``FY2026Q1 · Oct to Dec 2025``."""
    return f"{quarter} · {_MONTHS[quarter.number]} {quarter.start.year}"


class QuarterPicker(QWidget):
    """Shows the chosen quarter; ``actions()`` are the steps to the one before and after, with their shortcuts.

    Attributes:
        picked: Another quarter was chosen by the user.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Without quarters until :meth:`set_quarters`."""
        super().__init__(parent)
        self.box = QComboBox(self)
        self.box.setAccessibleName("Quarter")
        self.box.setToolTip("The quarter shown")
        longest = self.box.fontMetrics().horizontalAdvance("FY2026Q1 · Oct to Dec 2025")
        self.box.setMinimumWidth(longest + 6 * UNIT)
        self._quarters: list[Quarter] = []
        self.earlier = actions.action(
            self, "Previous quarter", lambda: self._step(1), icon="previous", shortcut=actions.PREVIOUS
        )
        self.later = actions.action(self, "Next quarter", lambda: self._step(-1), icon="next", shortcut=actions.NEXT)
        for step, keys in ((self.earlier, "Alt+Left"), (self.later, "Alt+Right")):
            step.setShortcuts([step.shortcut(), QKeySequence(keys)])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT // 2)
        row.addWidget(self._button(self.earlier))
        row.addWidget(self.box)
        row.addWidget(self._button(self.later))
        self.addActions([self.earlier, self.later])
        self.setFocusProxy(self.box)
        self.box.currentIndexChanged.connect(self._changed)
        self._enable()

    def _button(self, step: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(step)
        button.setAccessibleName(step.text())
        look(button, "quiet")
        return button

    @property
    def quarter(self) -> Quarter | None:
        """The chosen one; None while there are none."""
        index = self.box.currentIndex()
        return self._quarters[index] if index >= 0 else None

    def set_quarters(self, quarters: Sequence[Quarter]) -> None:
        """Offer these, the latest first; the chosen one stays, else the latest is chosen. Tells nobody."""
        chosen = self.quarter
        self._quarters = sorted(quarters, reverse=True)
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItems([quarter_words(each) for each in self._quarters])
        self.box.blockSignals(False)
        self.choose(chosen if chosen in self._quarters else max(quarters))

    def choose(self, quarter: Quarter) -> None:
        """Show that quarter, if it is offered. Tells nobody."""
        if quarter in self._quarters:
            self.box.blockSignals(True)
            self.box.setCurrentIndex(self._quarters.index(quarter))
            self.box.blockSignals(False)
        self._enable()

    def _step(self, by: int) -> None:
        self.box.setCurrentIndex(self.box.currentIndex() + by)

    def _changed(self, _index: int) -> None:
        self._enable()
        self.picked.emit(self.quarter)

    def _enable(self) -> None:
        index = self.box.currentIndex()
        self.later.setEnabled(index > 0)
        self.earlier.setEnabled(0 <= index < len(self._quarters) - 1)
