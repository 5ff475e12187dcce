"""Which column of the file gives which field: a row for each field, with a value for where the file has none."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from muster.domain.cells import DATE
from muster.domain.importing.fields import FIELDS, Field, ImportedKind
from muster.domain.importing.file_mapping import FileMapping
from muster.ui import format as shown
from muster.ui.theme import UNIT, look
from muster.ui.widgets.choice_box import choice_box
from muster.ui.widgets.date_edit import DateEdit
from muster.ui.widgets.layouts import small_button

_NONE = "Not in the file"
_OTHERWISE = {"period_until": "period_last"}
"""What gives a field, too."""


class ColumnChoice(QWidget):
    """The column that gives a field; of an amount several may, which are added up.

    Attributes:
        changed: Another column was chosen.
    """

    changed = Signal()

    def __init__(self, field: Field, labels: Sequence[str]) -> None:
        """Nothing chosen."""
        super().__init__()
        self._field = field
        self._labels = labels
        self.boxes: list[QComboBox] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT // 2)
        self.more: QPushButton | None = None
        if field.adds_up:
            self.more = small_button("Add a column", f"{field.title}: add up one more column")
            self.more.setAccessibleName(self.more.toolTip())
            self.more.clicked.connect(self._add_empty)
            look(self.more, "link")
            self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._add()

    def chosen(self) -> list[str]:
        """The labels, each once."""
        found = (str(box.currentData()) for box in self.boxes if box.currentIndex() > 0)
        return list(dict.fromkeys(found))

    def choose(self, labels: Sequence[str]) -> None:
        """Show these as chosen."""
        while len(self.boxes) < len(labels):
            self._add()
        for box, label in zip(self.boxes, labels, strict=False):
            box.setCurrentIndex(max(0, box.findData(label)))
        self._offer_more()

    def _add(self) -> QComboBox:
        number = f", column {len(self.boxes) + 1}" if self.boxes else ""
        box = choice_box(f"Column for {self._field.title}{number}")
        box.addItem(_NONE, "")
        for label in self._labels:
            box.addItem(label, label)
        self._column.insertWidget(len(self.boxes), box)
        self.boxes.append(box)
        box.currentIndexChanged.connect(self._edited)
        self._offer_more()
        return box

    def _add_empty(self) -> None:
        box = self._add()
        box.show()  # Qt does it later, and what is not shown yet takes no focus
        box.setFocus()

    def _edited(self, _index: int) -> None:
        self._offer_more()
        self.changed.emit()

    def _offer_more(self) -> None:
        if self.more is not None:
            self.more.setVisible(all(box.currentIndex() > 0 for box in self.boxes))


class FixedValue(QObject):
    """What a field is where the file has no value.

    Attributes:
        editor: A line, or a list where the field has a closed one.
        changed: Another value was typed or chosen.
    """

    changed = Signal()

    def __init__(self, field: Field, text: str) -> None:
        """Holds the text, as the records folder writes it."""
        super().__init__()
        self.field = field
        self.editor = self._made(text)
        self.editor.setAccessibleName(f"{field.title} where the file has none")
        self.editor.setToolTip(f"{field.title}: the value of every row whose file has none")

    def _made(self, text: str) -> QLineEdit | QComboBox:
        if self.field.type.choices:
            box = QComboBox()
            box.addItem("", "")
            for each in self.field.type.choices:
                box.addItem(shown.choice(each), each)
            box.setCurrentIndex(max(0, box.findData(text)))
            box.currentIndexChanged.connect(self.changed)
            return box
        line = DateEdit() if self.field.type is DATE else QLineEdit()
        line.setText(text)
        line.editingFinished.connect(self.changed)
        return line

    def text(self) -> str:
        """The value as the records folder writes it; a date that cannot be read as it was typed."""
        if isinstance(self.editor, QComboBox):
            return str(self.editor.currentData())
        if isinstance(self.editor, DateEdit):
            try:
                return self.editor.iso()
            except ValueError:
                return self.editor.text()
        return self.editor.text()


class FieldRows(QWidget):
    """The fields of a kind of record, those that have to be given first marked so.

    Attributes:
        changed: The mapping is another one.
    """

    changed = Signal()

    def __init__(self, mapping: FileMapping, labels: Sequence[str]) -> None:
        """As the mapping has it."""
        super().__init__()
        self.choices: dict[str, ColumnChoice] = {}
        self.fixed: dict[str, FixedValue] = {}
        self._kind = mapping.kind
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(UNIT)
        self._grid.setVerticalSpacing(UNIT)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 2)
        for at, words in enumerate(("Field", "Column of the file", "Else this value")):
            head = QLabel(words)
            look(head, "muted")
            self._grid.addWidget(head, 0, at)
        for row, field in enumerate(_in_order(mapping.kind), 1):
            self._add(row, field, mapping, labels)

    def _add(self, row: int, field: Field, mapping: FileMapping, labels: Sequence[str]) -> None:
        name = QLabel(f"{field.title} (required)" if field.required else field.title)
        name.setWordWrap(True)
        look(name, "label")
        choice = ColumnChoice(field, labels)
        choice.choose(mapping.columns_of(field.name))
        name.setBuddy(choice.boxes[0])
        choice.changed.connect(self.changed)
        self.choices[field.name] = choice
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(choice, row, 1)
        if not _is_identity(field):
            value = FixedValue(field, dict(mapping.fixed).get(field.name, ""))
            value.changed.connect(self.changed)
            self.fixed[field.name] = value
            self._grid.addWidget(value.editor, row, 2)

    def mapped(self, mapping: FileMapping) -> FileMapping:
        """The mapping with the columns and values that stand here."""
        for name, choice in self.choices.items():
            mapping = mapping.with_columns(name, *choice.chosen())
        for name, value in self.fixed.items():
            mapping = mapping.with_fixed(name, value.text())
        return mapping

    def missing(self) -> tuple[QWidget, str] | None:
        """Where something is still to be chosen without which every row would be rejected, and what; None: nowhere."""
        if not any(self.choices[name].chosen() for name in ("officer_id", "name", "last_name", "first_name")):
            box = self.choices["officer_id"].boxes[0]
            return box, "Choose the column that says whose rows they are, by ID or by name."
        for field in FIELDS[self._kind]:
            also = _OTHERWISE.get(field.name, "")
            if field.required and not self._is_given(field.name) and not self._is_given(also):
                box = self.choices[field.name].boxes[0]
                return box, f"{field.title} is needed: choose the column that has it, or give a value for all rows."
        return None

    def _is_given(self, name: str) -> bool:
        return name in self.choices and bool(self.choices[name].chosen() or self.fixed[name].text().strip())

    def field_of(self, sentence: str) -> QWidget | None:
        """The editor of the fixed value that a sentence is about."""
        found = (each for each in self.fixed.values() if f"value of {each.field.title.lower()}:" in sentence)
        return next((each.editor for each in found), None)

    def buttons(self) -> Iterable[QPushButton]:
        """What Enter must not press."""
        return (each.more for each in self.choices.values() if each.more is not None)


def _is_identity(field: Field) -> bool:
    return field.name in {"officer_id", "name", "last_name", "first_name", "middle_name"}


def _in_order(kind: ImportedKind) -> list[Field]:
    """Who it is, what has to be given, then the rest."""
    return sorted(FIELDS[kind], key=lambda field: (not _is_identity(field), not field.required))
