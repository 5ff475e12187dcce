"""The one runner for slow work: off the GUI thread with progress and cancel, the result told on the GUI thread."""

import sys
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal, Slot
from PySide6.QtWidgets import QProgressDialog, QWidget
from shiboken6 import isValid

from muster import paths

if TYPE_CHECKING:
    from muster.services.ports import Progress

T = TypeVar("T")
_TURN = 0.0005
"""Seconds after which a thread lets others go on: the window's asks for its turn at each event that reaches Python, and
with Python's own 5 ms a dialog that is painted while work is under way takes a fifth of a second."""
_PATIENCE = 200
"""Milliseconds after which progress is shown."""


def sentence(error: BaseException) -> str:
    """What to tell the user about an error; one that is not ours goes to the log with its traceback."""
    import logging

    from muster.services.ports import MusterError

    if isinstance(error, MusterError):
        return str(error)
    logging.getLogger(__name__).error("An error that Muster did not expect", exc_info=error)
    return (
        f"Something went wrong that Muster did not expect ({type(error).__name__}); nothing more was changed. "
        f"Please try again; the details are in {paths.log()}."
    )


class Task:
    """One piece of work under way."""

    def __init__(
        self,
        title: str,
        owner: QWidget,
        work: "Callable[[Progress], Any]",
        done: Callable[[Any], object],
        failed: Callable[[str], object],
        *,
        modal: bool,
    ) -> None:
        """See :meth:`Tasks.run`."""
        self.title = title
        self.owner = owner
        self.work = work
        self.done = done
        self.failed = failed
        self.modal = modal
        self.stop = Event()
        self.steps = (0, 0)

    def progress(self, done: int, total: int) -> None:
        """What the work calls, on its own thread.

        Raises:
            Cancelled: when the user wants to stop.
        """
        if self.stop.is_set():
            from muster.services.ports import Cancelled

            raise Cancelled
        self.steps = (done, total)


class _Runnable(QRunnable):
    def __init__(self, task: Task, tasks: "Tasks") -> None:
        super().__init__()
        self._task = task
        self._tasks = tasks

    def run(self) -> None:
        self._tasks.attempt(self._task)


class Tasks(QObject):
    """Runs work for widgets.

    A newer piece of the same owner and title supersedes the older one, whose result is dropped.

    With ``inline`` everything is done before :meth:`run` returns, as most tests want it.

    Attributes:
        shown: Tells the titles of what has taken longer than 0.2 s; empty when nothing has.
    """

    shown = Signal(str)
    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None, *, inline: bool = False) -> None:
        """One thread: the work of one book is done in order."""
        super().__init__(parent)
        self._inline = inline
        if not inline:
            sys.setswitchinterval(_TURN)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._under_way: list[Task] = []
        self._dialogs: dict[Task, QProgressDialog] = {}
        self._ended.connect(self._end)  # sent from the worker's thread, so it is queued
        self._ticks = QTimer(self, interval=100)
        self._ticks.timeout.connect(self._show_progress)

    def another(self) -> "Tasks":
        """A runner of the same kind, for another window."""
        return Tasks(inline=self._inline)

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._under_way)

    def run(
        self,
        owner: QWidget,
        title: str,
        work: "Callable[[Progress], T]",
        done: Callable[[T], object],
        failed: Callable[[str], object],
        *,
        modal: bool = False,
    ) -> None:
        """Do the work, then call ``done`` with its result, or ``failed`` with a sentence; nothing when cancelled.

        Args:
            owner: For whom; when it is gone the result is dropped.
            title: What is being done, in words: ``Computing the claim``.
            work: Called with a :data:`Progress` on another thread; touches no widget.
            done: Called on the GUI thread.
            failed: Called on the GUI thread.
            modal: The window waits (import, export); progress is a dialog with Cancel.
        """
        task = Task(title, owner, work, cast("Callable[[Any], object]", done), failed, modal=modal)
        if self._inline:
            self._end(task, *_attempt(task))
            return
        for other in self._under_way:
            if other.owner is owner and other.title == title:
                if modal:
                    return
                other.stop.set()
        self._under_way.append(task)
        self._pool.start(_Runnable(task, self))
        QTimer.singleShot(_PATIENCE, self, lambda: self._show(task))

    def attempt(self, task: Task) -> None:
        """Do a task's work; on the worker's thread."""
        result, error = _attempt(task)
        if isValid(self):
            self._ended.emit(task, result, error)

    def stop(self) -> None:
        """Cancel all that is under way and wait for it."""
        for task in self._under_way:
            task.stop.set()
        self._pool.clear()
        self._pool.waitForDone()
        self._under_way.clear()

    @Slot(object, object, object)
    def _end(self, task: Task, result: object, error: BaseException | None) -> None:
        from muster.services.ports import Cancelled

        superseded = task.stop.is_set()
        if task in self._under_way:
            self._under_way.remove(task)
        self._hide(task)
        if superseded or isinstance(error, Cancelled) or not isValid(task.owner):
            return
        if error is None:
            task.done(result)
        else:
            task.failed(sentence(error))

    def _show(self, task: Task) -> None:
        if task not in self._under_way or not isValid(task.owner):
            return
        if task.modal:
            from PySide6.QtCore import Qt

            dialog = QProgressDialog(f"{task.title} …", "Cancel", 0, 0, task.owner.window())
            dialog.setWindowTitle(task.title)
            dialog.setWindowModality(Qt.WindowModality.WindowModal)
            dialog.setMinimumWidth(400)
            dialog.setAutoClose(False)
            dialog.setAutoReset(False)
            dialog.canceled.connect(task.stop.set)
            dialog.show()
            self._dialogs[task] = dialog
        self._ticks.start()
        self._show_progress()

    def _show_progress(self) -> None:
        for task, dialog in self._dialogs.items():
            done, total = task.steps
            dialog.setMaximum(total)
            dialog.setValue(done)
        quiet = [task.title for task in self._under_way if not task.modal and not task.stop.is_set()]
        self.shown.emit(" · ".join(quiet))

    def _hide(self, task: Task) -> None:
        dialog = self._dialogs.pop(task, None)
        if dialog is not None:
            dialog.canceled.disconnect()
            dialog.reset()  # else it shows itself again after 4 s, above whatever is told then
            dialog.close()
            dialog.deleteLater()
        if not self._under_way and self._ticks.isActive():
            self._ticks.stop()
            self.shown.emit("")


def _attempt(task: Task) -> tuple[object, BaseException | None]:
    try:
        task.progress(0, 0)
        return task.work(task.progress), None
    except Exception as error:  # noqa: BLE001 - told to the user as a sentence; logged
        return None, error
