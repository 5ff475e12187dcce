"""Which claim of a quarter is shown: the draft that the records make now, or one that was certified."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from muster.domain.ledger.positions import ClaimPosition, Status

DRAFT = ""
"""Stands for the draft among the numbers."""


class VersionPicker(QComboBox):
    """The draft and the certified claims of the quarter, the one in force chosen at first.

    Attributes:
        picked: Another one was chosen by the user: its number, empty for the draft.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """With the draft alone until :meth:`set_versions`."""
        super().__init__(parent)
        self.setAccessibleName("Which claim of the quarter")
        self.setToolTip("The draft from the records as they now stand, or a certified claim")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_versions([])
        self.currentIndexChanged.connect(lambda _index: self.picked.emit(self.number))

    @property
    def number(self) -> str:
        """The chosen claim's; empty for the draft."""
        return str(self.currentData() or DRAFT)

    def set_versions(self, versions: Sequence[ClaimPosition], chosen: str = DRAFT) -> None:
        """Offer these, the newest first, and the draft; tells nobody."""
        self.blockSignals(True)
        self.clear()
        for each in versions:
            self.addItem(f"{each.claim.number} · {each.status}", each.claim.number)
        self.addItem("Draft from the records now", DRAFT)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)
        self.setVisible(bool(versions))


def in_force(versions: Sequence[ClaimPosition]) -> str:
    """The number of the claim in force; empty when there is none."""
    live = (each for each in versions if each.status not in {Status.VOID, Status.SUPERSEDED})
    return next((each.claim.number for each in live), DRAFT)
