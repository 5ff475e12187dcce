"""What is behind one reading: in words its values, their sources, its alternatives; and the agency's own values."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from muster.domain import words
from muster.domain.readings import Preset
from muster.services.readings import ReadingRow
from muster.ui.icons import pixmap
from muster.ui.pages.rules_words import explained, in_force, shipped, since_words
from muster.ui.theme import UNIT, look


def facts(row: ReadingRow, on: date) -> Iterator[tuple[str, str, str]]:
    """What is told of a reading: label, words, source."""
    parameter = row.parameter
    own = in_force(row)
    if own is not None:
        held = f"{words.value(parameter, own.value)}, {since_words(own)}"
        yield "The agency's own", held, own.document or "No document is named"
    for preset in Preset:
        _from, text, source = shipped(parameter, preset, on)
        yield preset.capitalize(), words.value(parameter, text), source


class ReadingDetail(QScrollArea):
    """One reading in full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing shown yet."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("The reading in full")
        look(self, "card")
        self.heading = _label("heading")
        self.explanation = _label("")
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        self._column.setSpacing(UNIT)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.explanation)
        self._facts = QWidget()
        self._column.addWidget(self._facts)
        self._column.addStretch(1)
        self.setWidget(self._inner)
        for ground in (self.viewport(), self._inner):
            ground.setAutoFillBackground(False)

    def describe(self, row: ReadingRow, on: date) -> None:
        """Show a reading as of a day."""
        parameter = row.parameter
        self.heading.setText(f"{parameter.title} ({parameter.rule})")
        fixed = "" if parameter.overridable else " The agency cannot set a value of its own."
        self.explanation.setText(f"{explained(parameter)}{fixed}")
        self._show_facts(row, on)

    def _show_facts(self, row: ReadingRow, on: date) -> None:
        facts_widget = QWidget()
        grid = QGridLayout(facts_widget)
        grid.setContentsMargins(0, UNIT, 0, 0)
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(UNIT // 2)
        grid.setColumnStretch(1, 1)
        for name, told, source in facts(row, on):
            _add(grid, name, told, source)
        for number, (text, meaning) in enumerate(row.parameter.alternatives):
            value = row.parameter.parse(text)
            used = ", ".join(_used(row, value))
            _add(grid, "" if number else "Alternatives", meaning, used, check=bool(used))
        self._column.replaceWidget(self._facts, facts_widget)
        self._facts.deleteLater()
        self._facts = facts_widget

    def text(self) -> str:
        """All that is shown, as lines."""
        return "\n".join(label.text() for label in self._inner.findChildren(QLabel) if label.text())


def _used(row: ReadingRow, value: object) -> Iterator[str]:
    """Under which preset an alternative is in force."""
    if row.published.value == row.strict.value == value:
        yield "in force under both presets"
    elif row.published.value == value:
        yield "in force under the published preset"
    elif row.strict.value == value:
        yield "in force under the strict preset"


def _add(grid: QGridLayout, name: str, words: str, source: str, *, check: bool = False) -> None:
    """A label, and beside it the words over their source."""
    line = grid.rowCount()
    grid.addWidget(_label("label", name), line, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(_label("", words), line, 1)
    if check:
        picture = QLabel()
        picture.setPixmap(pixmap("check", 16, "success"))
        grid.addWidget(picture, line, 2, Qt.AlignmentFlag.AlignTop)
    if source:
        grid.addWidget(_label("muted", source), line + 1, 1)


def _label(name: str, words: str = "") -> QLabel:
    made = QLabel(words)
    made.setWordWrap(name != "label")
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if name:
        look(made, name)
    return made
