"""A list to choose one of many from, which does not grow with its longest choice."""

from PySide6.QtWidgets import QComboBox


def choice_box(name: str) -> QComboBox:
    """An empty one, called ``name`` by its tip and to a screen reader."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    return box
