"""The short guided form that begins a new book: the agency, its models with signing dates, where the book is kept."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from muster.domain.cells import parse_date
from muster.domain.records import Agency, Agreement, Model, Record
from muster.ui import format as shown
from muster.ui.dialogs.typed_dialog import TypedDialog
from muster.ui.prompts import BOOKS
from muster.ui.theme import MARGIN, UNIT, look
from muster.ui.widgets.agency_search import AgencySearch
from muster.ui.widgets.date_edit import DateEdit
from muster.ui.widgets.form import RecordForm
from muster.ui.widgets.message_bar import MessageBar
from muster.ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from muster.domain.federal_list import FederalList, ListedAgency
    from muster.ui.prompts import Prompts

_ASKED = ("name", "ori", "county", "state", "official_name", "official_title")


class NewAgencyDialog(TypedDialog):
    """Asks for what a first claim needs to know of the agency; the federal list, once offered, fills most of it in.

    Attributes:
        given: The book's file and its first records; the dialog closes then.
    """

    given = Signal(object, list)

    def __init__(self, suggested: Path, prompts: "Prompts", parent: QWidget | None = None) -> None:
        """An empty form; the book goes to ``suggested``, or beside it when there is a file already."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("New agency")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._prompts = prompts
        self.form = RecordForm(Agency, _ASKED, hints={"name": "As it stands on the agreement"})
        self.models = {model: QCheckBox(shown.choice(model)) for model in Model}
        self.signed = {model: DateEdit() for model in Model}
        self.path = QLineEdit(str(_free(suggested)))
        self.path.setAccessibleName("The book's file")
        self.message = MessageBar()
        self.search = AgencySearch(Scrolled(self._parts()))
        self.search.chosen.connect(self._fill_in)
        self._lay_out()
        self.begin()
        self.form.focus_first()

    def offer(self, listed: "FederalList") -> None:
        """Offer the agencies of the federal list to choose from."""
        self.search.offer(listed)
        if self.typed() in self._expendable:  # nobody types in the form yet
            self.search.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> tuple[dict[str, str], list[str]]:
        """The form, and what is ticked with its dates."""
        ticked = [f"{model} {self.signed[model].text()}" for model, box in self.models.items() if box.isChecked()]
        return self.form.typed(), ticked

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(_label("New agency", "heading"))
        column.addWidget(self.message)
        column.addWidget(self.search, 1)
        both = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        buttons = QDialogButtonBox(both, self)  # a default button is the dialog's only once it is inside
        self.make = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.make.setText("Make the book")
        self.make.setDefault(True)
        buttons.accepted.connect(self.give)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.fit(112 * UNIT)

    def _parts(self) -> QVBoxLayout:
        """All that is asked."""
        column = QVBoxLayout()
        column.setSpacing(2 * UNIT)
        column.addWidget(self.form)
        signed = _label("Agreements (MOA), and when each was signed; one without a date is not in force yet", "label")
        signed.setWordWrap(True)
        column.addWidget(signed)
        column.addLayout(self._agreements())
        column.addWidget(_label("The book, one file with all records", "label"))
        column.addLayout(self._file())
        return column

    def _agreements(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(UNIT)
        grid.setColumnStretch(0, 1)
        for row, (model, box) in enumerate(self.models.items()):
            date = self.signed[model]
            date.setAccessibleName(f"{model} agreement signed")
            date.setEnabled(False)
            date.setFixedWidth(160)
            box.toggled.connect(date.setEnabled)
            grid.addWidget(box, row, 0)
            grid.addWidget(date, row, 1)
        return grid

    def _file(self) -> QHBoxLayout:
        self.change = QPushButton("Change…")
        self.change.setAutoDefault(False)
        self.change.setAccessibleName("Change where the book is kept")
        self.change.clicked.connect(self._ask_path)
        row = QHBoxLayout()
        row.addWidget(self.path, 1)
        row.addWidget(self.change)
        return row

    def _fill_in(self, agency: "ListedAgency") -> None:
        """Take over what the list says of an agency; what it says nothing of stays."""
        profile = agency.profile()
        for name in ("name", "county", "state"):
            self.form.fields[name].set_text(getattr(profile, name))
        signed = {each.model: each.signed_on for each in agency.signed()}
        for model, box in self.models.items():
            box.setChecked(model in signed)
            day = signed.get(model)
            self.signed[model].setText(day.isoformat() if day else "")
        self.message.info("Filled in as the federal list has it; hold the dates against the signed agreements.")
        self.form.fields["ori"].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_path(self) -> None:
        chosen = self._prompts.save_file(self, "Where to keep the book", BOOKS, Path(self.path.text()))
        if chosen is not None:
            self.path.setText(str(chosen))

    def give(self) -> None:
        """Hand over what is typed and close; or say what is missing."""
        self.message.clear()
        agency = self.form.record()
        agreements = self._typed_agreements()
        path = Path(self.path.text().strip()).expanduser()
        if agency is None or agreements is None:
            return
        if not path.name or not path.is_absolute():
            self.refuse(self.path, "Give the book's file with its folder, or choose it with Change.")
        elif path.exists():
            self.refuse(self.path, f"There is a file {path} already; give the book another name.")
        else:
            self.accept()
            records: list[Record] = [agency, *agreements]
            self.given.emit(path, records)

    def _typed_agreements(self) -> list[Agreement] | None:
        """The agreements ticked; None, with the reason shown, when a date cannot be read."""
        found: list[Agreement] = []
        for model in (model for model, box in self.models.items() if box.isChecked()):
            try:
                text = self.signed[model].iso()
                found.append(Agreement(model, signed_on=parse_date(text) if text else None))
            except ValueError as error:
                self.refuse(self.signed[model], f"{model} agreement signed: {error}.")
                return None
        return found


def _free(path: Path) -> Path:
    """The path, or the first numbered one beside it, that no file has yet."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _label(text: str, name: str) -> QLabel:
    made = QLabel(text)
    made.setWordWrap(True)
    look(made, name)
    return made
