"""Forms built from a list of fields; a record's form from the columns that files and tables share."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from muster.domain.checks import Fault
from muster.domain.records import R, Record
from muster.domain.schema import COLUMNS, Column, record_of
from muster.ui import format as shown
from muster.ui.icons import pixmap
from muster.ui.theme import UNIT, look, restyle
from muster.ui.widgets.date_edit import DateEdit

Choices = Sequence[tuple[str, str]]
"""A closed list: what is stored, and what people read."""

_HINTS = {
    "until": "The first day that no longer counts",
    "expires_on": "The first day no longer authorized",
    "period_until": "The day after the period's last day",
    "benefits_percent": "Either this or an annual amount",
    "funding": "Leave empty for this program",
}
_EXAMPLES = {"money": "0.00", "percent": "%", "hours": "0.00", "count": "0", "quarter": "FY2026Q1"}


class Field(QWidget):
    """One field: label, editor, hint, and its error below it."""

    changed = Signal()

    def __init__(self, column: Column, choices: Choices = (), hint: str = "", parent: QWidget | None = None) -> None:
        """An empty field for a column; a combo box where the column or ``choices`` is a closed list."""
        super().__init__(parent)
        self.column = column
        self.editor = self._make_editor(choices)
        self.editor.setAccessibleName(column.title)
        label = QLabel(column.title, self)
        look(label, "label")
        label.setBuddy(self.editor)
        needed = QLabel("required" if column.required else "", self)
        look(needed, "muted")
        self._hint = QLabel(hint, self)
        self._usual_hint = hint
        self._hint.setVisible(bool(hint))
        self._hint.setWordWrap(True)
        look(self._hint, "muted")
        self._error = QLabel(self)
        self._error.setWordWrap(True)
        look(self._error, "error")
        self._error_icon = QLabel(self)
        self._lay_out(label, needed)
        self.clear_error()

    def _make_editor(self, choices: Choices) -> QLineEdit | QComboBox:
        listed = choices or [(each, shown.choice(each)) for each in self.column.type.choices]
        if listed:
            box = QComboBox(self)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            for value, text in [("", ""), *listed]:
                box.addItem(text, value)
            box.currentIndexChanged.connect(self._edited)
            return box
        if self.column.type.name == "date":
            line: QLineEdit = (date := DateEdit(self))
            date.understood.connect(self._tell_understood)
        else:
            line = QLineEdit(self)
        if self.column.type.name in _EXAMPLES:
            line.setPlaceholderText(_EXAMPLES[self.column.type.name])
        line.textEdited.connect(self._edited)
        line.editingFinished.connect(self._check_what_was_typed)
        return line

    def _lay_out(self, label: QLabel, needed: QLabel) -> None:
        head = QHBoxLayout()
        head.addWidget(label)
        head.addStretch(1)
        head.addWidget(needed)
        trouble = QHBoxLayout()
        trouble.addWidget(self._error_icon, 0, Qt.AlignmentFlag.AlignTop)
        trouble.addWidget(self._error, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT // 2)
        column.addLayout(head)
        column.addWidget(self.editor)
        column.addWidget(self._hint)
        column.addLayout(trouble)
        column.addStretch(1)

    @property
    def error(self) -> str:
        """What is wrong with it, as shown; empty when nothing is."""
        return self._error.text()

    def text(self) -> str:
        """The cell as the records folder writes it.

        Raises:
            ValueError: with a plain sentence when it cannot be read or must not be empty.
        """
        text = self.typed()
        if self.column.required and not text.strip():
            raise ValueError(f"{self.column.title} is needed")
        written = self.editor.iso() if isinstance(self.editor, DateEdit) else text
        self.column.read(written)
        return written

    def typed(self) -> str:
        """What stands in the editor."""
        return str(self.editor.currentData()) if isinstance(self.editor, QComboBox) else self.editor.text()

    def set_text(self, text: str) -> None:
        """Fill the editor."""
        if isinstance(self.editor, QComboBox):
            self.editor.setCurrentIndex(max(0, self.editor.findData(text)))
        else:
            self.editor.setText(text)
            self.editor.setCursorPosition(0)  # a long text shows its beginning
        self.clear_error()

    def show_error(self, text: str) -> None:
        """Say below the field what is wrong with it."""
        spoken = text[:1].upper() + text[1:]
        self._error.setText(spoken if spoken.endswith(".") else f"{spoken}.")
        self._error_icon.setPixmap(pixmap("error", 16, "error"))
        self._mark(invalid=True)

    def clear_error(self) -> None:
        """Nothing is wrong."""
        self._error.clear()
        self._mark(invalid=False)

    def _tell_understood(self, words: str) -> None:
        """Say below a date what was understood, while it is not written like that."""
        as_written = isinstance(self.editor, DateEdit) and not self.editor.isModified()
        self._hint.setText(self._usual_hint if as_written or not words else words)
        self._hint.setVisible(bool(self._hint.text()))
        self.editor.setAccessibleDescription(self._error.text() or self._hint.text())

    def _mark(self, *, invalid: bool) -> None:
        for each in (self._error, self._error_icon):
            each.setVisible(invalid)
        self.editor.setAccessibleDescription(self._error.text() or self._hint.text())
        if bool(self.editor.property("invalid")) != invalid:
            self.editor.setProperty("invalid", invalid)
            restyle(self.editor)

    def _edited(self, *_what: object) -> None:
        self.clear_error()
        self.changed.emit()

    def _check_what_was_typed(self) -> None:
        """On leaving: tell what cannot be read; what is still empty is told on saving."""
        try:
            if self.typed().strip():
                self.text()
        except ValueError as error:
            self.show_error(str(error))


class Form(QWidget):
    """Fields in one or two columns; tells every error at once, each at its field."""

    changed = Signal()

    def __init__(self, fields: Iterable[Field], parent: QWidget | None = None) -> None:
        """Lay the fields out."""
        super().__init__(parent)
        self.fields = {field.column.name: field for field in fields}
        for field in self.fields.values():
            field.changed.connect(self.changed)
        self.lay_out()

    def lay_out(self) -> None:
        """In two columns when there are more than four; a longer form puts its fields into sections here."""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * UNIT)
        grid.setVerticalSpacing(2 * UNIT)
        columns = 2 if len(self.fields) > 4 else 1
        for position, field in enumerate(self.fields.values()):
            grid.addWidget(field, position // columns, position % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)

    def set_read_only(self) -> None:
        """Show what stands in the fields, and let nothing be typed."""
        for field in self.fields.values():
            if isinstance(field.editor, QLineEdit):
                field.editor.setReadOnly(True)
            else:
                field.editor.setEnabled(False)

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Fill the fields, by column name; those not named become empty."""
        for name, field in self.fields.items():
            field.set_text(texts.get(name, ""))

    def typed(self) -> dict[str, str]:
        """What stands in the fields, by column name."""
        return {name: field.typed() for name, field in self.fields.items()}

    def texts(self) -> dict[str, str] | None:
        """The cells by column name; None, with the errors shown and the first one focused, when any cannot be read."""
        found: dict[str, str] = {}
        for name, field in self.fields.items():
            field.clear_error()
            try:
                found[name] = field.text()
            except ValueError as error:
                field.show_error(str(error))
        wrong = [field for field in self.fields.values() if field.error]
        if wrong:
            wrong[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return found

    def focus_first(self) -> None:
        """Put the focus into the first field."""
        next(iter(self.fields.values())).editor.setFocus(Qt.FocusReason.OtherFocusReason)


class RecordForm(Form, Generic[R]):
    """The form of one kind of record."""

    def __init__(
        self,
        kind: type[R],
        columns: Sequence[str] = (),
        *,
        fixed: Mapping[str, str] | None = None,
        choices: Mapping[str, Choices] | None = None,
        hints: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """An empty form.

        Args:
            kind: The record class.
            columns: Names of the columns asked, in order; all that are not fixed where none is named.
            fixed: Cells that are not asked (``officer_id`` on an officer's own page), by column name.
            choices: Closed lists for columns, by name: ``{"officer_id": [("0417", "0417 · Lind, Avery"), …]}``.
            hints: Lines below fields, by column name, beside those that every form has.
            parent: Its parent.
        """
        self.kind = kind
        self._fixed = dict(fixed or {})
        self._id = 0
        self._columns = COLUMNS[cast("type[Record]", kind)]
        by_name = {column.name: column for column in self._columns}
        asked = columns or [name for name in by_name if name not in self._fixed]
        told = {**_HINTS, **(hints or {})}
        super().__init__(
            (Field(by_name[name], (choices or {}).get(name, ()), told.get(name, "")) for name in asked), parent
        )

    def set_record(self, record: R) -> None:
        """Fill the form with a record; what is saved replaces it."""
        self._id = record.id
        texts = {column.name: column.text(record) for column in self._columns}
        self._fixed = {name: text for name, text in texts.items() if name not in self.fields}
        self.set_texts(texts)

    def record(self) -> R | None:
        """The record that the form describes; None, with each error at its field, when it cannot be read."""
        texts = self.texts()
        return None if texts is None else record_of(self.kind, {**self._fixed, **texts}, self._id)

    def show_fault(self, fault: Fault) -> str:
        """Show what a rule refuses at the column at fault; returns the sentence when that column is not on the form."""
        text = with_titles(fault.text, self._columns)
        field = self.fields.get(fault.column)
        if field is None:
            return f"{text[:1].upper()}{text[1:]}."
        field.show_error(text)
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return ""


def with_titles(text: str, columns: Iterable[Column]) -> str:
    """The sentence with the columns' titles in place of their names (``expires_on`` reads ``Expires``)."""
    for column in columns:
        if "_" in column.name:
            title = column.title.removesuffix(" (exclusive)")
            text = re.sub(rf"\b{column.name}\b", f"“{title}”", text)
    return text
