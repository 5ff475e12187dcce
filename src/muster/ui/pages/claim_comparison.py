"""The two presets side by side: what each line and the total would be, and which readings make the difference."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from muster.services.claims import Difference
from muster.services.readings import ReadingRow
from muster.ui import format as shown
from muster.ui.icons import set_icon
from muster.ui.pages.claim_lines import difference_columns
from muster.ui.theme import UNIT, look
from muster.ui.widgets.footed_table import FootedTable


class Comparison(QWidget):
    """The lines that differ between the presets, and the totals."""

    def __init__(self, settings: QSettings) -> None:
        """Without a comparison until :meth:`show_differences`."""
        super().__init__()
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        look(self.sentence, "label")
        self.readings = QLabel()
        self.readings.setWordWrap(True)
        look(self.readings, "muted")
        self.table: FootedTable[Difference, Difference] = FootedTable(
            difference_columns(), difference_columns(), "Published and strict", settings, stretch=False
        )
        for view in (self.table.view, self.table.totals):
            view.identify_by(lambda each: (each.officer_id, each.name))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self.sentence)
        column.addWidget(self.readings)
        column.addWidget(self.table, 1)

    def show_differences(self, differences: Sequence[Difference], readings: Sequence[ReadingRow]) -> None:
        """Show what :meth:`muster.services.claims.Claims.compare` found, and the readings that differ."""
        lines = [each for each in differences if each.officer_id is not None]
        totals = [each for each in differences if each.officer_id is None]
        self.sentence.setText(difference_words(len(lines), totals[0].change))
        apart = [row.parameter.title for row in readings if row.published.text != row.strict.text]
        self.readings.setText(f"Readings that differ: {'; '.join(apart)}." if apart else "No reading differs.")
        self.table.show_rows(lines, totals)


def compare_button() -> QToolButton:
    """The button that shows the comparison while it is down."""
    made = QToolButton()
    made.setText("&Compare")
    made.setToolTip("Show what each line would be under both presets")
    made.setAccessibleName("Compare")
    made.setAccessibleDescription(made.toolTip())
    made.setCheckable(True)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    set_icon(made, "compare")
    look(made, "action")
    return made


def difference_words(lines: int, change: int) -> str:
    """What the strict preset does to the reimbursement, as a sentence."""
    if not lines:
        return "Both presets claim the same on every line."
    verb = "less" if change < 0 else "more"
    amount = f"{shown.money(abs(change))} {verb} than published" if change else "the same in total as published"
    return f"Strict claims {amount}; {shown.count(lines, 'line')} {'differs' if lines == 1 else 'differ'}."
