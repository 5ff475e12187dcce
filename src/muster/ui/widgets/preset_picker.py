"""Choosing under which preset of the readings figures are shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from muster.domain.readings import Preset

_WORDS = {
    Preset.PUBLISHED: ("Published readings", "The press release's words, taken literally"),
    Preset.STRICT: ("Strict readings", "What the most cautious auditor would accept"),
}


class PresetPicker(QComboBox):
    """A list of the two presets.

    Attributes:
        picked: Another preset was chosen.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with the published one."""
        super().__init__(parent)
        self.setAccessibleName("Readings")
        for position, (preset, (words, meaning)) in enumerate(_WORDS.items()):
            self.addItem(words, preset)
            self.setItemData(position, meaning, Qt.ItemDataRole.ToolTipRole)
        self.setToolTip(_WORDS[self.preset][1])
        self.currentIndexChanged.connect(self._changed)

    @property
    def preset(self) -> Preset:
        """The chosen one."""
        return list(_WORDS)[self.currentIndex()]

    def _changed(self, _index: int) -> None:
        self.setToolTip(_WORDS[self.preset][1])
        self.picked.emit(self.preset)
