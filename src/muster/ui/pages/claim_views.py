"""A claim's lines, or what there is in their place: nothing to claim, the presets compared, why it is not shown."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from muster.ui.widgets.empty_state import EmptyOr, EmptyState


class ClaimViews(QStackedWidget):
    """Shows one of them at a time.

    Attributes:
        empty: The lines, or that there are none.
        refused: Why the claim is not shown.
    """

    def __init__(self, lines: QWidget, comparison: QWidget, to_officers: Callable[[], object]) -> None:
        """Start with the lines."""
        super().__init__()
        self._comparison = comparison
        self.empty = EmptyOr(lines, _nothing_to_claim(to_officers))
        self.refused = EmptyState("This claim is not shown", "", icon="warning")
        for view in (self.empty, comparison, self.refused):
            self.addWidget(view)

    def show_lines(self, *, comparing: bool) -> None:
        """Show the lines, or the presets compared."""
        self.setCurrentWidget(self._comparison if comparing else self.empty)

    def refuse(self, why: str) -> None:
        """Say why the claim is not shown."""
        self.refused.text.setText(why)
        self.setCurrentWidget(self.refused)


def _nothing_to_claim(to_officers: Callable[[], object]) -> EmptyState:
    return EmptyState(
        "Nothing to claim in this quarter",
        "No officer has claimable days with pay, or overtime, in it. Officers need an authorization under an "
        "agreement in force, and a pay record.",
        icon="claim",
        action="Go to Officers",
        slot=to_officers,
    )
