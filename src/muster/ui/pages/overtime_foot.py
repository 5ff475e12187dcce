"""What the overtime entries shown come to, and those selected; each sum opens its derivation."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from muster.services.listed_sums import explain_entries
from muster.services.overtime import OvertimeRow
from muster.ui.pages.beside_derivation import Show
from muster.ui.pages.overtime_tables import entry_sum, entry_words, standing_sums
from muster.ui.theme import UNIT
from muster.ui.widgets.figure_row import FigureRow
from muster.ui.widgets.layouts import row

_ALL = "all"


class EntriesFoot(QWidget):
    """The sum of the entries shown; beside it by what counts, or of the selected ones where they are several.

    Attributes:
        asked: The derivation of a sum is wanted: what answers that.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing added up."""
        super().__init__(parent)
        self._shown: Sequence[OvertimeRow] = ()
        self._chosen: Sequence[OvertimeRow] = ()
        self._whose = ""
        self.totals = FigureRow("Entries shown", self)
        self.sums = FigureRow("Entries shown", self, words="muted")
        line = row(self.totals, self.sums, spacing=2 * UNIT)
        line.setContentsMargins(0, 0, 0, 0)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.totals.asked.connect(lambda _name: self.asked.emit(self._explain_shown))
        self.sums.asked.connect(lambda name: self.asked.emit(partial(self._explain, name)))

    def tell(self, shown: Sequence[OvertimeRow], whose: str) -> None:
        """Add up what is shown, and say whose it is: ``All officers · FY2026Q1``."""
        self._shown, self._whose = shown, whose
        self.totals.tell(entry_words(shown), {_ALL: entry_sum(shown)})

    def tell_chosen(self, chosen: Sequence[OvertimeRow]) -> None:
        """Add up what is selected."""
        self._chosen = chosen if len(chosen) > 1 else ()
        if self._chosen:
            self.sums.tell(f"Selected: {entry_words(chosen)}", {_ALL: entry_sum(chosen)})
        else:
            self.sums.tell("", standing_sums(self._shown))

    def _explain_shown(self, show: Show) -> None:
        show(explain_entries(self._shown), self._whose)

    def _explain(self, name: str, show: Show) -> None:
        rows = self._chosen or [each for each in self._shown if each.standing == name]
        show(explain_entries(rows), f"{self._whose}, selected" if self._chosen else self._whose)
