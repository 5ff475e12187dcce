"""Choosing under which preset of the readings figures are shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from muster.domain.readings import Preset
from muster.ui.theme import UNIT, look

_WORDS = {
    Preset.PUBLISHED: ("P&ublished", "Published readings", "The press release's words, taken literally"),
    Preset.STRICT: ("S&trict", "Strict readings", "What the most cautious auditor would accept"),
}


class PresetSwitch(QWidget):
    """Two buttons of which one is down; the arrow keys go from one to the other.

    Attributes:
        picked: Another preset was chosen.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with the published one."""
        super().__init__(parent)
        self.setAccessibleName("Readings")
        self.buttons = {preset: _button(*words) for preset, words in _WORDS.items()}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT // 2)
        for number, button in enumerate(self.buttons.values()):
            self._group.addButton(button, number)
            row.addWidget(button)
        self.buttons[Preset.PUBLISHED].setChecked(True)
        self.setFocusProxy(self.buttons[Preset.PUBLISHED])
        self._group.idToggled.connect(self._toggled)

    @property
    def preset(self) -> Preset:
        """The chosen one."""
        return list(_WORDS)[self._group.checkedId()]

    def choose(self, preset: Preset) -> None:
        """Show that one; tells nobody."""
        self._group.blockSignals(True)
        self.buttons[preset].setChecked(True)
        self._group.blockSignals(False)
        self.setFocusProxy(self.buttons[preset])

    def _toggled(self, _number: int, checked: bool) -> None:
        if checked:
            self.setFocusProxy(self.buttons[self.preset])
            self.picked.emit(self.preset)


def _button(text: str, name: str, meaning: str) -> QToolButton:
    made = QToolButton()
    made.setText(text)
    made.setToolTip(f"{name}: {meaning[:1].lower()}{meaning[1:]}")
    made.setAccessibleName(name)
    made.setAccessibleDescription(meaning)
    made.setCheckable(True)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    look(made, "action")
    return made
