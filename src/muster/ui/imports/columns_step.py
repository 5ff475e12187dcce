"""The first step of an import: what the file holds, and which of its columns is which field."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QSplitter, QVBoxLayout, QWidget

from muster.domain.importing.fields import IMPORTED, ImportedKind
from muster.domain.importing.file_mapping import DateOrder, FileMapping, NameOrder, SameDay
from muster.domain.importing.reading import Reading, RowRead
from muster.domain.importing.sheet import Sheet, one_line
from muster.domain.records import OvertimeEntry
from muster.services.importing.file_imports import Suggestion
from muster.services.importing.open_file import OpenFile
from muster.ui.format import count
from muster.ui.imports.field_rows import FieldRows
from muster.ui.imports.row_filter import AskValues, RowFilterChoice
from muster.ui.imports.row_note import RowNote
from muster.ui.imports.understood import RawRow, preview_columns, problems, raw_columns
from muster.ui.models.record_table import RecordTable
from muster.ui.theme import UNIT, look
from muster.ui.widgets.choice_box import choice_box
from muster.ui.widgets.layouts import exchange
from muster.ui.widgets.scrolled import Scrolled
from muster.ui.widgets.table import RecordView

if TYPE_CHECKING:
    from muster.services.importing.remembered import Offer

_KINDS = {"officers": "Officers", "pay": "Pay rates", "overtime": "Overtime entries", "payroll": "Payroll periods"}
_NAME_ORDERS = ((NameOrder.FIRST_LAST, "First Last"), (NameOrder.LAST_FIRST, "Last First"))
_DATE_ORDERS = (
    (None, "As the file's other dates are"),
    (DateOrder.MONTH_FIRST, "Month first"),
    (DateOrder.DAY_FIRST, "Day first"),
)
_SAME_DAYS = (
    (SameDay.EACH, "An entry for each row"),
    (SameDay.ADD, "One entry, hours and amounts added up"),
    (SameDay.HOURS_ONCE, "One entry, the hours counted once"),
)
_PREVIEWED = 50
_HEADERS_OFFERED = 60
_NAMED_AT_MOST = 12
_CELLS_TOLD, _TOLD_AT_MOST = 6, 80


class ColumnsStep(QWidget):
    """Holds the mapping.

    Attributes:
        mapping: As it stands.
        mapping_changed: It is another one: the rows have to be understood anew.
        proposal_asked: Another kind, sheet or header row was chosen: columns have to be found anew.
    """

    mapping_changed = Signal()
    proposal_asked = Signal()

    def __init__(self, file: OpenFile, suggested: Suggestion, ask_values: AskValues, parent: QWidget) -> None:
        """As suggested; ``ask_values`` finds what stands in a column of :attr:`mapping`."""
        super().__init__(parent)
        self._ask_values = ask_values
        self._file = file
        self._filling = True
        self._offers: Sequence[Offer] = ()
        self.mapping = suggested.mapping
        self.holds = choice_box("What the file holds")
        self.sheet = choice_box("Sheet")
        self.header_row = choice_box("Row that names the columns")
        self.offer = choice_box("How the columns are read")
        self.name = QLineEdit()
        self.name_order = _box("Names without a comma", _NAME_ORDERS)
        self.date_order = _box("Dates like 03/04/2026", _DATE_ORDERS)
        self.same_day = _box("Several rows of an officer on one day", _SAME_DAYS)
        self.filter = RowFilterChoice()
        self.notes = QLabel()
        self.raw = RecordView[RawRow](RecordTable(()), "Rows as they stand in the file", parent=self)
        self.understood = RecordView[RowRead](RecordTable(()), "First rows as they are understood", parent=self)
        self.problem = RowNote()
        self._fields_place = QVBoxLayout()
        self._offered: QWidget = QWidget()
        self._fields_place.addWidget(self._offered)
        self.raw.identify_by(lambda row: row.number)
        self.understood.identify_by(lambda row: row.number)
        self._lay_out()
        self._wire()
        self.show_suggestion(suggested)

    # -- layout

    def _lay_out(self) -> None:
        for kind in IMPORTED:
            self.holds.addItem(_KINDS[kind], kind)
        for sheet in self._file.sheets:
            rows = count(len(sheet.rows), "row")
            self.sheet.addItem(f"{sheet.name} ({rows}{', hidden' if sheet.hidden else ''})", sheet.name)
        self.name.setAccessibleName("Remember how it is read as")
        self.name.setToolTip("Offered for the next file with the same columns; empty to forget it")
        look(self.notes, "muted")
        self.notes.setWordWrap(True)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(Scrolled(self._fields_part()))
        parts.addWidget(self._tables_part())
        parts.setSizes([60 * UNIT, 80 * UNIT])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * UNIT)
        column.addLayout(self._choices())
        column.addWidget(self.notes)
        column.addWidget(parts, 1)

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * UNIT)
        for words, widget, stretch in (
            ("The file &holds", self.holds, 2),
            ("&Sheet", self.sheet, 2),
            ("Colu&mns named in row", self.header_row, 2),
            ("&Read", self.offer, 2),
            ("Remember it &as", self.name, 2),
        ):
            row.addLayout(_labelled(words, widget), stretch)
        return row

    def _fields_part(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(UNIT)
        column.addLayout(self._fields_place)
        column.addSpacing(UNIT)
        self._name_part = _part("Names without a comma are", self.name_order)
        self._date_part = _part("&Dates like 03/04/2026 are", self.date_order)
        self._day_part = _part("Several rows of an officer on one da&y are", self.same_day)
        for part in (self._name_part, self._date_part, self._day_part, _part("Rows &taken", self.filter)):
            column.addWidget(part)
        return column

    def _tables_part(self) -> QSplitter:
        tables = QSplitter(Qt.Orientation.Vertical)
        tables.setChildrenCollapsible(False)
        for words, view in (("In the file", self.raw), ("As it is understood", self.understood)):
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(UNIT, 0, 0, 0)
            column.setSpacing(UNIT // 2)
            title = QLabel(words)
            look(title, "label")
            column.addWidget(title)
            column.addWidget(view, 1)
            if view is self.understood:
                column.addWidget(self.problem)
            tables.addWidget(part)
        return tables

    def _wire(self) -> None:
        self.holds.currentIndexChanged.connect(self._propose)
        self.sheet.currentIndexChanged.connect(self._propose)
        self.header_row.currentIndexChanged.connect(self._propose)
        self.offer.currentIndexChanged.connect(self._take_offer)
        for box in (self.name_order, self.date_order, self.same_day):
            box.currentIndexChanged.connect(self._edited)
        self.filter.changed.connect(self._edited)
        self.understood.current_changed.connect(self._tell_problem)

    def first(self) -> QWidget:
        """What takes the focus."""
        return self.holds

    # -- the mapping

    @property
    def kind(self) -> ImportedKind:
        """What the file holds, as chosen."""
        return IMPORTED[str(self.holds.currentData())]

    @property
    def wanted_sheet(self) -> str:
        """The sheet that is chosen."""
        return str(self.sheet.currentData())

    @property
    def wanted_header(self) -> int | None:
        """The row that is chosen for the columns' names; None where another sheet is."""
        return int(self.header_row.currentData()) if self.wanted_sheet == self.mapping.sheet else None

    def show_suggestion(self, suggested: Suggestion) -> None:
        """Show a mapping and what else is remembered for such a file."""
        self._filling = True
        self._offers = suggested.offers
        self.offer.clear()
        self.offer.addItem("As proposed")
        for each in suggested.offers:
            same = "" if each.same_header else " (some columns)"
            self.offer.addItem(f"As “{each.saved.name}”{same}")
        taken = next((at for at, each in enumerate(suggested.offers, 1) if each.mapping == suggested.mapping), 0)
        self.offer.setCurrentIndex(taken)
        self.name.setText(suggested.offers[taken - 1].saved.name if taken else self._file.path.stem)
        self._proposed = suggested.proposed
        self._show_mapping(suggested.mapping)

    def _take_offer(self, index: int) -> None:
        if self._filling or index < 0:
            return
        if index:
            self.name.setText(self._offers[index - 1].saved.name)
        self._show_mapping(self._offers[index - 1].mapping if index else self._proposed)

    def _show_mapping(self, mapping: FileMapping) -> None:
        self._filling = True
        self.mapping = mapping
        sheet = self._file.sheet(mapping.sheet)
        labels = sheet.labels(mapping.header_row)
        self.holds.setCurrentIndex(self.holds.findData(mapping.kind.kind))
        self.sheet.setCurrentIndex(self.sheet.findData(mapping.sheet))
        self._show_header_rows(sheet, mapping.header_row)
        for box, value in (
            (self.name_order, mapping.name_order),
            (self.date_order, mapping.date_order),
            (self.same_day, mapping.same_day),
        ):
            box.setCurrentIndex(box.findData(value or ""))
        self._day_part.setVisible(mapping.kind is OvertimeEntry)
        self.filter.show_columns(labels, self._ask_values, mapping.filters)
        self._show_fields(labels)
        rows = sheet.rows[mapping.header_row : mapping.header_row + _PREVIEWED]
        raw = [RawRow(number, cells) for number, cells in enumerate(rows, mapping.header_row + 1)]
        self.raw.show_columns(raw_columns(labels))
        self.raw.table.set_records(raw)
        self._filling = False
        self.mapping_changed.emit()

    def _show_header_rows(self, sheet: Sheet, chosen: int) -> None:
        """The first rows by what stands in them, and none, where the columns go by their letters."""
        self.header_row.clear()
        self.header_row.addItem("No row", 0)
        for number, cells in enumerate(sheet.rows[: max(_HEADERS_OFFERED, chosen)], 1):
            texts = " · ".join(filter(None, map(one_line, cells[:_CELLS_TOLD])))
            self.header_row.addItem(f"{number}: {texts[:_TOLD_AT_MOST]}", number)
        self.header_row.setCurrentIndex(self.header_row.findData(chosen))

    def _show_fields(self, labels: Sequence[str]) -> None:
        self.fields = FieldRows(self.mapping, labels)
        self.fields.changed.connect(self._edited)
        exchange(self._fields_place, self._offered, self.fields)
        self._offered = self.fields

    def _propose(self, *_what: object) -> None:
        if not self._filling:
            self.proposal_asked.emit()

    def _edited(self, *_what: object) -> None:
        if self._filling:
            return
        self.mapping = replace(
            self.fields.mapped(self.mapping),
            name_order=NameOrder(self.name_order.currentData()),
            date_order=DateOrder(self.date_order.currentData()) if self.date_order.currentData() else None,
            same_day=SameDay(self.same_day.currentData()),
            filters=self.filter.filters(),
        )
        self.mapping_changed.emit()

    # -- what is understood

    def show_reading(self, reading: Reading) -> None:
        """Show the first rows as they are understood, and say what the dates say about their order."""
        self._tell(reading)
        self._name_part.setVisible(bool(reading.mapping.columns_of("name")))
        seen = reading.dates
        self._date_part.setVisible(bool(seen.either or seen.day_first or reading.mapping.date_order))
        rows = reading.rows[reading.mapping.header_row :]
        self.understood.show_columns(preview_columns(reading.mapping))
        self.understood.table.set_records(rows)
        self._tell_problem(self.understood.current())

    def _tell_problem(self, current: RowRead | None) -> None:
        """Of the current row, or else of the first that has one."""
        row = current or next(filter(problems, self.understood.table.shown()), None)
        self.problem.tell(row.number if row else 0, problems(row) if row else "")

    def _tell(self, reading: Reading) -> None:
        """How the file is written, and what of it is not used."""
        found = [*(f"{each[:1].upper()}{each[1:]}." for each in reading.sheet.notes), _not_used(reading)]
        self.notes.setText(" ".join(filter(None, found)))
        self.notes.setVisible(bool(self.notes.text()))


def _not_used(reading: Reading) -> str:
    """Which columns nothing is taken from, so that none is passed over unseen."""
    used = {label for _field, labels in reading.mapping.columns for label in labels}
    used |= {each.column for each in reading.mapping.filters}
    left = [label for label in reading.labels if label not in used]
    more = f" and {len(left) - _NAMED_AT_MOST:,} more" if len(left) > _NAMED_AT_MOST else ""
    return f"Nothing is taken from {', '.join(left[:_NAMED_AT_MOST])}{more}." if left else ""


def _box(name: str, choices: Sequence[tuple[StrEnum | None, str]]) -> QComboBox:
    box = choice_box(name)
    for value, words in choices:
        box.addItem(words, value or "")
    return box


def _labelled(words: str, widget: QWidget) -> QVBoxLayout:
    """A control with its label above it."""
    label = QLabel(words)
    look(label, "label")
    label.setBuddy(widget)
    column = QVBoxLayout()
    column.setSpacing(UNIT // 2)
    column.addWidget(label)
    column.addWidget(widget)
    return column


def _part(words: str, widget: QWidget) -> QWidget:
    """The same as a widget that can be hidden."""
    part = QWidget()
    column = _labelled(words, widget)
    column.setContentsMargins(0, UNIT, 0, 0)
    part.setLayout(column)
    return part
