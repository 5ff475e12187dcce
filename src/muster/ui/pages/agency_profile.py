"""The agency's profile as a form in sections, and the officials as they will sign."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from muster.domain.records import Agency
from muster.ui.theme import UNIT, look
from muster.ui.widgets.form import RecordForm

_WIDTH = 4
"""The form is a grid of four columns."""

SECTIONS: Mapping[str, Mapping[str, int]] = {
    "Agency": {"name": 4, "ori": 2, "uei": 2, "ein": 2, "county": 2},
    "Address": {"address": 4, "city": 2, "state": 1, "zip": 1},
    "Contact, who prepares the claim": {
        "contact_name": 2,
        "contact_title": 2,
        "contact_phone": 2,
        "contact_email": 2,
    },
    "Authorized official, who signs": {"official_name": 2, "official_title": 2},
}
"""The columns in their sections, each with how many columns of the grid it takes."""


class ProfileForm(RecordForm[Agency]):
    """The profile; Enter in any field asks to save.

    Attributes:
        entered: Enter was pressed.
    """

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty profile."""
        super().__init__(Agency, [name for section in SECTIONS.values() for name in section], parent=parent)
        for field in self.fields.values():
            if isinstance(field.editor, QLineEdit):
                field.editor.returnPressed.connect(self.entered)

    def lay_out(self) -> None:
        """In sections, several short fields beside each other."""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(UNIT)
        row = 0
        for title, names in SECTIONS.items():
            heading = QLabel(title)
            look(heading, "heading")
            if row:
                grid.setRowMinimumHeight(row, UNIT)
            grid.addWidget(heading, row + 1, 0, 1, _WIDTH)
            row = self._rows(grid, names, row + 2)
        for column in range(_WIDTH):
            grid.setColumnStretch(column, 1)

    def _rows(self, grid: QGridLayout, names: Mapping[str, int], row: int) -> int:
        """Place a section's fields from a row on; returns the row below them."""
        taken = 0
        for name, width in names.items():
            grid.addWidget(self.fields[name], row + taken // _WIDTH, taken % _WIDTH, 1, width)
            taken += width
        return row + taken // _WIDTH


class SignatureBlock(QWidget):
    """A block to sign as the claim prints it: role, lines for signature and date, name and title."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        """An empty block for a role (``Prepared by``)."""
        super().__init__(parent)
        self._role = role
        heading = QLabel(role)
        look(heading, "label")
        self.name = QLabel()
        self.job = QLabel()
        look(self.job, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(heading)
        column.addSpacing(3 * UNIT)
        column.addLayout(_lines())
        for label in (self.name, self.job):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(1)

    def show_signer(self, name: str, title: str) -> None:
        """Show who signs; what is not recorded says so, as on the claim."""
        self.name.setText(name.strip() or "Name not recorded")
        self.job.setText(title.strip() or "Title not recorded")
        look(self.name, "" if name.strip() else "warning")
        self.setAccessibleName(f"{self._role}: {self.name.text()}, {self.job.text()}")


def _lines() -> QHBoxLayout:
    """The two lines to write on, with what goes on them."""
    row = QHBoxLayout()
    row.setSpacing(UNIT)
    for text, stretch in (("Signature", 2), ("Date", 1)):
        line = QFrame()
        look(line, "rule")
        words = QLabel(text)
        look(words, "muted")
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(line)
        column.addWidget(words)
        row.addLayout(column, stretch)
    return row
