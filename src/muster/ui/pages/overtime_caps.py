"""Where each officer stands against the overtime cap: the lower part of the overtime page."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from muster.domain.fiscal import Quarter
from muster.services.listed_sums import explain_caps
from muster.services.overtime import CapRow
from muster.ui.format import count
from muster.ui.models.record_table import RecordTable
from muster.ui.pages.beside_derivation import Show
from muster.ui.pages.overtime_tables import CAP_COLUMNS, ShareBar, cap_sums
from muster.ui.theme import look
from muster.ui.widgets.empty_state import EmptyOr, EmptyState
from muster.ui.widgets.figure_row import FigureRow
from muster.ui.widgets.layouts import pane, row
from muster.ui.widgets.preset_switch import PresetSwitch
from muster.ui.widgets.table import RecordView

_NOTHING = "An officer has a cap once the fiscal year has a claim line or overtime of theirs."


class Caps(QWidget):
    """The caps under the chosen preset, with their totals.

    Attributes:
        asked: The derivation of a total is wanted: what answers that.
    """

    asked = Signal(object)

    def __init__(self, settings: QSettings, parent: QWidget) -> None:
        """An empty table."""
        super().__init__(parent)
        self.heading = QLabel()
        self.totals = FigureRow("Caps shown", words="muted")
        self.presets = PresetSwitch()
        self.view: RecordView[CapRow] = RecordView(RecordTable(CAP_COLUMNS), "Overtime caps", settings)
        self.view.table.filters_changed.connect(self._tell)
        self.view.identify_by(lambda cap: cap.officer_id)
        self.totals.asked.connect(lambda figure: self.asked.emit(partial(self._explain, figure)))
        self.view.setItemDelegateForColumn(len(CAP_COLUMNS) - 1, ShareBar(self.view))
        self.view_or_none = EmptyOr(self.view, EmptyState("No caps", _NOTHING))
        look(self.heading, "heading")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(pane(row(self.heading, None, self.presets), self.view_or_none, self.totals))

    def show_caps(self, quarter: Quarter, caps: Sequence[CapRow]) -> None:
        """Show the caps as of a quarter."""
        self.heading.setText(f"Caps as of {quarter}")
        self.view.table.set_records(caps)

    def show_only(self, officer_id: str) -> None:
        """Show one officer's cap; everybody's where the id is empty."""
        self.view.table.filter_by(lambda cap: officer_id in {"", cap.officer_id})
        self._tell()

    def _tell(self) -> None:
        shown = self.view.table.shown()
        self.totals.tell(count(len(shown), "officer"), cap_sums(shown))
        self.view_or_none.set_empty(not shown and not self.view.table.filters)

    def _explain(self, figure: str, show: Show) -> None:
        show(explain_caps(self.view.table.shown(), figure), f"The caps shown · {self.presets.preset} readings")
