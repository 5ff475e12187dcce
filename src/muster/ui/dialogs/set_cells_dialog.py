"""Giving many records the same cells, with what that changes of each."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from muster.domain.records import Record
from muster.domain.schema import COLUMNS, CellError
from muster.services.changes import Changed
from muster.services.derivation_text import record_words
from muster.services.mass_edit import SETTABLE, Edit, MassEdits, changed_columns, officer_of, with_cells
from muster.ui.dialogs.form_dialog import WorkDialog
from muster.ui.format import count
from muster.ui.models.record_table import RecordTable, TableColumn
from muster.ui.page import Page
from muster.ui.theme import UNIT, look
from muster.ui.widgets.form import Field, Form
from muster.ui.widgets.table import RecordView


class CellsForm(Form):
    """The cells that many records of a kind can be given; beside each a box that empties it instead."""

    def __init__(self, kind: type[Record]) -> None:
        """Nothing is to be set."""
        columns = [column for column in COLUMNS[kind] if column.name in SETTABLE[kind]]
        self.emptied = {column.name: QCheckBox("Empty it") for column in columns}
        super().__init__(Field(column) for column in columns)
        for name, box in self.emptied.items():
            box.setAccessibleName(f"Empty {self.fields[name].column.title}")
            box.toggled.connect(self.fields[name].editor.setDisabled)
            box.toggled.connect(lambda _on: self.changed.emit())

    def lay_out(self) -> None:
        """Each field with its box."""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setColumnStretch(0, 1)
        for row, (name, field) in enumerate(self.fields.items()):
            grid.addWidget(field, row, 0)
            grid.addWidget(self.emptied[name], row, 1)

    def typed(self) -> dict[str, str]:
        """What stands in the fields, and which are to be emptied."""
        boxes = {f"{name} emptied": str(box.isChecked()) for name, box in self.emptied.items()}
        return {**super().typed(), **boxes}

    def cells(self) -> dict[str, str] | None:
        """What is to be set, by column name; None, with each error at its field, when it cannot be read."""
        texts = self.texts()
        return None if texts is None else self._chosen(texts)

    def cells_so_far(self) -> dict[str, str]:
        """The same while it is being typed; nothing as long as it cannot be read."""
        try:
            return self._chosen({name: field.text() for name, field in self.fields.items()})
        except ValueError:
            return {}

    def _chosen(self, texts: dict[str, str]) -> dict[str, str]:
        emptied = {name: "" for name, box in self.emptied.items() if box.isChecked()}
        return {**{name: text for name, text in texts.items() if text.strip()}, **emptied}


def _who(edit: Edit) -> str:
    words = record_words(edit.before)
    officer_id = officer_of(edit.before)
    return f"{officer_id}: {words}" if officer_id else words


def _told(edit: Edit, record: Record) -> str:
    """The cells that change, as they are in one of the two records."""
    columns = changed_columns([edit])
    return " · ".join(f"{column.title} {column.text(record) or 'empty'}" for column in columns)


EDIT_COLUMNS: tuple[TableColumn[Edit], ...] = (
    TableColumn("Record", _who),
    TableColumn("From", lambda edit: _told(edit, edit.before), stretch=True),
    TableColumn("To", lambda edit: _told(edit, edit.after), stretch=True),
)


class SetCellsDialog(WorkDialog):
    """Sets cells of the selected records; the list below the form shows what changes before it is saved."""

    def __init__(self, records: Sequence[Record], many: str, edits: MassEdits, page: Page) -> None:
        """A dialog for records of one kind; ``many`` says how many: ``14 overtime entries``."""
        self._records = records
        self._edits = edits
        self.form = CellsForm(type(records[0]))
        self.table: RecordTable[Edit] = RecordTable(EDIT_COLUMNS)
        self.view: RecordView[Edit] = RecordView(self.table, "What changes")
        self.sums = QLabel()
        look(self.sums, "label")
        text = "What is left empty here stays as it is in each record."
        super().__init__(f"Set cells of {many}", self.form, page.context.tasks, page, text=text, below=self._below())
        self.form.changed.connect(self._preview)
        self.resize(96 * UNIT, 80 * UNIT)
        self._preview()

    def _below(self) -> QWidget:
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self.view, 1)
        column.addWidget(self.sums)
        return below

    def _preview(self) -> None:
        cells = self.form.cells_so_far()
        found = with_cells(self._records, cells) if cells else []
        self.table.set_records(found)
        same = len(self._records) - len(found)
        told = f"{count(len(found), 'change')}" + (f" · {same:,} as they are" if same and cells else "")
        self.sums.setText(told if cells else "Give what is to be set.")

    def work(self) -> Callable[[], Changed] | None:
        """Keep the changes; None, with what is wrong shown, when something cannot be read."""
        cells = self.form.cells()
        if cells is None:
            return None
        try:
            found = with_cells(self._records, cells)
        except CellError as error:
            self.form.fields[error.column.name].show_error(str(error))
            return None
        return lambda: self._edits.set_cells(found)
