"""The pages and the rail that leads to them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from muster.ui.icons import icon
from muster.ui.page import Page
from muster.ui.theme import UNIT, look


class Place(NamedTuple):
    """A page of the window: its key, what the rail shows, and how its class is loaded when it is first shown."""

    key: str
    title: str
    icon: str
    load: Callable[[], type[Page]]


def _agency() -> type[Page]:
    from muster.ui.pages.agency import AgencyPage

    return AgencyPage


def _officers() -> type[Page]:
    from muster.ui.pages.officers import OfficersPage

    return OfficersPage


def _overtime() -> type[Page]:
    from muster.ui.pages.overtime import OvertimePage

    return OvertimePage


def _results() -> type[Page]:
    from muster.ui.pages.results import ResultsPage

    return ResultsPage


def _claim() -> type[Page]:
    from muster.ui.pages.claim import ClaimPage

    return ClaimPage


def _ledger() -> type[Page]:
    from muster.ui.pages.ledger import LedgerPage

    return LedgerPage


def _close() -> type[Page]:
    from muster.ui.pages.close import ClosePage

    return ClosePage


def _rules() -> type[Page]:
    from muster.ui.pages.rules import RulesPage

    return RulesPage


def _history() -> type[Page]:
    from muster.ui.pages.history import HistoryPage

    return HistoryPage


PLACES: tuple[Place, ...] = (
    Place("agency", "Agency", "agency", _agency),
    Place("officers", "Officers", "officers", _officers),
    Place("overtime", "Overtime", "overtime", _overtime),
    Place("results", "Results", "results", _results),
    Place("claim", "Claim", "claim", _claim),
    Place("ledger", "Ledger", "ledger", _ledger),
    Place("close", "Quarter close", "calendar", _close),
    Place("rules", "Rules", "rules", _rules),
    Place("history", "History", "history", _history),
)


class Rail(QListWidget):
    """The pages as a list: arrow keys move through it, ``chosen`` tells the position."""

    chosen = Signal(int)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        """List the places."""
        super().__init__(parent)
        self.setAccessibleName("Pages")
        look(self, "rail")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(22 * UNIT)
        self.setIconSize(QSize(20, 20))
        self.setSpacing(2)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._places = tuple(places)
        for number, place in enumerate(places, 1):
            item = QListWidgetItem(place.title, self)
            item.setSizeHint(QSize(0, 5 * UNIT))
            item.setToolTip(f"{place.title} (Ctrl+{number})")
        self._draw_icons()
        self.currentRowChanged.connect(self.chosen)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons in the new theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_places"):
            self._draw_icons()

    def _draw_icons(self) -> None:
        for row, place in enumerate(self._places):
            self.item(row).setIcon(icon(place.icon, "muted", selected="accent"))
