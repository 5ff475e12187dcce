"""Files dragged from the desktop and dropped on a widget, as the system tells a program."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

_COPY, _LEFT, _NO_KEY = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def files(paths: Sequence[Path]) -> QMimeData:
    """What is dragged."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag(target: QWidget, data: QMimeData, at: QPoint) -> str | None:
    """Drag over a widget; what the tip there says, None where a drop is refused."""
    entering = QDragEnterEvent(QPointF(at), _COPY, data, _LEFT, _NO_KEY)
    QApplication.sendEvent(target, entering)
    moving = QDragMoveEvent(QPointF(at), _COPY, data, _LEFT, _NO_KEY)
    QApplication.sendEvent(target, moving)
    return QToolTip.text() if entering.isAccepted() and moving.isAccepted() else None


def leave(target: QWidget) -> None:
    """Drag away again."""
    QApplication.sendEvent(target, QDragLeaveEvent())


def drop(target: QWidget, data: QMimeData, at: QPoint) -> bool:
    """Drag and let go; tells whether it was taken."""
    drag(target, data, at)
    dropping = QDropEvent(QPointF(at), _COPY, data, _LEFT, _NO_KEY)
    QApplication.sendEvent(target, dropping)
    return dropping.isAccepted()
