"""Asks for the period of an overtime register."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from muster.domain.fiscal import Quarter
from muster.domain.periods import Period
from muster.ui.theme import MARGIN, UNIT, look
from muster.ui.widgets.quarter_picker import quarter_words

_QUARTER, _MONTH, _YEAR = "Fiscal quarter", "Month", "Fiscal year"


class RegisterPeriodDialog(QDialog):
    """A kind of period and which one; Enter takes it.

    Attributes:
        chosen: The period; the dialog closes then.
    """

    chosen = Signal(object)

    def __init__(self, quarters: Sequence[Quarter], chosen: Quarter, parent: QWidget | None = None) -> None:
        """Offer the quarters, given oldest first, their months and years; what holds the chosen one is selected."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Print the overtime register")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._quarters = list(reversed(quarters))
        self._start = chosen.start
        self.kind, self.which = _box("Period"), _box("Which one")
        self.kind.addItems([_QUARTER, _MONTH, _YEAR])
        self.kind.currentTextChanged.connect(self._offer)
        self._lay_out()
        self._offer(_QUARTER)

    def _lay_out(self) -> None:
        heading = QLabel("Overtime register")
        look(heading, "heading")
        both = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        buttons = QDialogButtonBox(both, self)
        self.preview = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.preview.setText("Preview")
        self.preview.setDefault(True)
        buttons.accepted.connect(self._give)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setVerticalSpacing(2 * UNIT)
        form.setHorizontalSpacing(2 * UNIT)
        form.addRow("&Period", self.kind)
        form.addRow("&Which one", self.which)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(heading)
        column.addLayout(form)
        column.addWidget(buttons)
        self.setMinimumWidth(52 * UNIT)

    def _offer(self, kind: str) -> None:
        self.which.clear()
        for words, period in _OFFERS[kind](self._quarters):
            self.which.addItem(words, period)
            if period.span.holds(self._start):
                self.which.setCurrentIndex(self.which.count() - 1)

    def _give(self) -> None:
        self.accept()
        self.chosen.emit(self.which.currentData())


def _of_quarters(quarters: Sequence[Quarter]) -> list[tuple[str, Period]]:
    return [(quarter_words(each), Period.quarter(each)) for each in quarters]


def _of_months(quarters: Sequence[Quarter]) -> list[tuple[str, Period]]:
    months = [month for each in quarters for month in reversed(Period.months(each))]
    return [(each.name, each) for each in months]


def _of_years(quarters: Sequence[Quarter]) -> list[tuple[str, Period]]:
    years = dict.fromkeys(each.fiscal_year for each in quarters)
    return [(period.name, period) for period in map(Period.year, years)]


_OFFERS = {_QUARTER: _of_quarters, _MONTH: _of_months, _YEAR: _of_years}


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    return box
