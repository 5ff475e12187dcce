"""The switch between the two presets, and the comparison of both."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from muster.domain.readings import Preset
from muster.ui.icons import set_icon
from muster.ui.theme import UNIT, look

_WORDS = {
    Preset.PUBLISHED: ("P&ublished", "Published readings: the press release's words, taken literally"),
    Preset.STRICT: ("St&rict", "Strict readings: what the most cautious auditor would accept"),
}


class PresetSwitch(QWidget):
    """Two buttons of which one is down, and a third that shows both presets side by side.

    Attributes:
        picked: Another preset was chosen.
        compared: The comparison was switched on or off.
    """

    picked = Signal(object)
    compared = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with the published one."""
        super().__init__(parent)
        self.setAccessibleName("Readings")
        self._group = QButtonGroup(self)
        self.buttons = {preset: _button(*words) for preset, words in _WORDS.items()}
        self.compare = _button("&Compare", "Show what each line would be under both presets")
        set_icon(self.compare, "compare")
        self.compare.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT // 2)
        for number, button in enumerate(self.buttons.values()):
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addSpacing(UNIT)
        row.addWidget(self.compare)
        self.buttons[Preset.PUBLISHED].setChecked(True)
        self._group.idToggled.connect(self._toggled)
        self.compare.toggled.connect(self.compared)

    @property
    def preset(self) -> Preset:
        """The chosen one."""
        return list(_WORDS)[self._group.checkedId()]

    @property
    def comparing(self) -> bool:
        """Whether both are shown."""
        return self.compare.isChecked()

    def _toggled(self, _number: int, checked: bool) -> None:
        if checked:
            self.picked.emit(self.preset)


def _button(words: str, tip: str) -> QToolButton:
    made = QToolButton()
    made.setText(words)
    made.setToolTip(tip)
    made.setAccessibleName(words.replace("&", ""))
    made.setAccessibleDescription(tip)
    made.setCheckable(True)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    look(made, "action")
    return made
