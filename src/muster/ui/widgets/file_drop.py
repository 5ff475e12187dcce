"""Files dragged from the desktop and dropped on a widget."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QToolTip, QWidget

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class FileDrop(QObject):
    """Takes files dropped on a widget, where it says what they would be attached to.

    Attributes:
        dropped: The files, and where on the widget.
    """

    dropped = Signal(list, QPoint)

    def __init__(self, target: QWidget, goal: Callable[[QPoint], str]) -> None:
        """Watch the widget; ``goal`` says what a file dropped there is attached to, empty where it is refused."""
        super().__init__(target)
        self._target = target
        self._goal = goal
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take drags of files; leave all else."""
        if event.type() == QEvent.Type.DragLeave:
            QToolTip.hideText()
        if event.type() not in _DRAGS or not isinstance(event, QDropEvent):
            return False
        paths, at = files_of(event), event.position().toPoint()
        goal = self._goal(at) if paths else ""
        if event.type() == QEvent.Type.DragEnter and paths:
            event.acceptProposedAction()  # what it is over is told by the moves that follow
        elif not goal:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._take(event, paths, at, goal)
        return True

    def _take(self, event: QDropEvent, paths: list[Path], at: QPoint, goal: str) -> None:
        if isinstance(event, QDragMoveEvent):
            QToolTip.showText(self._target.mapToGlobal(at), f"Attach to: {goal}", self._target)
        else:
            QToolTip.hideText()
            self.dropped.emit(paths, at)


def files_of(event: QDropEvent) -> list[Path]:
    """The files on this computer that are dragged."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
