"""A list to choose one of many from, which does not grow with its longest choice."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class ChoiceBox(QComboBox):
    """Turned by the wheel only while it has the focus: what scrolls past under the mouse is not to be chosen anew."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to what scrolls, unless the list is worked with."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def choice_box(name: str) -> ChoiceBox:
    """An empty one, called ``name`` by its tip and to a screen reader."""
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    return box
