import logging
from collections.abc import Callable, Iterator
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from muster.services.ports import Cancelled, MusterError, Progress
from muster.ui.tasks import Tasks


class Told:
    """What a task told on the GUI thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.failures: list[str] = []
        self.on_gui_thread = True

    def done(self, result: object) -> None:
        self.results.append(result)
        self.on_gui_thread &= current_thread() is main_thread()

    def failed(self, text: str) -> None:
        self.failures.append(text)
        self.on_gui_thread &= current_thread() is main_thread()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def threaded(qtbot: QtBot) -> Iterator[Tasks]:
    """The runner as the window uses it: on a real thread."""
    made = Tasks()
    yield made
    made.stop()


def failing(error: Exception) -> Callable[[Progress], None]:
    def work(_progress: Progress) -> None:
        raise error

    return work


class Gate:
    """Work that waits until it is let through."""

    def __init__(self) -> None:
        self.open = Event()
        self.begun = Event()
        self.stopped = False

    def __call__(self, progress: Progress) -> str:
        self.begun.set()
        try:
            while not self.open.wait(0.01):
                progress(1, 2)
        except Cancelled:
            self.stopped = True
            raise
        return "through"


def test_inline_the_result_is_there_at_once(owner: QWidget, told: Told) -> None:
    Tasks(inline=True).run(owner, "Adding", lambda _progress: 1 + 1, told.done, told.failed)
    assert told.results == [2]


def test_an_error_of_ours_is_its_own_sentence(owner: QWidget, told: Told) -> None:
    tasks = Tasks(inline=True)
    tasks.run(owner, "Opening", failing(MusterError("The disk is full; make room.")), told.done, told.failed)
    assert told.failures == ["The disk is full; make room."]


def test_any_other_error_names_the_log_and_is_in_it(
    owner: QWidget, told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    Tasks(inline=True).run(owner, "Opening", failing(ZeroDivisionError("by zero")), told.done, told.failed)
    assert "muster.log" in told.failures[0]
    assert "by zero" not in told.failures[0]
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "by zero" in caplog.text
    caplog.clear()


def test_cancelled_work_tells_nothing(owner: QWidget, told: Told) -> None:
    Tasks(inline=True).run(owner, "Opening", failing(Cancelled()), told.done, told.failed)
    assert (told.results, told.failures) == ([], [])


def test_on_a_thread_the_result_comes_back_on_the_gui_thread(
    qtbot: QtBot, threaded: Tasks, owner: QWidget, told: Told
) -> None:
    threaded.run(owner, "Asking", lambda _progress: current_thread() is main_thread(), told.done, told.failed)
    threaded.run(owner, "Failing", failing(MusterError("No.")), told.done, told.failed)
    qtbot.waitUntil(lambda: bool(told.failures))
    assert told.results == [False]
    assert told.on_gui_thread
    assert not threaded.busy


def test_newer_work_supersedes_what_is_under_way(qtbot: QtBot, threaded: Tasks, owner: QWidget, told: Told) -> None:
    older = Gate()
    threaded.run(owner, "Computing", older, told.done, told.failed)
    older.begun.wait()
    threaded.run(owner, "Computing", lambda _progress: "newer", told.done, told.failed)
    qtbot.waitUntil(lambda: bool(told.results))
    assert older.stopped
    assert told.results == ["newer"]


def test_slow_work_is_named_while_it_lasts(qtbot: QtBot, threaded: Tasks, owner: QWidget, told: Told) -> None:
    gate = Gate()
    with qtbot.waitSignal(threaded.shown) as shown:
        threaded.run(owner, "Computing the claim", gate, told.done, told.failed)
    assert shown.args == ["Computing the claim"]
    with qtbot.waitSignal(threaded.shown, check_params_cb=lambda text: text == ""):
        gate.open.set()
    assert told.results == ["through"]


def test_what_the_window_waits_for_can_be_cancelled(qtbot: QtBot, threaded: Tasks, owner: QWidget, told: Told) -> None:
    gate = Gate()
    threaded.run(owner, "Importing", gate, told.done, told.failed, modal=True)
    threaded.run(owner, "Importing", gate, told.done, told.failed, modal=True)  # a second click does nothing
    qtbot.waitUntil(lambda: owner.findChild(QProgressDialog) is not None)
    dialog = owner.findChild(QProgressDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: (dialog.value(), dialog.maximum()) == (1, 2))
    cancel = dialog.findChild(QPushButton)
    assert cancel is not None
    cancel.click()
    qtbot.waitUntil(lambda: not threaded.busy)
    assert gate.stopped
    assert (told.results, told.failures) == ([], [])


def test_a_result_for_a_widget_that_is_gone_is_dropped(qtbot: QtBot, threaded: Tasks, told: Told) -> None:
    gate = Gate()
    short_lived = QWidget()
    threaded.run(short_lived, "Computing", gate, told.done, told.failed)
    gate.begun.wait()
    short_lived.deleteLater()
    qtbot.waitSignal(short_lived.destroyed).wait()
    gate.open.set()
    qtbot.waitUntil(lambda: not threaded.busy)
    assert told.results == []


def test_stopping_ends_all_work(qtbot: QtBot, threaded: Tasks, owner: QWidget, told: Told) -> None:
    gate = Gate()
    threaded.run(owner, "Computing", gate, told.done, told.failed)
    gate.begun.wait()
    threaded.stop()
    assert gate.stopped
    assert not threaded.busy


def test_progress_that_is_over_does_not_show_itself_again(
    qtbot: QtBot, threaded: Tasks, owner: QWidget, told: Told
) -> None:
    """Qt's own timer would, above what is told meanwhile, and take the keys."""
    go_on, timers, left = Event(), list[QTimer](), list[bool]()

    def work(progress: Progress) -> None:
        while not go_on.wait(0.01):
            progress(0, 0)  # nobody knows how far the end is

    def done(_result: object) -> None:
        left.extend(each.isActive() for each in timers)

    threaded.run(owner, "Reading", work, done, told.failed, modal=True)
    qtbot.waitUntil(lambda: bool(owner.findChildren(QProgressDialog)))
    timers += owner.findChildren(QProgressDialog)[0].findChildren(QTimer)
    assert any(each.isActive() for each in timers)
    go_on.set()
    qtbot.waitUntil(lambda: bool(left))
    assert not any(left)
